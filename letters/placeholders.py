"""What {{company}} and its like stand for in a letter: values of the letter's own columns."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final, Protocol

from django.utils.dateformat import format as format_date
from django.utils.formats import get_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saaska.documents import marks, personal
from saaska.documents.wording import wording
from saaska.documents.words import Words, words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The names as they are written into a letter, and what a menu calls them.
NAMES: Final[dict[str, "StrOrPromise"]] = {
    "company": _("Company"),
    "job title": _("Job title"),
    "name": _("Your name"),
    "first name": _("Your first name"),
    "last name": _("Your last name"),
    "date": _("Date"),
}


class Filled(Protocol):
    """What is read of a letter."""

    personal_info: dict[str, Any]
    company_name: str
    job_title: str
    content: str


def day(written: date) -> Words:
    """A date as letters of the language that is active have it."""
    form = wording().day or get_format("DATE_FORMAT", get_language())
    return Words(format_date(written, form))


def values(letter: Filled, written: str) -> dict[str, str]:
    """The value of each name, "" where the letter has none. `written` is its date in words."""
    person = letter.personal_info
    return {
        "company": words(letter.company_name),
        "job title": words(letter.job_title),
        "name": personal.full_name(person),
        "first name": words(person.get("firstName")),
        "last name": words(person.get("lastName")),
        "date": written,
    }


def unfilled(letter: Filled) -> list[str]:
    """The names the letter uses that would be printed as they stand, because nothing is known for them."""
    known = values(letter, "today")
    return [name for name in marks.placeholders(marks.read(letter.content)) if not known.get(name)]
