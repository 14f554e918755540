"""Designs: folders under templates/pdf/<kind>/<slug>/ of one document.html and one document.css, and what
they share under templates/pdf/common/.

A design is printed from its files' texts and nothing else, so that a published one (versions.py), whose files
are in the database, prints the same whatever becomes of its folder.

What staff and people may set (colours, typefaces, spacing, page size) reaches a design as variables of
its style sheet, written here out of an allow-list (schema.TemplateConfig). Nobody's text becomes CSS.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, Literal
from uuid import UUID

from django.conf import settings
from django.template import Context, Engine, Template
from django.template.backends.django import get_installed_libraries
from django.utils.translation import gettext as _

from saaska.documents import renderer
from saaska.documents.fonts import PAIRS
from saaska.documents.frames import Printed
from saaska.documents.schema import TEMPLATE_CONFIG, Layout
from saaska.documents.wording import wording

Kind = Literal["resume", "letter"]

BEFORE_A_SIGN: Final = re.compile(r"(?<=\d) (?=[%‰°€£¥])")

SHEETS: Mapping[Kind, tuple[str, ...]] = {  # that a kind's designs share
    "resume": ("pdf/common/base.css",),
    "letter": ("pdf/common/base.css", "pdf/common/letter.css"),
}
NAMED = re.compile(r"[\"'](pdf/[\w/-]+\.html)[\"']")  # a template that another one includes or extends
PHOTO: Final = "pdf/common/_photo.html"
LOCMEM = "django.template.loaders.locmem.Loader"
PAGE_SIZES = {"a4": "A4", "letter": "Letter"}
HEIGHTS = {"A4": 842, "Letter": 792}  # points
SPACINGS = {  # line height, then points between lines of an entry, entries, sections
    "compact": (1.28, 0.9, 5.5, 9),
    "normal": (1.37, 1.5, 7.5, 12),
    "airy": (1.5, 2.2, 10, 16.5),
}
TEXT_SIZES = {"small": "0.93", "normal": "1", "large": "1.08"}  # of the design's own


class UnknownDesignError(LookupError):
    """No design of that name; the text names those there are."""

    def __init__(self, slug: str, known: list[str]) -> None:
        super().__init__(
            _("There is no design “%(slug)s”. The designs are: %(known)s.")
            % {"slug": slug, "known": ", ".join(known)}
        )


@dataclass(frozen=True)
class Options:
    """How one document is printed. "" or nothing: as the design has it."""

    page: str = "A4"
    colors: tuple[str, ...] = ()
    fonts: str = ""
    spacing: str = "normal"
    text_size: str = "normal"
    date_format: str = ""
    language: str = ""  # "": as the caller has it
    order: tuple[str, ...] = ()
    show_photo: bool = True
    attach_data: bool = True

    @classmethod
    def of(cls, config: Mapping[str, Any] | None, layout: Mapping[str, Any] | None) -> "Options":
        """What the document itself says (personal_info.layout), else its design's configuration."""
        chosen = TEMPLATE_CONFIG.clean({"layout": "modern", **(config or {})})
        chosen = {**chosen, **chosen["options"]}
        own = Layout.model_validate(layout or {}).model_dump()

        def first(key: str, otherwise: str = "") -> str:
            return str(own[key] or chosen[key] or otherwise)

        return cls(
            page=PAGE_SIZES[first("pageSize", "a4")],
            colors=tuple(own["colors"] or chosen["colors"]),
            fonts=first("fonts"),
            spacing=first("spacing", "normal"),
            text_size=first("textSize", "normal"),
            date_format=first("dateFormat"),
            language=own["language"],
            order=tuple(own["order"] or chosen["order"]),
            show_photo=own["showPhoto"] and chosen["showPhoto"],
            attach_data=own["attachData"],
        )

    @property
    def page_lines(self) -> int:
        """How many lines of ten points, times the chosen size of the text, a page is high."""
        return int(HEIGHTS[self.page] / (10 * float(TEXT_SIZES[self.text_size]) * SPACINGS[self.spacing][0]))


@dataclass(frozen=True)
class Design:
    """A design's files by name, as Django's templates name them: "pdf/resume/<slug>/document.html"."""

    kind: Kind
    slug: str
    digest: UUID
    files: Mapping[str, str] = field(compare=False, repr=False)  # the digest says whether they are the same

    @classmethod
    def of(cls, kind: Kind, slug: str, files: Mapping[str, str]) -> "Design":
        return cls(kind, slug, digest_of(files), files)

    @property
    def has_photo(self) -> bool:
        """Whether it has a place for one."""
        return PHOTO in self.files

    def html(self, context: Mapping[str, object]) -> str:
        """The pages' HTML. A sign stays with the number before it: "3 %" is not parted between two lines."""
        html = compiled(self).render(Context(dict(context)))
        return BEFORE_A_SIGN.sub("\N{NO-BREAK SPACE}", html)

    def css(self, options: Options) -> str:
        """The design's style sheet, what it shares with others of its kind first, with the options in it."""
        names = (*SHEETS[self.kind], f"pdf/{self.kind}/{self.slug}/document.css")
        found = [self.files[name] for name in names if name in self.files]
        return "\n".join([*found, variables(options), page_rules(options.page)])

    def print(
        self,
        context: Mapping[str, object],
        options: Options,
        *,
        attachments: Mapping[str, bytes] | None = None,
    ) -> Printed:
        """The document as PDF; printing_errors.PrintingError says why not. `attachments` travel inside it."""
        return renderer.render(self.html(context), self.css(options), attachments=attachments)


