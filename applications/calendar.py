"""What stands in a person's calendar: interviews, follow-ups, tasks, and offers to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, DateField, F, FilteredRelation, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import ApplicationTask, InterviewRound, JobApplication
from applications.models.application import SILENT
from saaska.addresses import address_of
from saaska.db import calendar_rows
from saaska.db.calendar_rows import Standing

MOST: Final = 500  # entries of a day
ALL: Final = 1_500  # entries at once
HOUR: Final = timedelta(hours=1)
ICONS: Final = {
    "round": "message-circle",
    "interview": "message-circle",
    "follow-up": "mail",
    "task": "clipboard-list",
    "offer": "hand-coins",
}
KINDS: Final = tuple(ICONS)
# The columns that an entry is made of; the private feed is given no others (saaska.db.feeds).
OF_APPLICATION: Final = (
    *("id", "user_id", "company", "position", "status", "date_applied", "interview_date", "city", "country"),
    *("offer_deadline", "last_contact_on", "created_at", "updated_at"),
)
OF_ROUND: Final = (
    *("id", "user_id", "application_id", "kind", "starts_at", "minutes", "place", "link", "result"),
    *("created_at", "updated_at"),
)
OF_TASK: Final = (
    *("id", "user_id", "application_id", "title", "due_on", "done_at", "created_at", "updated_at"),
)
THROUGH: Final = tuple(f"application__{name}" for name in ("id", "user_id", "company", "position", "status"))


@dataclass(frozen=True)
class Entry:
    """Something on a day, or from `starts_at` to `ends_at`. `url` is the page where it is changed."""

    kind: str
    pk: UUID
    title: str
    company: str
    url: str
    day: date  # where the person is
    created_at: datetime
    updated_at: datetime
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    link: str = ""
    is_closed: bool = False  # its application was turned down
    of_day: int = 1  # so many stand on its day, as far as was asked

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def sequence(self) -> int:
        """Grows with every change: seconds from the making of the row to its last change."""
        return max(0, int((self.updated_at - self.created_at).total_seconds()))

    @property
    def file(self) -> str:
        return address_of("applications:event", self.kind, self.pk)


def between(user_id: UUID, first: date, last: date, *, of_a_day: int = MOST) -> list[Entry]:
    """What stands on the days from the first to the last, in the active time zone; of each day the first so many.
    One query, one partition."""
    rows = calendar_rows.standing(
        user_id,
        (first, last),
        (midnight(first), midnight(last + timedelta(days=1))),
        zone=timezone.get_current_timezone_name(),
        silent=SILENT,
        of_a_day=of_a_day,
        most=ALL,
    )
    return [of_standing(row) for row in rows]


def one(user_id: UUID, kind: str, pk: UUID) -> Entry | None:
    """The entry of that kind that a row makes."""
    if kind == "round":
        return next(map(of_round, live_rounds(user_id).filter(pk=pk)), None)
    if kind == "task":
        return next(map(of_task, live_tasks(user_id).filter(pk=pk, due_on__isnull=False)), None)
    of_row = (entry for row in live_applications(user_id).filter(pk=pk) for entry in of_application(row))
    return next((entry for entry in of_row if entry.kind == kind), None)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By day; what takes the day before what has a time."""
    return sorted(
        entries,
        key=lambda one: (
            one.day,
            one.starts_at is not None,
            one.starts_at or midnight(one.day),
            one.title,
            one.pk,
        ),
    )


def midnight(day: date) -> datetime:
    """When a day begins in the active time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def live_rounds(user_id: UUID) -> QuerySet[InterviewRound]:
    mine = InterviewRound.objects.filter(user_id=user_id, application__user_id=user_id)
    live = mine.filter(application__deleted_at=None, application__archived_at=None)
    shown = live.exclude(result=InterviewRound.Result.CANCELLED)
    return shown.select_related("application").only(*OF_ROUND, *THROUGH)


def live_applications(user_id: UUID) -> QuerySet[JobApplication]:
    waiting = Q(status__in=[JobApplication.Status.APPLIED, JobApplication.Status.INTERVIEW])
    silent_from = Coalesce(F("last_contact_on"), F("date_applied"))
    rows: QuerySet[JobApplication] = JobApplication.objects.filter(user_id=user_id).current()
    return (
        rows.exclude(status=JobApplication.Status.REJECTED)
        .only(*OF_APPLICATION)
        .annotate(
            follow_up=Case(
                When(waiting, then=silent_from + Value(timedelta(days=SILENT))),
                default=None,
                output_field=DateField(),
            )
        )
    )


def live_tasks(user_id: UUID) -> QuerySet[ApplicationTask]:
    """`about` joins with the person's id as well, which keeps the join in their partition."""
    mine = ApplicationTask.objects.filter(user_id=user_id, done_at=None)
    about = FilteredRelation("application", condition=Q(application__user_id=user_id))
    live = Q(about__id__isnull=False, about__deleted_at=None, about__archived_at=None)
    joined = mine.annotate(about=about).filter(Q(application_id=None) | live)
    return joined.annotate(company=F("about__company"), status=F("about__status")).only(*OF_TASK)


