"""The typefaces documents are set in: where they are and how fontconfig is told about nothing else.

No import of Django here: the printer process uses this module too.
"""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
FOLDER = PROJECT / "static" / "fonts" / "documents"
CONFIGURATION = Path(__file__).resolve().parent / "fonts.conf"
FACES = (
    "saaska-sans-400",
    "saaska-sans-400-italic",
    "saaska-sans-600",
    "saaska-sans-700",
    "saaska-serif-400",
    "saaska-serif-400-italic",
    "saaska-serif-600",
    "saaska-serif-display-400",
    "inter-400",
    "inter-400-italic",
    "inter-600",
    "inter-700",
    "eb-garamond-400",
    "eb-garamond-400-italic",
    "eb-garamond-600",
    "literata-400",
    "literata-400-italic",
    "literata-600",
    "saaska-narrow-400",
    "saaska-narrow-400-italic",
    "saaska-narrow-600",
    "saaska-narrow-700",
    "manrope-400",
    "manrope-600",
    "manrope-700",
    "saaska-arabic-400",
    "saaska-arabic-600",
    "noto-sans-hebrew-400",
    "noto-sans-hebrew-600",
    "noto-sans-devanagari-400",
    "noto-sans-devanagari-600",
    "noto-sans-thai-400",
    "noto-sans-thai-600",
)


# Too large for the repository: Debian's, found on the system or unpacked by the set-up (bin/machine/typefaces.py).
LARGE_FOLDERS = (PROJECT / "var" / "fonts", Path("/usr/share/fonts"))
LARGE = {  # and the package that holds them
    "opentype/noto/NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
    "opentype/noto/NotoSansCJK-Bold.ttc": "fonts-noto-cjk",
    "truetype/noto/NotoColorEmoji.ttf": "fonts-noto-color-emoji",
}


@dataclass(frozen=True)
class Pair:
    """Two families that go together; `name` is what people choose by. `display` is for a person's name in large
    type, where the headings' family has a cut for that."""

    name: str
    text: str
    headings: str
    display: str = ""


PAIRS = {
    "sans": Pair("SaaSka Sans", "SaaSka Sans", "SaaSka Sans"),
    "serif": Pair("SaaSka Serif", "SaaSka Serif", "SaaSka Serif", "SaaSka Serif Display"),
    "serif-headings": Pair(
        "SaaSka Sans with Serif headings", "SaaSka Sans", "SaaSka Serif", "SaaSka Serif Display"
    ),
    "inter": Pair("Inter", "Inter", "Inter"),
    "garamond": Pair("EB Garamond", "EB Garamond", "EB Garamond"),
    "literata": Pair("Literata", "Literata", "Literata"),
    "narrow": Pair("SaaSka Narrow", "SaaSka Narrow", "SaaSka Narrow"),
    "manrope-headings": Pair("SaaSka Sans with Manrope headings", "SaaSka Sans", "Manrope"),
    "literata-headings": Pair("Inter with Literata headings", "Inter", "Literata"),
}


def files() -> list[Path]:
    return [FOLDER / f"{face}.ttf" for face in FACES]


def missing_packages() -> list[str]:
    """Debian's packages with typefaces that are not here."""
    lacking = [file for file in LARGE if not any((folder / file).exists() for folder in LARGE_FOLDERS)]
    return sorted({LARGE[file] for file in lacking})


def environment() -> dict[str, str]:
    """What fontconfig reads when it is loaded; its list of faces is cached under var/.

    The date is what fontTools writes into a font it takes the outlines out of (emoji), instead of the moment.
    """
    return {
        "FONTCONFIG_FILE": str(CONFIGURATION),
        "XDG_CACHE_HOME": str(PROJECT / "var" / "cache"),
        "SOURCE_DATE_EPOCH": "0",
    }


def configure() -> None:
    """To be called before WeasyPrint is imported in this process."""
    os.environ.update(environment())
