"""CSV files as spreadsheets open them."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from django.http import HttpResponse

from saaska.documents.downloads import content_disposition

# A cell that begins so is a formula to a spreadsheet, which may run it.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(text: object) -> str:
    """The text as a cell; what a spreadsheet would run gets an apostrophe, which makes it text there."""
    cell = "" if text is None else str(text)
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell


def sheet(file_name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file to download: UTF-8 with the mark by which Excel knows it, RFC 4180's line ends."""
    file = io.StringIO()
    csv.writer(file).writerows([guarded(cell) for cell in row] for row in rows)
    answer = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition(file_name)
    return answer
