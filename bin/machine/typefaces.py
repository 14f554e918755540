"""Typefaces too large for the repository: Debian's, for Chinese, Japanese, Korean and emoji.

saaska/documents/fonts.conf reads them from the system, or from var/fonts, which leads to the unpacked packages.
"""

from pathlib import Path

from machine import debian
from machine.place import Place
from machine.steps import Failure, say

SYSTEM = Path("/usr/share/fonts")
GROUP = "typefaces"


def typeface(package: str, file: str) -> debian.Need:
    return debian.Need(package, lambda: (SYSTEM / file).exists())


NEEDS = (
    typeface("fonts-noto-cjk", "opentype/noto/NotoSansCJK-Regular.ttc"),
    typeface("fonts-noto-color-emoji", "truetype/noto/NotoColorEmoji.ttf"),
)


def provide(place: Place) -> None:
    """Without them everything works; documents that need them name the characters that cannot be printed."""
    try:
        debian.provide(place, GROUP, NEEDS)
    except Failure as failure:
        say(f"  Chinese, Japanese, Korean and emoji will not be printed. {failure}")
    link(place.var / "fonts", debian.folder(place, GROUP) / "usr/share/fonts")


def link(name: Path, target: Path) -> None:
    """Make the name lead to the folder, or to nothing when there is no such folder."""
    if name.is_symlink() and (not target.is_dir() or name.readlink() != target):
        name.unlink()
    if target.is_dir() and not name.is_symlink():
        name.symlink_to(target)
