"""Times that cannot be, overlap, leave gaps, or stand in an order nobody expects."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resumes.advice.finding import Finding, Json, Place, numbered
from saaska.documents.texts import DATE

GAP: Final = 6  # months without anything that a reader asks about
OVERLAP: Final = 1  # months two jobs may overlap while one ends and the next begins


@dataclass(frozen=True)
class Period:
    """From the first to the last month, counted from the year 0; an end that is not written is today's."""

    start: int
    end: int
    place: Place
    name: str
    work: bool


def month(value: str, *, last: bool = False) -> int | None:
    """The month of a date of the shape; of a year alone its first month, or its last."""
    found = DATE.fullmatch(value or "")
    if not found:
        return None
    return int(found[1]) * 12 + (int(found[2]) - 1 if found[2] else 11 if last else 0)


def this_month(today: date) -> int:
    return today.year * 12 + today.month - 1


def dates(content: Json) -> Iterator[Finding]:
    """`today` is the server's; a day more or less decides nothing about months."""
    now = this_month(timezone.localdate())
    known: list[Period] = []
    for part, column in (("work", "work_experience"), ("education", "education")):
        for number, entry in numbered(content[column]):
            yield from _impossible(entry, part, number, now)
            if period := _period(entry, part, number, now):
                known.append(period)
    known += _volunteering(content, now)
    jobs = [period for period in known if period.work]
    yield from _overlaps(jobs)
    yield from _gaps(known, now)
    yield from _order(jobs)


def _impossible(entry: Json, part: str, number: int, now: int) -> Iterator[Finding]:
    start, end = month(entry["startDate"]), month(entry["endDate"], last=True)
    if start is not None and end is not None and end < start:
        yield Finding(
            "backwards",
            _("It ends before it begins"),
            _("Check both dates."),
            Place(part, "endDate", number),
            "wrong",
            called(entry),
        )
    if part == "work" and start is not None and start > now:
        yield Finding(
            "future",
            _("It begins in the future"),
            _("Say so in words, too, or check the year."),
            Place(part, "startDate", number),
            "wrong",
            called(entry),
        )
    if part == "work" and start is None and end is None and not entry["current"]:
        yield Finding(
            "undated",
            _("A position has no dates"),
            _("Readers take it for something to hide; a year is enough."),
            Place(part, "startDate", number),
            about=called(entry),
        )
    if entry["current"] and entry["endDate"]:
        yield Finding(
            "current-and-ended",
            _("It says “until now” and when it ended"),
            _("“Present” is printed; take away one of them."),
            Place(part, "endDate", number),
            "wrong",
            called(entry),
        )


def _period(entry: Json, part: str, number: int, now: int) -> Period | None:
    start = month(entry["startDate"])
    if start is None:
        return None
    if entry["current"]:
        end: int | None = now
    else:
        end = month(entry["endDate"], last=True)
    if end is None or end < start:
        return None
    return Period(start, end, Place(part, "startDate", number), called(entry), part == "work")


def _volunteering(content: Json, now: int) -> list[Period]:
    found = (
        _period(item, "section", -1, now)
        for section in content["personal_info"]["sections"]
        if section["kind"] == "volunteering"
        for _number, item in numbered(section["items"])
    )
    return [period for period in found if period]


def _overlaps(jobs: list[Period]) -> Iterator[Finding]:
    ordered = sorted(jobs, key=lambda job: (job.start, job.end))
    for earlier, later in pairwise(ordered):
        if min(earlier.end, later.end) - later.start > OVERLAP:
            yield Finding(
                "overlap",
                _("Two positions overlap"),
                _("That is fine for part-time work; say so in the description, so that nobody has to guess."),
                later.place,
                about=f"{earlier.name} / {later.name}",
            )


def _gaps(known: list[Period], now: int) -> Iterator[Finding]:
    """Only beside jobs: what lies between school and university is nobody's business."""
    ordered = sorted(known, key=lambda period: period.start)
    if not any(period.work for period in ordered):
        return
    until, before = -1, ordered[0]
    for period in ordered:
        if until >= 0 and period.start - until - 1 > GAP and (before.work or period.work):
            yield _gap(before, until + 1, period.start - 1)
        if period.end > until:
            until, before = period.end, period
    if now - until - 1 > GAP:
        yield _gap(before, until + 1, now)


def _gap(before: Period, first: int, last: int) -> Finding:
    return Finding(
        "gap",
        _("More than half a year without an entry"),
        _("Readers ask about it. A line about study, family or travel answers before they do."),
        before.place,
        about=f"{_written(first)} – {_written(last)}",
    )


def _written(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"


def _order(jobs: list[Period]) -> Iterator[Finding]:
    """The latest first: by when they ended."""
    for above, below in pairwise(jobs):
        if (below.end, below.start) > (above.end, above.start):
            yield Finding(
                "order",
                _("A later position stands below an earlier one"),
                _("The latest first is what readers and their software expect."),
                below.place,
                about=below.name,
            )
            return


def called(entry: Json) -> str:
    names = ("position", "company", "degree", "institution", "organization")
    return ", ".join(entry[name] for name in names if entry.get(name))
