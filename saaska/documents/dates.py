"""Dates as they are printed, in the form and the language of the document."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.utils.dateformat import format as format_date

from saaska.documents.texts import DATE
from saaska.documents.wording import wording
from saaska.documents.words import Words, joined, words

# How a month is written, by schema.Layout.dateFormat; "", "short" and "long" are of the document's language.
DATE_FORMATS = {"numeric": "m/Y", "year": "Y"}
_date_form: ContextVar[str] = ContextVar("date_form", default="")


@contextmanager
def dates_as(form: str) -> Iterator[None]:
    """Within the block, dates are written in that form: one of schema.Layout.dateFormat."""
    before = _date_form.set(form)
    try:
        yield
    finally:
        _date_form.reset(before)


def day(value: str) -> Words:
    """A date of the shape, as printed: "2022-01-31" and "2022-01" are Jan 2022, "2022" is 2022."""
    found = DATE.fullmatch(value)
    if not found or not found[2]:
        return words(value)
    return Words(format_date(date(int(found[1]), int(found[2]), 1), month_format()))


def month_format() -> str:
    """How a month of a year is written: Jan 2022, January 2022, 01/2022 or 2022, as Django's date format."""
    form = _date_form.get()
    said = wording()
    of_the_language = {"": said.month, "short": said.short_month, "long": said.long_month}
    return DATE_FORMATS.get(form) or of_the_language[form]


def period(entry: Mapping[str, Any]) -> Words:
    """From when to when: "Jan 2022 – Present"."""
    start, end = day(entry.get("startDate") or ""), day(entry.get("endDate") or "")
    if entry.get("current"):
        end = Words(wording().present)
    if start == end:
        return end
    return joined(start, end, by=" – ")
