"""Text with light marks, as people type it into a letter: a small part of Markdown, never HTML.

    Paragraphs are parted by an empty line; a line end within one is kept.
    **bold**, *italic*, ***both***
    [text](https://example.org), also to mailto: and tel:
    - an item of a list (or * or + or •); indented lines go on with it
    1. an item of a numbered list, which begins with 1 and counts by itself
    \\* a backslash prints the character behind it as it is
    {{company}} stands for a value that the document knows

Everything else is text: a mark without its partner, a link to an address that may not be followed, any HTML.
Reading takes time in proportion to the text, whatever it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from saaska.documents.links import followable
from saaska.documents.texts import printable
from saaska.documents.words import NOTHING, Words, words

TOKEN: Final = re.compile(
    r"\\([!-/:-@\[-`{-~•])"  # a character taken as it is
    r"|(\*+)"
    r"|(\[)"
    r"|\]\(([^()\s]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200}){0,3})\)"
    r"|(\n)"
    r"|\{\{[ \t]*([^\W\d_][\w \t-]{0,39})\}\}"
)
ITEM: Final = re.compile(r"(?:([-*+•])|([0-9]{1,3})[.)])[ \t]+(?=\S)")
BULLET: Final = "•"
SPECIAL: Final = re.compile(r"([\\*\[\]]|\{\{)")
ITEM_LIKE: Final = re.compile(r"(?m)^([ \t]*[0-9]{0,3})([-+•.)])(?=[ \t])")


@dataclass(frozen=True)
class Run:
    """Text of one kind. `value` names the placeholder it stands for, or would stand for if it were known."""

    text: Words
    bold: bool = False
    italic: bool = False
    url: str = ""
    value: str = ""


@dataclass(frozen=True)
class Line:
    """What stands on a line: runs with their spaces."""

    runs: tuple[Run, ...]

    @property
    def words(self) -> Words:
        return Words("".join(run.text for run in self.runs))


@dataclass(frozen=True)
class Paragraph:
    lines: tuple[Line, ...]

    @property
    def words(self) -> Words:
        """Its first line, which tells from where it is read."""
        return self.lines[0].words if self.lines else NOTHING


@dataclass(frozen=True)
class Listing:
    """A list, bulleted or numbered."""

    items: tuple[Paragraph, ...]
    numbered: bool = False

    @property
    def marked(self) -> list[tuple[str, Paragraph]]:
        """Each item behind what stands before it: "•", or "1."."""
        return [(f"{at}." if self.numbered else BULLET, item) for at, item in enumerate(self.items, start=1)]


Block = Paragraph | Listing


def read(text: str, values: Mapping[str, str] | None = None) -> list[Block]:
    """The blocks of a text, with the values that are known in the place of their names."""
    known = {name_of(name): value for name, value in (values or {}).items()}
    found: list[Block] = []
    for kind, lines in _blocks(text):
        paragraph = Paragraph(tuple(_lines("\n".join(lines), known)))
        before = found[-1] if found else None
        if not any(line.words for line in paragraph.lines):
            continue
        if kind == TEXT:
            found.append(paragraph)
        elif isinstance(before, Listing) and before.numbered == (kind == NUMBERED):
            found[-1] = replace(before, items=(*before.items, paragraph))
        else:
            found.append(Listing((paragraph,), numbered=kind == NUMBERED))
    return found


def name_of(name: str) -> str:
    """A placeholder's name as it is compared: "Job_Title" and "job  title" are the same."""
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


def placeholders(blocks: Iterable[Block]) -> list[str]:
    """The names that stand in a text, each once, in order."""
    runs = (run for block in blocks for line in lines_of(block) for run in line.runs)
    return list(dict.fromkeys(name_of(run.value) for run in runs if run.value))


def lines_of(block: Block) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield from block.lines
    else:
        for item in block.items:
            yield from item.lines


def plain_lines(block: Block) -> list[Words]:
    """The block without marks, an item of a list behind its bullet or number."""
    if isinstance(block, Paragraph):
        return [line.words for line in block.lines]
    return [
        Words(f"{mark} {line.words}" if at == 0 else line.words)
        for mark, item in block.marked
        for at, line in enumerate(item.lines)
    ]


def escaped(text: str) -> str:
    """A text without marks, written so that reading it gives it back as it is."""
    return ITEM_LIKE.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))


# Blocks, by what their first line begins with

