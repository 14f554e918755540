"""What the fields of shapes are made of: kinds of text, numbers and lists, and what they are called in a sentence."""

import itertools
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo
from pydantic_core import PydanticCustomError

from saaska.documents.texts import (
    ADDRESS,
    BULLET,
    DATE,
    LINE,
    NAME,
    TEXT,
    UNPRINTABLE,
    printable,
    web_address,
)

BULLETS = 30  # of a job, project or post
TECHNOLOGIES = 50
KEYWORDS = 60


@dataclass(frozen=True)
class Label:
    """What a field is called in a sentence; `one` names a single entry of a list."""

    name: Promise | str
    one: Promise | str = ""


def _cleaning(info: ValidationInfo) -> bool:
    return bool(info.context and info.context.get("clean"))


def limited_text(limit: int, *, lines: bool) -> BeforeValidator:
    """Text of at most so many characters, on several lines or one."""

    def check(value: object, info: ValidationInfo) -> object:
        if not isinstance(value, str):
            return value
        if _cleaning(info):
            value = printable(value, lines=lines)
        elif UNPRINTABLE.search(value):
            raise PydanticCustomError("unprintable", "unprintable")
        elif not lines and "\n" in value:
            raise PydanticCustomError("many_lines", "many lines")
        if len(value) > limit:
            raise PydanticCustomError("long", "long", {"limit": limit})
        return value

    return BeforeValidator(check)


def number(low: int, high: int) -> AfterValidator:
    """A whole or decimal number from low to high; None when it is not known."""

    def check(value: object) -> object:
        if value is None:
            return value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise PydanticCustomError("number", "number")
        if not low <= value <= high:
            raise PydanticCustomError("range", "range", {"limit": f"{low:,} and {high:,}"})
        return value

    return AfterValidator(check)


def _date(value: str) -> str:
    found = DATE.fullmatch(value)
    if value and not found:
        raise PydanticCustomError("date", "date")
    if found:
        try:
            date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
        except ValueError:
            raise PydanticCustomError("date", "date") from None
    return value


def _address(*schemes: str) -> AfterValidator:
    def check(value: str, info: ValidationInfo) -> str:
        if not value:
            return value
        try:
            address = web_address(value, schemes=schemes)
        except ValueError:
            raise PydanticCustomError("address", "address") from None
        if address != value and not _cleaning(info):
            raise PydanticCustomError("address", "address")
        return address

    return AfterValidator(check)


def at_most(limit: int) -> BeforeValidator:
    """At most so many entries; counted before they are looked at, so that 10,000 cost no more than 41."""

    def check(value: object, info: ValidationInfo) -> object:
        if not isinstance(value, list):
            return value
        if _cleaning(info):
            value = [entry for entry in value if not (isinstance(entry, str) and not printable(entry))]
        if len(value) > limit:
            raise PydanticCustomError("many", "many", {"limit": limit})
        return value

    return BeforeValidator(check)


def own_ids(prefix: str) -> AfterValidator:
    """Entries have different ids; cleaning gives those without one, and doubles, the next free one."""

    def check(entries: list[Any], info: ValidationInfo) -> list[Any]:
        taken: set[str] = set()
        without = []
        for entry in entries:
            if entry.id and entry.id not in taken:
                taken.add(entry.id)
            elif _cleaning(info):
                without.append(entry)
            elif entry.id:
                raise PydanticCustomError("same_id", "same id")
        free = (f"{prefix}_{number}" for number in itertools.count(1))
        for entry in without:
            entry.id = next(fresh for fresh in free if fresh not in taken)
        return entries

    return AfterValidator(check)


Name = Annotated[str, limited_text(NAME, lines=False)]
Line = Annotated[str, limited_text(LINE, lines=False)]
Text = Annotated[str, limited_text(TEXT, lines=True)]
Bullet = Annotated[str, limited_text(BULLET, lines=True)]
Id = Annotated[str, limited_text(64, lines=False)]
Date = Annotated[str, limited_text(10, lines=False), AfterValidator(_date)]
WebAddress = Annotated[str, limited_text(ADDRESS, lines=False), _address("http", "https")]
LinkAddress = Annotated[str, limited_text(ADDRESS, lines=False), _address("http", "https", "mailto", "tel")]
Bullets = Annotated[list[Bullet], at_most(BULLETS)]
Technologies = Annotated[list[Line], at_most(TECHNOLOGIES)]
Keywords = Annotated[list[Line], at_most(KEYWORDS)]


class Fields(BaseModel):
    """A JSON object with exactly these keys, each of exactly its type."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)


# Words used by several shapes, so that a sentence reads alike everywhere.
ID = Label(_("the id"))
TITLE = Label(_("the title"))
NAMED = Label(_("the name"))
ADDRESSED = Label(_("the web address"))
DATED = Label(_("the date"))
STARTED = Label(_("the start date"))
ENDED = Label(_("the end date"))
CURRENT = Label(_("“current”"))
PLACE = Label(_("the location"))
DESCRIBED = Label(_("the description"))
SUMMED_UP = Label(_("the summary"))
ORGANIZATION = Label(_("the organization"))
POSITION = Label(_("the position"))
ACHIEVED = Label(_("achievements"), one=_("achievement"))
TECHNICAL = Label(_("technologies"), one=_("technology"))
KEYED = Label(_("keywords"), one=_("keyword"))


Hidden = Annotated[bool, Label(_("“do not print”"))]
