"""Reads one of our PDFs.

The styles of a document (which headings, titles and body text are set in) are learnt from a few sure signs: the usual
words of headings, periods of time, bullets, addresses.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from saaska.documents.ats.entries import EntryReader
from saaska.documents.ats.pieces import Piece, Style, follows, joined, lines, pieces
from saaska.documents.ats.resume import Group, Item, Resume, Section
from saaska.documents.ats.words import (
    BULLETS,
    EMPLOYERS,
    HISTORIES,
    KINDS,
    LISTS,
    NOTED,
    SEPARATORS,
    folded,
    is_period,
    kind_of_contact,
    plain,
)


def read(pdf: bytes) -> Resume:
    """What the text of one of our résumés says; pypdfium2.PdfiumError when the bytes are no PDF."""
    found = pieces(pdf)
    headings = heading_styles(found)
    head, *rest = parted(found, headings)
    body = body_styles(found)
    sections = tuple(_section(part, headings, body) for part in rest)
    return replace(_header(head), sections=sections)


def heading_styles(found: Sequence[Piece]) -> frozenset[Style]:
    """The styles that usual headings are set in: at the start of a line, the same for several of them.

    A style with one usual heading counts too (a narrow column may have its own), unless most of what is set
    in it is no heading: a category of skills may be called "Languages".
    """
    known: dict[Style, set[str]] = {}
    others: Counter[Style] = Counter()
    for line in lines(found):
        text = folded(joined(_start(line)))
        if text in KINDS:
            known.setdefault(line[0].style, set()).add(KINDS[text])
        else:
            others[line[0].style] += 1
    sure = {style for style, kinds in known.items() if len(kinds) > 1}
    seen = {kind for style in sure for kind in known[style]}
    alone = {
        style
        for style, kinds in known.items()
        if style not in sure and not kinds & seen and others[style] <= 1
    }
    return frozenset(sure | alone)


def _start(line: Sequence[Piece]) -> list[Piece]:
    """The first pieces of a line that are set in one style."""
    return list(takewhile(lambda piece: piece.style == line[0].style, line))


def body_styles(found: Sequence[Piece]) -> frozenset[Style]:
    """The styles of running text: what follows bullets, else what there is most of."""
    after = Counter(
        second.style
        for first, second in pairwise(found)
        if first.begins and first.said in BULLETS and second.beside(first)
    )
    if after:
        return frozenset(after)
    counted: Counter[Style] = Counter()
    for piece in found:
        counted[piece.style] += len(piece.said)
    return frozenset(style for style, _length in counted.most_common(1))


def parted(found: Sequence[Piece], headings: frozenset[Style]) -> list[list[Piece]]:
    """The pieces before the first heading, then those of each section, its heading first."""
    parts: list[list[Piece]] = [[]]
    for line in lines(found):
        heads = line[0].style in headings
        last = parts[-1][-1] if parts[-1] else None
        wrapped = heads and last is not None and last.style in headings and follows(last, line[0])
        if heads and not wrapped:
            parts.append([])
        content = line[len(_start(line)) :] if heads else []
        if content:  # beside its heading
            line = [*_start(line), replace(content[0], begins=True), *content[1:]]
        parts[-1] += line
    return parts


def _header(found: Sequence[Piece]) -> Resume:
    """Who the résumé is about: what stands before the first heading."""
    if not found:
        return Resume()
    largest = max(found, key=lambda piece: piece.size).style
    others = [piece for piece in found if piece.style != largest and piece.said not in SEPARATORS]
    said: dict[str, list[str]] = {"email": [], "phone": [], "link": [], "": []}
    texts = list(_contacts(others))
    for text, _style_of_it in texts:
        said[kind_of_contact(text)].append(text)
    looks = {style[1:] for text, style in texts if kind_of_contact(text)}  # whatever the typeface of a script
    left = [(text, style[1:] in looks) for text, style in texts if not kind_of_contact(text)]
    return Resume(
        name=joined(piece for piece in found if piece.style == largest),
        headline=" ".join(text for text, is_contact in left if not is_contact),
        email=" ".join(said["email"][:1]),
        phone=" ".join(said["phone"][:1]),
        place=" ".join(text for text, is_contact in left if is_contact),
        links=tuple(said["link"]),
    )


def _contacts(found: Sequence[Piece]) -> Iterator[tuple[str, Style]]:
    """Each contact as one text, put together where it was parted at a line's end."""
    text, style = "", None
    last: Piece | None = None
    for piece in found:
        whole = last is None or not (
            piece.begins and piece.style == style and follows(last, piece) and _continues(text, piece.said)
        )
        if whole and text:
            yield plain(text), last.style  # type: ignore[union-attr]  # there was a piece
            text = ""
        text += piece.said if not text or "/" in text or "@" in text else f" {piece.said}"
        style, last = piece.style, piece
    if last is not None:
        yield plain(text), last.style


def _continues(text: str, more: str) -> bool:
    """Whether a line's text goes on with the next: an address that was parted, or words of a place."""
    if kind_of_contact(more):
        return False
    return not kind_of_contact(text) or ("/" in text and ("/" in more or text.endswith(("/", "-", "_"))))


def _section(found: Sequence[Piece], headings: frozenset[Style], body: frozenset[Style]) -> Section:
    length = next((number for number, piece in enumerate(found) if piece.style not in headings), len(found))
    title = joined(found[:length])
    kind = KINDS.get(folded(title), "")
    content = found[length:]
    if kind in LISTS:
        return Section(title, kind, groups=tuple(_groups(content, body)))
    if not content or kind == "summary" or (content[0].style in body and not is_period(content[0].said)):
        return Section(title, kind, text=joined(content))
    reader = EntryReader(content, body, addressed=kind not in EMPLOYERS, roles=kind in HISTORIES)
    entries = reader.entries()
    return Section(title, kind, entries=entries)


def _groups(found: Sequence[Piece], body: frozenset[Style]) -> Iterator[Group]:
    """Things in a line, by the names before them, which are set in a style of their own at the start of a line."""
    inside = [
        piece for piece in found if "," in piece.said or (not piece.begins and re.match(r"\w", piece.said))
    ]
    items = {piece.style for piece in inside} | body
    parts: list[tuple[list[Piece], list[Piece]]] = [([], [])]
    for piece in found:
        name, rest = parts[-1]
        if piece.begins and piece.style not in items and piece.said[0] != "(" and (rest or not name):
            parts.append(([piece], []))
        elif (
            piece.begins
            and piece.said[0] != "("
            and rest
            and not rest[-1].said.endswith(",")
            and not rest[-1].wide
        ):
            parts.append(([], [piece]))
        elif name and not rest and (piece.style == name[0].style or piece.said.startswith("(")):
            name.append(piece)
        else:
            rest.append(piece)
    for name, rest in parts:
        if rest:
            yield _group(joined(name).rstrip(" :"), joined(rest))
        elif name:  # nothing but one thing with a note
            yield _group("", joined(name))


def _group(name: str, listed: str) -> Group:
    noted = NOTED.fullmatch(name)
    found = (NOTED.fullmatch(text) for text in re.split(r"\s*,\s+(?![^()]*\))", listed))
    items = tuple(Item(item[1], item[2] or "") for item in found if item)
    return Group(noted[1], items, noted[2] or "") if noted else Group(name, items)
