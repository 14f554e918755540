"""Texts of other people's files, in the form our shapes want."""

import re
from collections.abc import Callable
from typing import Any, Final

from resumes.importers import markdown
from saaska.documents import html_text
from saaska.documents.texts import LINE, LINE_ENDS, UNPRINTABLE, printable

Steps = tuple[tuple[str, Callable[[str], str]], ...]  # keys of REASONS, and what makes a text plainer

READ: Final = 50_000  # characters of one value that are looked at; markup may take most of them
HTML: Final[Steps] = (("markup", html_text.plain_text),)
MARKDOWN: Final[Steps] = (*HTML, ("markdown", markdown.plain_text))


def is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not (printable(value[:LINE]) or printable(value)))


def fitted(value: str, *, limit: int, lines: bool, plainer: Steps = HTML) -> tuple[str, str]:
    """The text as a shape wants it, and the key of REASONS that says how it was changed, if it was."""
    whole = LINE_ENDS.sub("\n", value.strip())
    text, change = whole[:READ], ""
    steps: Steps = (
        ("unprintable", lambda known: UNPRINTABLE.sub("", known)),
        *plainer,
        ("one_line", lambda known: known if lines else printable(known, lines=False)),
    )
    for why, step in steps:
        known = step(text).strip()
        change = (
            why if printable(known) != printable(text) or (why == "unprintable" and known != text) else change
        )
        text = known
    text = printable(text, lines=lines)
    if len(text) > limit or len(whole) > READ:
        cut = text[: max(limit, 0)]
        spaced = cut.rsplit(maxsplit=1)[0] if cut.strip() and " " in cut.strip()[limit // 2 :] else cut
        return printable(spaced, lines=lines), "cut"
    return text, change


def says_something(value: Any) -> bool:
    """Whether the value is a text that a field would hold something of."""
    return isinstance(value, str) and bool(fitted(str(value), limit=LINE, lines=False)[0])


BULLET_LINE: Final = re.compile(r"[ \t]*[•◦▪●‣⁃∙*–-][ \t]+(\S.*)")


def listed(text: str, *, most: int, limit: int) -> tuple[str, list[str]] | None:
    """A text that opens with anything and ends in a list, as its opening and its entries; None when it is no such.

    An indented line goes on with the entry above.
    """
    opening: list[str] = []
    entries: list[str] = []
    for line in text.splitlines():
        found = BULLET_LINE.fullmatch(line)
        if found:
            entries.append(found[1].strip())
        elif not entries:
            opening.append(line)
        elif line.strip() and not line[0].isspace():
            return None
        else:
            entries[-1] = f"{entries[-1]} {line.strip()}".strip()
    if not entries or len(entries) > most or max(map(len, entries)) > limit:
        return None
    return "\n".join(opening).strip(), entries


COMMA: Final = re.compile(r"[,;、，؛](?![^()]{0,200}\))")  # not within brackets: "Python (NumPy, pandas)"


def parted(text: str) -> list[str]:
    """The parts of a text that its commas make."""
    parts = (part.strip().removesuffix(".") for part in COMMA.split(text))
    return [part for part in parts if part]
