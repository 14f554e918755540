"""HTML in other people's files, as plain text."""

import html
import re
from bisect import bisect_left

BLOCKS_WORDS = (
    "address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 header hr li ol p pre section "
    "table tbody td tfoot th thead tr ul"
)
BLOCKS = set(BLOCKS_WORDS.split())
INLINE_WORDS = (
    "a abbr b big cite code del em font i ins kbd mark q s small span strike strong sub sup time tt u var"
)
INLINE = set(INLINE_WORDS.split())
SILENT = {"script", "style"}
COMMENT = "!--"
TAG = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9]*)((?:[\s/][^<>]*)?)>")
ENDING = re.compile(r"-->|</([A-Za-z][A-Za-z0-9]*)\s*>")
HREF = re.compile(r"""href\s*=\s*["']?\s*((?:https?|mailto):[^\s"'<>]+)""", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}[0-9]{0,2});")


def plain_text(text: str) -> str:
    """The text without HTML: blocks on their own lines, entries with a bullet, links with their address.

    Text without HTML comes back as it is ("List<String>" and "a < b" are none). Linear in the text's length.
    """
    if "<" in text:
        text = _without_tags(text)
    return ENTITY.sub(lambda entity: html.unescape(entity[0]).replace("\xa0", " "), text)


def _without_tags(text: str) -> str:
    pieces: list[str] = []
    words: list[int] = []  # which of the pieces are text between tags
    links: list[tuple[str, int]] = []
    endings = _endings(text)
    position, blocks, spaced = 0, False, True
    for tag in TAG.finditer(text):
        name, closing = (tag[2] or COMMENT).lower(), bool(tag[1])
        if tag.start() < position or not (name in BLOCKS or name == "img" or name in endings):
            continue
        words.append(len(pieces))
        pieces.append(text[position : tag.start()])
        position = tag.end() if closing else _end_of_silence(name, tag.end(), endings)
        if name in BLOCKS:
            blocks = True
            spaced = spaced and name in ("br", "hr")
            pieces.append("\n• " if name == "li" and not closing else "\n")
        elif name == "a" and not closing:
            found = HREF.search(tag[3])
            links.append((html.unescape(found[1]) if found else "", len(pieces)))
        elif name == "a" and links:
            address, start = links.pop()
            shown = html.unescape("".join(pieces[start:]))
            bare = address.removeprefix("mailto:")
            pieces.append(f" ({bare})" if bare.rstrip("/") not in shown else "")
    words.append(len(pieces))
    pieces.append(text[position:])
    for number in () if spaced else words:
        pieces[number] = re.sub(
            r"\s*\n\s*", " ", pieces[number]
        )  # a line's end is a mere space within paragraphs
    text = "".join(pieces)
    if blocks:
        text = "\n".join(line.strip() for line in text.splitlines() if line.strip())
        text = re.sub(r"•\s+", "• ", text)
    return text


def _endings(text: str) -> dict[str, list[tuple[int, int]]]:
    """Where inline elements, scripts and comments end. What never ends is no markup: a Map<S>."""
    endings: dict[str, list[tuple[int, int]]] = {}
    for ending in ENDING.finditer(text):
        name = (ending[1] or COMMENT).lower()
        if name == COMMENT or name in INLINE | SILENT:
            endings.setdefault(name, []).append(ending.span())
    return endings


def _end_of_silence(name: str, start: int, endings: dict[str, list[tuple[int, int]]]) -> int:
    """Where reading goes on: behind a comment, script or style that is closed, else right here."""
    if name not in SILENT and name != COMMENT:
        return start
    later = bisect_left(endings[name], (start, start))
    return endings[name][later][1] if later < len(endings[name]) else start