def digest_of(value: object) -> UUID:
    """What stands for JSON data: the same for the same data, in whatever order its keys were written."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return UUID(bytes=blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest())


@lru_cache(maxsize=128)
def compiled(design: Design) -> Template:
    """The design's document, out of nothing but its own files: an engine a design, with its includes ready."""
    loader = ("django.template.loaders.cached.Loader", [(LOCMEM, dict(design.files))])
    engine = Engine(
        loaders=[loader], libraries=get_installed_libraries(), builtins=["django.templatetags.i18n"]
    )
    return engine.get_template(f"pdf/{design.kind}/{design.slug}/document.html")


def folder(kind: Kind) -> Path:
    return templates() / "pdf" / kind


def templates() -> Path:
    return Path(settings.BASE_DIR) / "templates"


def known(kind: Kind) -> list[str]:
    """The slugs of the designs there are."""
    return sorted(path.parent.name for path in folder(kind).glob("*/document.html"))


@lru_cache
def with_photo(kind: Kind) -> frozenset[str]:
    """The slugs of those that have a place for a photo."""
    return frozenset(slug for slug in known(kind) if find(kind, slug).has_photo)


def find(kind: Kind, slug: str) -> Design:
    """The design as its folder has it now."""
    slugs = known(kind)
    if slug not in slugs:
        raise UnknownDesignError(slug, slugs)
    return Design.of(kind, slug, read(kind, slug))


def read(kind: Kind, slug: str) -> dict[str, str]:
    """The files a design is made of: its own, the shared style sheet, and what its templates name."""
    wanted = [*SHEETS[kind], f"pdf/{kind}/{slug}/document.css", f"pdf/{kind}/{slug}/document.html"]
    files: dict[str, str] = {}
    while wanted:
        name = wanted.pop()
        path = templates() / name
        if name not in files and path.is_file():
            files[name] = _read(path, path.stat().st_mtime_ns)
            wanted += NAMED.findall(files[name])
    return files


@lru_cache(maxsize=256)
def _read(path: Path, changed: int) -> str:
    return path.read_text()


def variables(options: Options) -> str:
    """The options as variables; what they leave open stays as the design has it."""
    values: dict[str, str] = {"--size": TEXT_SIZES[options.text_size]}
    for name, colour in zip(("accent", "accent-dark"), options.colors, strict=False):
        values[f"--{name}"], values[f"--on-{name}"] = colour, readable_on(colour)
        values[f"--{name}-text"] = readable(colour)
    if options.fonts:
        pair = PAIRS[options.fonts]
        values["--text-font"], values["--heading-font"] = f'"{pair.text}"', f'"{pair.headings}"'
        values["--name-font"] = f'"{pair.display or pair.headings}"'
    line, *gaps = SPACINGS[options.spacing]
    values["--line"] = str(line)
    values.update(
        zip(("--gap-line", "--gap-entry", "--gap-section"), (f"{gap}pt" for gap in gaps), strict=True)
    )
    return f":root{{{';'.join(f'{name}:{value}' for name, value in values.items())}}}"


def readable_on(colour: str) -> str:
    """White where it can be read on "#rrggbb" (a contrast of 4.5 as WCAG asks), otherwise nearly black."""
    return "#ffffff" if contrast(colour) >= 4.5 else "#111827"


def readable(colour: str) -> str:
    """The colour, darkened as far as it has to be to be read on white."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    shades = ("#" + "".join(f"{part * share // 100:02x}" for part in parts) for share in range(100, 0, -2))
    return next(shade for shade in shades if contrast(shade) >= 4.5)


def contrast(colour: str) -> float:
    """WCAG's contrast ratio of "#rrggbb" and white: from 1 to 21."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return float(1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05))


def page_rules(size: str) -> str:
    """The page's size, and "Page 2 of 3" in the document's language from the second page on."""
    sentence = wording().page.format(page="\0page\0", pages="\0pages\0")
    parts = [
        f"counter({part})" if part in ("page", "pages") else css_string(part)
        for part in sentence.split("\0")
        if part
    ]
    return f"@page{{size:{size};@bottom-right{{content:{' '.join(parts)}}}}}"


def css_string(text: str) -> str:
    """The text as a CSS string; every character that could end it is escaped."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'
