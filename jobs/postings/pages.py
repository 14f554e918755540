"""A page's HTML as the text a reader sees, and what its head says about it."""

import html
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from saaska.documents.html_text import BLOCKS, INLINE, SILENT, plain_text
from saaska.documents.texts import printable

IS_HTML: Final = re.compile(
    r"<(?:!doctype|html|head|body|main|article|section|div|p|h1|h2|ul|li|table|br|span|strong)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
# What is around a posting: its text says nothing about the job.
AROUND: Final = "head|nav|header|footer|form|button|svg|noscript|template|iframe|select|aside|dialog"
OPEN: Final = re.compile(rf"<({AROUND})\b[^<>]{{0,1000}}>", re.IGNORECASE)
CLOSE: Final = re.compile(rf"</({AROUND})\s{{0,20}}>", re.IGNORECASE)
HEADING: Final = re.compile(r"<h1\b[^<>]{0,1000}>([^<]{1,300})", re.IGNORECASE)
TITLE: Final = re.compile(r"<title\b[^<>]{0,200}>([^<]{1,500})", re.IGNORECASE)
META: Final = re.compile(r"<(?:meta|link)\b([^<>]{1,2000})>", re.IGNORECASE)
NAME: Final = re.compile(r"""(?:property|name|rel)\s?=\s?["']?([\w:.-]{1,40})""", re.IGNORECASE)
CONTENT: Final = re.compile(
    r"""(?:content|href)\s?=\s?(?:"([^"<>]{1,600})"|'([^'<>]{1,600})')""", re.IGNORECASE
)
OF_HEAD: Final = {"og:title": "title", "og:site_name": "site", "og:url": "url", "canonical": "url"}
METAS: Final = 300
TAG: Final = re.compile(r"<(?:!doctype|/?([A-Za-z][A-Za-z0-9-]{0,40}))\b[^<>]{0,3000}>", re.IGNORECASE)
READ: Final = BLOCKS | INLINE | SILENT | {"img"}
# Boards of jobs name by their classes what a posting does not label.
CLASSED: Final = re.compile(
    r"<[a-z0-9]{1,10}\b([^<>]{1,600})>\s{0,100}([^<>]{2,120}?)\s{0,100}</", re.IGNORECASE
)
CLASS: Final = re.compile(r"""(?:class|itemprop)\s?=\s?["']?([\w\s-]{1,300})""", re.IGNORECASE)
OF_CLASS: Final = (
    ("location", re.compile(r"location|flavor--bullet", re.IGNORECASE)),
    ("company", re.compile(r"company|employer|organi[sz]ation|topcard__flavor", re.IGNORECASE)),
)
CLASSES: Final = 3_000


@dataclass(frozen=True)
class Page:
    """`hints` are the heading, title, site and url of a page, as far as it tells them."""

    text: str
    hints: dict[str, str]
    is_html: bool


def page_of(text: str) -> Page:
    if not IS_HTML.search(text):
        return Page(printable(text), {}, is_html=False)
    hints = hints_of(text)
    return Page(printable(plain_text(without_surroundings(text))), hints, is_html=True)


def hints_of(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, meta in enumerate(META.finditer(text)):
        name, content = NAME.search(meta[1]), CONTENT.search(meta[1])
        key = OF_HEAD.get(name[1].lower()) if name else None
        if key and content and number < METAS:
            found.setdefault(key, plain(content[1] or content[2]))
    for key, pattern in (("heading", HEADING), ("title", TITLE)):
        if match := pattern.search(text):
            found.setdefault(key, plain(match[1]))
    found |= {key: value for key, value in classed(text).items() if key not in found}
    return {key: value for key, value in found.items() if value}


def classed(text: str) -> dict[str, str]:
    """Company and location by the classes of their elements."""
    found: dict[str, str] = {}
    for number, element in enumerate(CLASSED.finditer(text)):
        if number > CLASSES or len(found) == len(OF_CLASS):
            break
        names = CLASS.search(element[1])
        key = next((key for key, pattern in OF_CLASS if names and pattern.search(names[1])), "")
        if key:
            found.setdefault(key, plain(element[2]))
    return found


def plain(text: str) -> str:
    return printable(html.unescape(text), lines=False)


def without_surroundings(text: str) -> str:
    """Without navigation, forms and the like, as far as they are closed. They are not nested into each other."""
    ends: dict[str, list[tuple[int, int]]] = {}
    for end in CLOSE.finditer(text):
        ends.setdefault(end[1].lower(), []).append(end.span())
    pieces, position = [], 0
    for start in OPEN.finditer(text):
        closing = ends.get(start[1].lower(), [])
        number = bisect_left(closing, (start.end(), 0))
        if start.start() >= position and number < len(closing):
            pieces.append(text[position : start.start()])
            position = closing[number][1]
    around = "\n".join([*pieces, text[position:]])
    return TAG.sub(lambda tag: tag[0] if (tag[1] or "").lower() in READ else "\n", around)