def titled(kind: str, words: str, position: str) -> str:
    """What an entry is called. `words` are the kind of an interview or the title of a task."""
    told = {"position": position}
    match kind:
        case "round":
            return _("%(kind)s: %(position)s") % {**told, "kind": InterviewRound.Kind(words).label}
        case "interview":
            return _("Interview: %(position)s") % told
        case "offer":
            return _("Answer the offer: %(position)s") % told
        case "follow-up":
            return _("Follow up: %(position)s") % told
        case _:
            return words


def of_standing(row: Standing) -> Entry:
    page = "applications:edit" if row.kind in ("interview", "offer") else "applications:detail"
    return Entry(
        kind=row.kind,
        pk=row.pk,
        title=titled(row.kind, row.words, row.position),
        company=row.company,
        url=address_of(page, row.application) if row.application else "",
        day=row.day,
        created_at=row.created_at,
        updated_at=row.updated_at,
        starts_at=row.starts_at,
        ends_at=row.starts_at and row.starts_at + timedelta(minutes=row.minutes),
        place=row.place,
        link=row.link,
        is_closed=row.status == JobApplication.Status.REJECTED,
        of_day=row.of_day,
    )


def of_round(row: InterviewRound) -> Entry:
    about = row.application
    return Entry(
        kind="round",
        pk=row.pk,
        title=titled("round", row.kind, about.position),
        company=about.company,
        url=about.get_absolute_url(),
        day=timezone.localdate(row.starts_at),
        created_at=row.created_at,
        updated_at=row.updated_at,
        starts_at=row.starts_at,
        ends_at=row.starts_at + timedelta(minutes=row.minutes),
        place=row.place,
        link=row.link,
        is_closed=about.status == JobApplication.Status.REJECTED,
    )


def of_task(row: ApplicationTask) -> Entry:
    assert row.due_on  # the queries ask for those with a day
    return Entry(
        kind="task",
        pk=row.pk,
        title=row.title,
        company=row.company or "",  # type: ignore[attr-defined]  # annotated by live_tasks()
        url=address_of("applications:detail", row.application_id) if row.application_id else "",
        day=row.due_on,
        is_closed=row.status == JobApplication.Status.REJECTED,  # type: ignore[attr-defined]  # as above
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def of_application(row: JobApplication) -> list[Entry]:
    """Its interview, the day to answer an offer, the day to ask how it stands."""
    times: dict[str, Any] = {
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "company": row.company,
    }
    edit = address_of("applications:edit", row.pk)
    found = []
    if row.interview_date:
        found.append(
            Entry(
                kind="interview",
                pk=row.pk,
                title=titled("interview", "", row.position),
                url=edit,
                day=timezone.localdate(row.interview_date),
                starts_at=row.interview_date,
                ends_at=row.interview_date + HOUR,
                **times,
            )
        )
    if row.offer_deadline and row.status == JobApplication.Status.OFFER:
        title = titled("offer", "", row.position)
        found.append(Entry(kind="offer", pk=row.pk, title=title, url=edit, day=row.offer_deadline, **times))
    if (day := _follow_up(row)) is not None:
        title, url = titled("follow-up", "", row.position), row.get_absolute_url()
        found.append(Entry(kind="follow-up", pk=row.pk, title=title, url=url, day=day, **times))
    return found


def _follow_up(row: JobApplication) -> date | None:
    """The day on which silence becomes worth a question; none while an interview is ahead."""
    waits = row.status in (JobApplication.Status.APPLIED, JobApplication.Status.INTERVIEW)
    if not waits or row.has_interview_ahead:
        return None
    return (row.last_contact_on or row.date_applied) + timedelta(days=SILENT)
