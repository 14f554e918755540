"""HTML in other people's files, as plain text."""

import html
import re

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
TAG = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9]*)((?:[\s/][^<>]*)?)>")
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
    links: list[tuple[str, int]] = []
    closed = set(re.findall(r"</([a-z0-9]+)", text.lower()))
    position, blocks = 0, False
    for tag in TAG.finditer(text):
        name = (tag[2] or "!--").lower()
        if tag.start() < position or not _is_markup(name, closed, text):
            continue
        pieces.append(text[position : tag.start()])
        position = _end_of_silence(text, name, tag.end()) if not tag[1] else tag.end()
        if name in BLOCKS:
            blocks = True
            pieces.append("\n• " if name == "li" and not tag[1] else "\n")
        elif name == "a" and not tag[1]:
            found = HREF.search(tag[3])
            links.append((html.unescape(found[1]) if found else "", len(pieces)))
        elif name == "a" and links:
            address, start = links.pop()
            shown = "".join(pieces[start:])
            bare = address.removeprefix("mailto:")
            pieces.append(f" ({bare})" if bare and bare.rstrip("/") not in html.unescape(shown) else "")
    text = "".join([*pieces, text[position:]])
    if blocks:
        text = "\n".join(line.strip() for line in text.splitlines() if line.strip())
        text = re.sub(r"•\s+", "• ", text)
    return text


def _is_markup(name: str, closed: set[str], text: str) -> bool:
    """A generic type such as Map<S> is no markup: an inline element counts when it is closed somewhere."""
    if name == "!--":
        return "-->" in text
    return name in BLOCKS or name == "img" or (name in INLINE | SILENT and name in closed)


def _end_of_silence(text: str, name: str, start: int) -> int:
    """Where reading goes on: behind a comment, script or style that is closed, else right here."""
    if name not in SILENT and name != "!--":
        return start
    ending = re.compile("-->" if name == "!--" else rf"</{name}\s*>", re.IGNORECASE).search(text, start)
    return ending.end() if ending else start
