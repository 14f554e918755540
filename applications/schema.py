"""The shapes of an application's JSON columns."""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _

from saaska.documents.fields import Date, Fields, Id, Label, Line, Text, at_most, limited_text, number
from saaska.documents.shapes import Shape

TAG = 50  # characters
TAGS = 20  # of an application
CORRECTIONS = 100  # of one date
CHANGED_AT_ONCE = 5_000  # applications

Tag = Annotated[str, limited_text(TAG, lines=False)]


class OfferTerms(Fields):
    """What an offer says beside its salary and currency. What is "" or null is not known."""

    period: Annotated[Literal["", "year", "month", "day", "hour"], Label(_("the period"))] = ""
    bonus: Annotated[Line, Label(_("the bonus"))] = ""
    equity: Annotated[Line, Label(_("the equity"))] = ""
    vacationDays: Annotated[Any, number(0, 365), Label(_("the days of vacation"))] = None
    weeklyHours: Annotated[Any, number(0, 168), Label(_("the hours a week"))] = None
    remote: Annotated[Line, Label(_("remote work"))] = ""
    startDate: Annotated[Date, Label(_("the start date"))] = ""
    benefits: Annotated[Text, Label(_("the benefits"))] = ""
    remarks: Annotated[Text, Label(_("the remarks"))] = ""


class Correction(Fields):
    """One change of an event's date by its owner: what it said before, and when it was changed (ISO 8601)."""

    before: Annotated[str, limited_text(40, lines=False), Label(_("the date before"))]
    at: Annotated[str, limited_text(40, lines=False), Label(_("the time of the change"))]


class EventDetails(Fields):
    text: Annotated[Text, Label(_("the text"))] = ""
    corrections: Annotated[
        list[Correction], at_most(CORRECTIONS), Label(_("corrections"), one=_("correction"))
    ] = []
    added: Annotated[str, limited_text(40, lines=False), Label(_("the time it was added"))] = (
        ""  # by its owner
    )


class Before(Fields):
    """What an application was before it was changed with others, and the event that tells of a move."""

    id: Annotated[Id, Label(_("the application"))]
    status: Annotated[str, limited_text(20, lines=False), Label(_("the status"))] = ""
    stage: Annotated[str, limited_text(50, lines=False), Label(_("the stage"))] = ""
    event: Annotated[str, limited_text(64, lines=False), Label(_("the event"))] = ""


class ImportChoices(Fields):
    """What was decided about a table that is imported: applications.importing.choices."""

    kind: Literal["applications", "jobs"] = "applications"  # jobs that were saved elsewhere: jobs.importing
    columns: list[str] = []
    order: Literal["", "dm", "md"] = ""
    day: Annotated[Date, Label(_("the day"))] = ""
    statuses: dict[str, str] = {}
    twins: Literal["add", "merge", "leave"] = "leave"
    rows: dict[str, Literal["add", "merge", "leave"]] = {}


class ImportMerged(Fields):
    """An application that a row filled up: its version since, the columns as they were, and its new contact."""

    id: Annotated[Id, Label(_("the application"))]
    version: int
    before: dict[str, Any] = {}
    contact: Annotated[str, limited_text(40, lines=False), Label(_("the contact that was added"))] = ""


class ImportLine(Fields):
    """What happened to a row, in words."""

    line: int
    kind: Literal["changed", "left"]
    told: Annotated[str, limited_text(200, lines=False), Label(_("what it is about"))] = ""
    text: Annotated[str, limited_text(500, lines=True), Label(_("the text"))] = ""


class ImportOutcome(Fields):
    made: list[str] = []
    merged: list[ImportMerged] = []
    report: list[ImportLine] = []


TAG_LIST: Shape[list[str]] = Shape(Annotated[list[Tag], at_most(TAGS)], label=Label(_("tags"), one=_("tag")))
OFFER_TERMS: Shape[dict[str, Any]] = Shape(OfferTerms, label=Label(_("the terms of the offer")))
EVENT_DETAILS: Shape[dict[str, Any]] = Shape(EventDetails, label=Label(_("the details")))
IMPORT_CHOICES: Shape[dict[str, Any]] = Shape(ImportChoices, label=Label(_("the choices")))
IMPORT_OUTCOME: Shape[dict[str, Any]] = Shape(ImportOutcome, label=Label(_("the outcome")))

BEFORE: Shape[list[dict[str, Any]]] = Shape(
    Annotated[list[Before], at_most(CHANGED_AT_ONCE)], label=Label(_("applications"), one=_("application"))
)


def validate_tags(value: object) -> None:
    TAG_LIST.check(value)


def validate_offer_terms(value: object) -> None:
    OFFER_TERMS.check(value)


def validate_event_details(value: object) -> None:
    EVENT_DETAILS.check(value)


def validate_before(value: object) -> None:
    BEFORE.check(value)


def validate_import_choices(value: object) -> None:
    IMPORT_CHOICES.check(value)


def validate_import_outcome(value: object) -> None:
    IMPORT_OUTCOME.check(value)