TEXT, BULLETED, NUMBERED = "text", "bulleted", "numbered"


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """The kind and the lines of each paragraph and of each item of a list."""
    kind, lines = TEXT, list[str]()
    parted = False  # by an empty line from what comes next
    for line in printable(text).split("\n"):
        stripped = words(line)
        begun = _item(stripped, kind)
        goes_on = kind != TEXT and line[:1] in (" ", "\t")
        if begun or (lines and not goes_on and stripped and (parted or kind != TEXT)):
            if lines:
                yield kind, lines
            kind, lines = begun or TEXT, []
        if stripped:
            lines.append(ITEM.sub("", stripped, count=1) if begun else stripped)
        parted = not stripped
    if lines:
        yield kind, lines


def _item(line: str, before: str) -> str:
    """The kind of the list that the line is an item of. A number begins one only with 1: "15. March" is a date."""
    item = ITEM.match(line)
    if not item:
        return ""
    if item[1]:
        return BULLETED
    return NUMBERED if before == NUMBERED or item[2] == "1" else ""


# Marks within a block


@dataclass
class _Marks:
    """What begins and what ends at which place: "bold", "italic" or an address. Other marks are text."""

    on: dict[int, str] = field(default_factory=dict)
    off: dict[int, str] = field(default_factory=dict)
    open: dict[str, int] = field(default_factory=dict)  # those that wait for their partner; "[" of a link

    def close(self, kind: str, at: int) -> None:
        self.on[self.open.pop(kind)] = kind
        self.off[at] = kind


def _lines(text: str, values: Mapping[str, str]) -> Iterator[Line]:
    marks = _partners(text)
    runs: list[Run] = []
    state = Run(NOTHING)
    at = 0
    for token in TOKEN.finditer(text):
        _add(runs, state, text[at : token.start()])
        at = token.end()
        character, stars, _bracket, _url, line_end, name = token.groups()
        if line_end:
            yield _line(runs)
            runs = []
        elif name:
            _add(runs, state, words(values.get(name_of(name))) or token[0], value=name.strip())
        elif stars:
            state = _starred(runs, state, marks, token)
        elif token.start() in marks.on or token.start() in marks.off:
            state = replace(state, url=marks.on.get(token.start(), ""))
        else:
            _add(runs, state, character or token[0])
    _add(runs, state, text[at:])
    yield _line(runs)


def _starred(runs: list[Run], state: Run, marks: _Marks, token: "re.Match[str]") -> Run:
    at = token.start()
    while at < token.end():
        begins = at in marks.on
        kind = marks.on.get(at) or marks.off.get(at)
        if kind == "bold":
            state = replace(state, bold=begins)
        elif kind == "italic":
            state = replace(state, italic=begins)
        else:
            _add(runs, state, "*")
        at += 2 if kind == "bold" else 1
    return state


def _add(runs: list[Run], state: Run, text: str, *, value: str = "") -> None:
    if not text:
        return
    before = runs[-1] if runs else None
    if before and not value and not before.value and replace(before, text=NOTHING) == state:
        runs[-1] = replace(before, text=Words(before.text + text))
    else:
        runs.append(replace(state, text=Words(text), value=value))


def _line(runs: list[Run]) -> Line:
    """Without the spaces at its ends."""
    if runs:
        runs[0] = replace(runs[0], text=Words(runs[0].text.lstrip()))
        runs[-1] = replace(runs[-1], text=Words(runs[-1].text.rstrip()))
    return Line(tuple(run for run in runs if run.text))


def _partners(text: str) -> _Marks:
    marks = _Marks()
    for token in TOKEN.finditer(text):
        at = token.start()
        _character, stars, bracket, url, _line_end, _name = token.groups()
        if bracket:
            marks.open["["] = at
        elif url is not None:
            begun = marks.open.pop("[", at)
            if followable(url) and text[begun + 1 : at].strip():
                marks.on[begun] = marks.off[at] = url
        elif stars:
            _partner_stars(text, token, marks)
    return marks


def _partner_stars(text: str, token: "re.Match[str]", marks: _Marks) -> None:
    """Up to three stars end something behind a letter and begin something before one; between digits they multiply."""
    at, end = token.span()
    before, after = text[at - 1 : at] if at else "", text[end : end + 1]
    if end - at > 3 or (before.isdecimal() and after.isdecimal()):
        return
    if before.strip():
        for kind, length in (("bold", 2), ("italic", 1), ("bold", 2)):
            if kind in marks.open and end - at >= length:
                marks.close(kind, at)
                at += length
    if after.strip():
        for kind, length in (("bold", 2), ("italic", 1)):
            if end - at >= length:
                marks.open[kind] = at
                at += length


def plain(blocks: Iterable[Block]) -> str:
    """All of it without marks, an empty line between blocks."""
    return "\n\n".join("\n".join(plain_lines(block)) for block in blocks)
