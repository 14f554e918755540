"""The lines of a text while they are read: what is said in each of them is accounted for, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from resumes.importers.report import VALUE, Kind, Line, excerpt
from resumes.importers.texts import fitted
from saaska.documents.texts import LINE


@dataclass(frozen=True)
class Row:
    """A line that says something. `level` is that of a heading, 0 for other text; `gap`: stands after an empty line.

    `own`: a paragraph, however long; without it, a line may be one of several of a paragraph.
    `head`: the names of a table's columns.
    """

    number: int
    text: str
    level: int = 0
    bullet: bool = False
    gap: bool = False
    own: bool = False
    head: bool = False

    @property
    def whole(self) -> "Span":
        return Span(self, 0, len(self.text))


@dataclass(frozen=True)
class Span:
    """A part of a row."""

    row: Row
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.row.text[self.start : self.end]

    def part(self, start: int, end: int) -> "Span":
        """The part of this part, without the space and the signs around it."""
        text = self.text[start:end]
        left = len(text) - len(text.lstrip(" \t,;|·•–—-:)"))
        right = len(text.rstrip(" \t,;|·•–—-:("))
        return Span(self.row, self.start + start + left, self.start + start + max(left, right))

    def parted(self, by: re.Pattern[str]) -> list["Span"]:
        """What stands between the matches."""
        found, at = [], 0
        for match in by.finditer(self.text):
            found.append(self.part(at, match.start()))
            at = match.end()
        found.append(self.part(at, len(self.text)))
        return [span for span in found if span.text]


WORD = re.compile(r"\w+")


class Sheet:
    """All rows, and which of their words went where. What nobody takes is left out, and said."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)
        self.journal: dict[int, list[Line]] = {row.number: [] for row in self.rows}
        self.claimed: dict[int, list[tuple[int, int]]] = {row.number: [] for row in self.rows}

    def take(self, target: str, *spans: Span, kind: Kind = "taken", why: str = "", limit: int = LINE) -> str:
        """The text of the spans as one, on its way to the target."""
        text = " ".join(span.text for span in spans)
        value, change = fitted(text, limit=limit, lines=False)
        if not value:
            return ""
        if change == "cut":
            kind, why = "changed", change
        for span in spans:
            self.note(kind, span, target, why, f"{limit:,}" if change == "cut" else "")
        return value

    def note(self, kind: Kind, span: Span, target: str = "", why: str = "", detail: str = "") -> None:
        number = span.row.number
        leaves = 0 if self.journal[number] else 1
        value = excerpt(span.text, VALUE)
        self.journal[number].append(Line(kind, "", value, target, why, detail, leaves, number))
        self.claimed[number].append((span.start, span.end))

    def leave(self, span: Span, why: str) -> None:
        self.note("left_out", span, why=why)

    def lines(self) -> Iterator[Line]:
        for row in self.rows:
            for start, end in self._unclaimed(row):
                self.leave(Span(row, start, end), "unclear")
            if not self.journal[row.number]:
                self.leave(row.whole, "ornament")
            yield from self.journal[row.number]

    def _unclaimed(self, row: Row) -> list[tuple[int, int]]:
        """Runs of words that are in no field."""
        found: list[tuple[int, int]] = []
        for word in WORD.finditer(row.text):
            if any(start < word.end() and word.start() < end for start, end in self.claimed[row.number]):
                found.append((-1, -1))
            elif found and found[-1][0] >= 0:
                found[-1] = (found[-1][0], word.end())
            else:
                found.append(word.span())
        return [run for run in found if run[0] >= 0]
