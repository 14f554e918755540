"""The proof of applications: what was sent in a time, with its dated history, as an office asks for it.

Its words are those of its language, as with every document: a German proof stays German while its owner uses SaaSka
in English.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format

from applications.models import ApplicationEvent, JobApplication
from applications.report_wording import WORDINGS, Wording
from saaska.documents import renderer

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 1_000  # applications of a report; what fits the pages of a PDF is fewer
RIGHT_TO_LEFT: Final = ("ar",)
MARK: Final = "*"  # beside a date that was corrected or added later


@dataclass(frozen=True)
class Wish:
    """What a report is asked for: both days belong to it."""

    since: date
    until: date
    language: str
    reference: str = ""  # what an office knows the person by

    @property
    def words(self) -> Wording:
        return WORDINGS[self.language]


@dataclass(frozen=True)
class Step:
    """One entry of a history in the report's words. `is_marked`: its date was corrected or added later."""

    day: str
    what: str
    is_marked: bool


@dataclass(frozen=True)
class Line:
    """One application. `day` is written as its language does, `applied` is the date itself."""

    number: int
    applied: date
    day: str
    employer: str
    position: str
    place: str
    source: str
    status: str
    steps: list[Step]
    pk: UUID


def lines(user: "User", wish: Wish) -> list[Line]:
    """What was sent in that time, the archive's too, in the order it was sent. Two queries."""
    events = user.application_events.filter(kind=ApplicationEvent.Kind.STATUS).order_by(
        "happened_at", "created_at"
    )
    rows = user.job_applications.live().filter(date_applied__range=(wish.since, wish.until))
    rows = rows.order_by("date_applied", "created_at", "pk").defer("job_description", "answers", "notes")
    rows = rows.prefetch_related(Prefetch("events", queryset=events, to_attr="told"))
    with translation.override(wish.language):
        return [line(row, number, wish.words) for number, row in enumerate(rows[:MOST], start=1)]


def line(row: JobApplication, number: int, words: Wording) -> Line:
    place = ", ".join(part for part in (row.city, row.state, row.country) if part)
    return Line(
        number,
        row.date_applied,
        written(row.date_applied, words),
        row.company,
        row.position,
        place,
        row.source or "",
        status(row.status, words),
        list(steps(row, words)),
        row.pk,
    )


def steps(row: JobApplication, words: Wording) -> Iterator[Step]:
    for event in row.told:  # type: ignore[attr-defined]  # lines() asks for them
        marked = bool(event.details.get("corrections") or event.details.get("added"))
        what = status(event.status, words) + (f" ({event.stage})" if event.stage else "")
        yield Step(written(event.happened_at, words), what, marked)


def status(name: str, words: Wording) -> str:
    return words.statuses[JobApplication.Status.values.index(name)]


def written(day: date | datetime, words: Wording) -> str:
    """As the active language writes days, such as 31.05.2026; a moment by its day in the active time zone."""
    return date_format(timezone.localtime(day) if isinstance(day, datetime) else day, words.day)


def pdf(user: "User", wish: Wish) -> bytes:
    """The report as a PDF; printing_errors.PrintingError when it is too long for one."""
    return renderer.render(html(user, wish), render_to_string("pdf/report/document.css")).pdf


def html(user: "User", wish: Wish) -> str:
    """What the PDF is printed from."""
    with translation.override(wish.language):
        words = wish.words
        found = lines(user, wish)
        context = {
            "words": words,
            "language": wish.language,
            "direction": "rtl" if wish.language in RIGHT_TO_LEFT else "ltr",
            "reference": wish.reference,
            "lines": found,
            "period": words.period.format(since=written(wish.since, words), until=written(wish.until, words)),
            "total": words.total.format(n=len(found)),
            "made": words.made.format(day=written(timezone.localdate(), words)),
            "is_marked": any(step.is_marked for line in found for step in line.steps),
            "mark": MARK,
            "name": user.get_full_name(),
            "email": user.email,
        }
        return render_to_string("pdf/report/document.html", context)


def table(user: "User", wish: Wish) -> list[list[object]]:
    """The report as rows of a CSV file, its headings first."""
    words = wish.words
    head: list[object] = [
        *(words.number, words.applied, words.employer, words.position, words.place),
        *(words.source, words.status, words.course),
    ]
    return [
        head,
        *(
            [
                *(one.number, one.applied, one.employer, one.position, one.place, one.source, one.status),
                "; ".join(f"{step.day} {step.what}{MARK if step.is_marked else ''}" for step in one.steps),
            ]
            for one in lines(user, wish)
        ),
    ]
