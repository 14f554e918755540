"""A CSV file as people have it: in any encoding and with any delimiter, its heads in one of the first lines."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _

from applications.importing.columns import field_of
from resumes.importers.json_file import decoded
from resumes.importers.report import UnreadableFile

ROWS: Final = 5_000  # that are read at once; larger tables are imported part by part: large.py
COLUMNS: Final = 60
DELIMITERS: Final = (",", ";", "\t", "|")
BEGINNING: Final = 65_536  # characters that tell the delimiter
HEAD_WITHIN: Final = 20  # rows
LINKEDIN: Final = {"Application Date", "Company Name", "Job Title", "Job Url"}


@dataclass(frozen=True)
class Sheet:
    """`rows` are the lines they begin in and their cells, as many as there are columns.

    `broken_at` is the line from which on nothing could be read; 0 when everything was.
    """

    columns: list[str]
    rows: list[tuple[int, list[str]]]
    delimiter: str
    broken_at: int = 0

    @property
    def is_linkedin(self) -> bool:
        return set(self.columns) >= LINKEDIN

    def cells(self, column: int) -> Iterator[str]:
        return (cells[column] for _line, cells in self.rows)


class LargeTableError(Exception):
    """A table of more rows than are read at once."""


def text_of(data: bytes) -> str:
    """The file's text. UnreadableFile, in a sentence, when it is no text."""
    refuse_others(data)
    return decoded(data)[0].removeprefix("\ufeff").replace("\0", "")


def refuse_others(data: bytes) -> None:
    """UnreadableFile for a file whose beginning says that it is something else."""
    if data.startswith(b"PK"):
        raise UnreadableFile(
            _(
                "This is a ZIP or an Excel workbook. Take the CSV file out of the ZIP, or save the table as CSV."
            )
        )
    if data.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile(_("This is no table. Please save it as CSV."))


def read(text: str) -> Sheet:
    """UnreadableFile, in a sentence, when it is no table; LargeTableError when it has more than ROWS."""
    text = text.removeprefix("\ufeff")
    delimiter = delimiter_of(text[:BEGINNING])
    found: list[tuple[int, list[str]]] = []
    broken_at = 0
    lines = rows_of(io.StringIO(text, newline=""), delimiter)
    while len(found) <= ROWS + HEAD_WITHIN:
        try:
            found.append(next(lines))
        except StopIteration:
            break
        except csv.Error:
            broken_at = found[-1][0] + 1 if found else 1
            break
    head = head_of([cells for _line, cells in found[:HEAD_WITHIN]])
    columns = [cell.strip() for cell in found[head][1]] if found else []
    check(columns, len(found) - head - 1)
    if len(found) - head - 1 > ROWS:
        raise LargeTableError
    rows = [(line, as_wide(cells, len(columns))) for line, cells in found[head + 1 :]]
    return Sheet(columns, rows, delimiter, broken_at)


def small(text: str) -> Sheet | None:
    """The table, if it is one that can be read at once."""
    try:
        return read(text)
    except (UnreadableFile, LargeTableError):
        return None


def as_wide(cells: list[str], width: int) -> list[str]:
    return (cells + [""] * width)[:width]


def check(columns: list[str], rows: int) -> None:
    if len(columns) < 2 or rows < 1:
        raise UnreadableFile(_("No table was found: a line of headings, and a line for each application."))
    if len(columns) > COLUMNS:
        told = {"number": len(columns), "most": COLUMNS}
        raise UnreadableFile(_("The table has %(number)d columns; %(most)d at most can be read.") % told)


def rows_of(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with the line that each begins in."""
    reader = csv.reader(lines, delimiter=delimiter)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells) and not is_note_to_excel(cells, line):
            yield line, cells
        line = reader.line_num + 1


def is_note_to_excel(cells: list[str], line: int) -> bool:
    """Excel writes "sep=;" above a table to tell itself the delimiter."""
    return line == 1 and cells[0].lower().startswith("sep=")


def delimiter_of(beginning: str) -> str:
    """The one that makes the most headings we know; among equals the one that makes the most columns."""

    def merit(delimiter: str) -> tuple[int, int]:
        rows: list[list[str]] = []
        try:
            found = rows_of(io.StringIO(beginning, newline=""), delimiter)
            rows.extend(cells for _line, cells in islice(found, HEAD_WITHIN))
        except csv.Error:
            return 0, 0
        known = max((known_in(cells) for cells in rows), default=0)
        return known, min((len(cells) for cells in rows), default=0)

    return max(DELIMITERS, key=merit)


def known_in(cells: list[str]) -> int:
    return len({field_of(cell) for cell in cells} - {""})


def head_of(rows: list[list[str]]) -> int:
    """Which row names the columns: the first with headings we know, else the first."""
    return next((number for number, cells in enumerate(rows) if known_in(cells) >= 2), 0)
