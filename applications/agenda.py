"""What to do next about one's applications, told by their own dates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications import calendar
from applications.calendar import Entry
from applications.models import ApplicationTask, InterviewRound, JobApplication
from applications.models.application import SILENT
from saaska.quick_tags import said_day

MOST: Final = 10  # acts of the list
OF_A_KIND: Final = 6  # applications of a kind that are read for it
ROUNDS: Final = 30
OF_KIND: Final = {"offer": 5, "task": 4, "follow-up": 4, "interview": 3, "round": 3, "result": 3, "job": 3}
AHEAD: Final = timedelta(days=7)  # within these something is worth preparing
PAST: Final = timedelta(days=14)  # an interview before these is no longer asked about
DEAD: Final = timedelta(days=60)  # who has been silent for longer will not answer
SOON: Final = timedelta(days=2)


@dataclass(frozen=True)
class Act:
    """One thing to do. `on` is the day it is due, `note` says so in words, `rank` puts the most pressing first."""

    kind: str
    title: str
    url: str
    note: str
    on: date
    rank: int
    is_urgent: bool = False

    @property
    def icon(self) -> str:
        return {**calendar.ICONS, "job": "bookmark"}.get(self.kind, "clipboard-list")


@dataclass(frozen=True)
class Agenda:
    """`interview` is the next one; the acts are of everything else."""

    interview: Entry | None
    acts: list[Act]


class Closing(Protocol):
    """A saved job that can be applied for until `closes_on` only; `about` is its company."""

    @property
    def title(self) -> str: ...

    @property
    def about(self) -> str: ...

    @property
    def url(self) -> str: ...

    @property
    def closes_on(self) -> date | None: ...


def agenda(user_id: UUID, jobs: Iterable[Closing] = ()) -> Agenda:
    """Three queries, one partition, however many applications there are. Days are those of the active time zone."""
    today, now = timezone.localdate(), timezone.now()
    rounds, rows = near_rounds(user_id), list(pressing(user_id, today))
    held = {(one.application_id, one.starts_at) for one in rounds}
    of_rows = [entry for row in rows for entry in calendar.of_application(row)]
    entries = [one for one in of_rows if one.kind != "interview" or (one.pk, one.starts_at) not in held]
    entries += map(calendar.of_round, rounds)
    entries += [calendar.of_task(one) for one in due_tasks(user_id, today)]
    entries = [one for one in entries if not one.is_closed]
    ahead = sorted(
        (one for one in entries if one.starts_at and one.starts_at >= now),
        key=lambda one: (one.starts_at or now, one.title),
    )
    found = [one for one in entries if one not in ahead[:1]]
    acts = [*acts_of(found, today), *undated_offers(rows, today), *jobs_that_close(jobs, today)]
    return Agenda(ahead[0] if ahead else None, chosen(acts))


def near_rounds(user_id: UUID) -> list[InterviewRound]:
    """Those to come, and those of late whose result nobody noted."""
    now = timezone.now()
    is_open = Q(starts_at__lt=now, result=InterviewRound.Result.OPEN, application__status="Interview")
    rounds = calendar.live_rounds(user_id).exclude(application__status__in=["Rejected", "Hired"])
    near = rounds.filter(Q(starts_at__gte=now) | (Q(starts_at__gte=now - PAST) & is_open))
    nearest = Case(When(starts_at__gte=now, then=0), default=1, output_field=IntegerField())
    return list(near.order_by(nearest, "starts_at")[:ROUNDS])


def pressing(user_id: UUID, today: date) -> Iterable[JobApplication]:
    """Offers, applications with an interview ahead, and those silent of late; the most pressing of each."""
    status = JobApplication.Status
    offers = Q(status=status.OFFER)
    interviews = Q(interview_date__gte=timezone.now()) & ~Q(status=status.HIRED)
    silent = Q(follow_up__lte=today, follow_up__gte=today - DEAD)
    kind = Case(
        When(offers, then=Value(0)), When(interviews, then=Value(1)), default=2, output_field=IntegerField()
    )
    order = (F("offer_deadline").asc(), F("interview_date").asc(), F("follow_up").desc(), F("id").asc())
    within_kind = Window(RowNumber(), partition_by=kind, order_by=order)
    rows = calendar.live_applications(user_id).filter(offers | interviews | silent)
    return rows.annotate(within_kind=within_kind).filter(within_kind__lte=OF_A_KIND)


def due_tasks(user_id: UUID, today: date) -> list[ApplicationTask]:
    due = calendar.live_tasks(user_id).filter(due_on__lte=today + AHEAD)
    return list(due.order_by("due_on", "id")[: OF_KIND["task"]])


def acts_of(entries: Iterable[Entry], today: date) -> Iterator[Act]:
    for entry in entries:
        if entry.kind == "offer":
            yield offer(entry, today)
        elif entry.kind == "task":
            yield task(entry, today)
        elif entry.kind == "follow-up":
            if today - DEAD <= entry.day <= today:
                yield follow_up(entry, today)
        elif entry.day <= today + AHEAD and (entry.kind == "round" or entry.day >= today):
            yield interview(entry, today)


def offer(entry: Entry, today: date) -> Act:
    note = due(entry.day, today) if entry.day <= today else _("by %(day)s") % {"day": weekday(entry.day)}
    title = _("Answer the offer of %(company)s") % {"company": entry.company}
    return Act("offer", title, entry.url, note, entry.day, 0, is_urgent=entry.day <= today + SOON)


def undated_offers(rows: Iterable[JobApplication], today: date) -> Iterator[Act]:
    """Offers that say no day are to be answered all the same."""
    for row in rows:
        if row.status == JobApplication.Status.OFFER and row.offer_deadline is None:
            title = _("Answer the offer of %(company)s") % {"company": row.company}
            yield Act("offer", title, row.get_absolute_url(), _("no day noted"), today + AHEAD, 1)


def task(entry: Entry, today: date) -> Act:
    title = f"{entry.title} ({entry.company})" if entry.company else entry.title
    is_due = entry.day <= today
    return Act("task", title, entry.url, due(entry.day, today), entry.day, 1 if is_due else 3, is_due)


def interview(entry: Entry, today: date) -> Act:
    if entry.starts_at and entry.starts_at < timezone.now():
        title = _("Note how the interview at %(company)s went") % {"company": entry.company}
        return Act("result", title, entry.url, weekday(entry.day), entry.day, 3)
    title = _("Prepare the interview at %(company)s") % {"company": entry.company}
    is_urgent = entry.day <= today + timedelta(days=1)
    return Act(entry.kind, title, entry.url, weekday(entry.day), entry.day, 2, is_urgent)


def follow_up(entry: Entry, today: date) -> Act:
    days = (today - entry.day).days + SILENT
    note = ngettext("%(days)d day silent", "%(days)d days silent", days) % {"days": days}
    title = _("Follow up with %(company)s") % {"company": entry.company}
    return Act("follow-up", title, entry.url, note, entry.day, 4)


def jobs_that_close(jobs: Iterable[Closing], today: date) -> Iterator[Act]:
    for job in jobs:
        if job.closes_on:
            told = {"position": job.title, "company": job.about}
            title = _("Apply: %(position)s at %(company)s") % told
            note = _("closes %(day)s") % {"day": weekday(job.closes_on)}
            is_urgent = job.closes_on <= today + SOON
            yield Act("job", title, job.url, note, job.closes_on, 1 if is_urgent else 3, is_urgent)


def due(day: date, today: date) -> str:
    """When a thing is due, or for how long it has been."""
    late = (today - day).days
    if late > 0:
        return ngettext("%(days)d day late", "%(days)d days late", late) % {"days": late}
    return _("due today") if late == 0 else _("due %(day)s") % {"day": weekday(day)}


def weekday(day: date) -> str:
    return said_day(day, "D j M")


def chosen(acts: Iterable[Act]) -> list[Act]:
    """The most pressing, no kind crowding out the others; of silent ones those that have been so for the shortest."""
    left, found = dict(OF_KIND), []
    for act in sorted(acts, key=order):
        if left[act.kind]:
            left[act.kind] -= 1
            found.append(act)
    return found[:MOST]


def order(act: Act) -> tuple[int, int, str]:
    day = act.on.toordinal()
    return act.rank, -day if act.kind == "follow-up" else day, act.title
