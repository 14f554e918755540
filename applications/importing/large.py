"""Tables too large for one request: read row by row out of their file, and kept in parts.

Nothing here holds a whole table, only one part of it at a time.
"""

import codecs
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, Final, Self

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from applications.importing.sheet import (
    BEGINNING,
    HEAD_WITHIN,
    Sheet,
    as_wide,
    check,
    delimiter_of,
    head_of,
    refuse_others,
    rows_of,
)
from applications.models import ApplicationImport, ApplicationImportPart
from resumes.importers.report import UnreadableFile

if TYPE_CHECKING:
    from accounts.models import User

BYTES: Final = 20_000_000
ROWS: Final = 100_000
PART: Final = 500  # rows
SAMPLES: Final = 2_000  # different cells of a column, by which days and words for a status are told
SAMPLE: Final = 80  # characters of a cell: a longer one is neither
CHUNK: Final = 1_000_000

Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Head(Sheet):
    """A table of which `rows` are the first part only. `samples` are the different cells of each column."""

    total: int = 0
    samples: list[list[str]] = field(default_factory=list)

    def cells(self, column: int) -> Iterator[str]:
        return iter(self.samples[column])

    def as_json(self) -> str:
        """Without its rows, which are the first part."""
        names = ("columns", "delimiter", "broken_at", "total", "samples")
        return json.dumps({name: getattr(self, name) for name in names}, ensure_ascii=False)

    @classmethod
    def of(cls, row: ApplicationImport) -> Self:
        first = row.parts.filter(user=row.user_id).earliest("number")
        return cls(rows=lines_of(first), **json.loads(row.data or "{}"))


def lines_of(part: ApplicationImportPart) -> list[Line]:
    return [(line, cells) for line, cells in json.loads(part.data or "[]")]


class Source:
    """The file of a table, read from its beginning as often as wanted. UnreadableFile, in a sentence, when it is no
    table."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        file.seek(0)
        refuse_others(file.read(4))
        self.encoding = self._encoding()
        self.delimiter = delimiter_of("".join(islice(self._lines(), HEAD_WITHIN))[:BEGINNING])
        self.broken_at = 0

    def _encoding(self) -> str:
        """As resumes.importers.json_file.decoded() tells it, a piece at a time."""
        self.file.seek(0)
        found = json.detect_encoding(self.file.read(4))
        others = ["cp1252", "latin-1"] if found.startswith("utf-8") else []
        for encoding in (found, *others):
            if self._is_in(encoding):
                return encoding
        raise UnreadableFile(_("The file's text cannot be read. Please save it as UTF-8."))

    def _is_in(self, encoding: str) -> bool:
        decoder = codecs.getincrementaldecoder(encoding)()
        self.file.seek(0)
        try:
            while chunk := self.file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return True

    def _lines(self) -> Iterator[str]:
        self.file.seek(0)
        text = io.TextIOWrapper(self.file, encoding=self.encoding, newline="")
        try:
            for number, line in enumerate(text):
                yield (line if number else line.removeprefix("\ufeff")).replace("\0", "")
        finally:
            text.detach()

    def table(self) -> tuple[list[str], Iterator[Line]]:
        """The headings, and the rows below them."""
        rows = self._rows()
        beginning = list(islice(rows, HEAD_WITHIN))
        head = head_of([cells for _line, cells in beginning])
        columns = [cell.strip() for cell in beginning[head][1]] if beginning else []
        check(columns, len(beginning) - head - 1)
        below = chain(beginning[head + 1 :], rows)
        return columns, ((line, as_wide(cells, len(columns))) for line, cells in below)

    def _rows(self) -> Iterator[Line]:
        last = 0
        try:
            for last, cells in rows_of(self._lines(), self.delimiter):  # told when the next is broken
                yield last, cells
        except csv.Error:
            self.broken_at = last + 1

    def head(self) -> Head:
        """UnreadableFile for more than ROWS too."""
        columns, rows = self.table()
        samples: list[dict[str, None]] = [{} for _column in columns]
        first: list[Line] = []
        total = 0
        for total, (line, cells) in enumerate(rows, 1):
            if total <= PART:
                first.append((line, cells))
            for found, cell in zip(samples, cells, strict=True):
                if len(found) < SAMPLES and cell:
                    found[cell[:SAMPLE]] = None
            if total > ROWS:
                told = _(
                    "The table has more than %(most)s rows, the most that an import takes. Please part the file."
                )
                raise UnreadableFile(told % {"most": f"{ROWS:,}"})
        told_by = [list(found) for found in samples]
        return Head(columns, first, self.delimiter, self.broken_at, total, told_by)

    def keep(self, user: "User", row: ApplicationImport) -> None:
        """The rows, as the parts of an import."""
        _columns, rows = self.table()
        number = 0
        while some := list(islice(rows, PART)):
            number += 1
            row.parts.create(user=user, number=number, data=json.dumps(some, ensure_ascii=False))


def sums(row: ApplicationImport) -> dict[str, Any]:
    """What the parts of an import came to, and how far it is."""
    return row.parts.filter(user=row.user_id).aggregate(
        parts=Count("pk"),
        done=Count("done_at"),
        undone=Count("undone_at"),
        made=Sum("made", default=0),
        merged=Sum("merged", default=0),
        left=Sum("left_out", default=0),
    )
