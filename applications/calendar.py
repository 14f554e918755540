"""What stands in a person's calendar: interviews, follow-ups, tasks, and offers to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, DateField, F, FilteredRelation, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from applications.models import ApplicationTask, InterviewRound, JobApplication
from applications.models.application import SILENT
from saaska.addresses import address_of

MOST: Final = 500  # entries of one table at once
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
    on: date
    created_at: datetime
    updated_at: datetime
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    link: str = ""
    is_closed: bool = False  # its application was turned down

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @cached_property
    def day(self) -> date:
        """The day it stands on, where the person is."""
        return timezone.localdate(self.starts_at) if self.starts_at else self.on

    @property
    def sequence(self) -> int:
        """Grows with every change: seconds from the making of the row to its last change."""
        return max(0, int((self.updated_at - self.created_at).total_seconds()))

    @property
    def file(self) -> str:
        return address_of("applications:event", self.kind, self.pk)


def between(user_id: UUID, first: date, last: date) -> list[Entry]:
    """What stands on the days from the first to the last, in the active time zone. Three queries, one partition."""
    start, end = midnight(first), midnight(last + timedelta(days=1))
    in_span = live_rounds(user_id).filter(starts_at__gte=start, starts_at__lt=end)
    rounds = list(in_span.order_by("starts_at")[:MOST])
    held = {(one.application_id, one.starts_at) for one in rounds}
    in_time = (
        Q(interview_date__gte=start, interview_date__lt=end)
        | Q(offer_deadline__gte=first, offer_deadline__lte=last, status=JobApplication.Status.OFFER)
        | Q(follow_up__gte=first, follow_up__lte=last)
    )
    found = [of_round(one) for one in rounds]
    for one in live_applications(user_id).filter(in_time).order_by("-date_applied", "id")[:MOST]:
        found += [
            entry for entry in of_application(one) if first <= entry.day <= last and not _is_held(entry, held)
        ]
    tasks = live_tasks(user_id).filter(due_on__gte=first, due_on__lte=last).order_by("due_on", "id")
    found += [of_task(one) for one in tasks[:MOST]]
    return in_order(found)


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
            one.starts_at or midnight(one.on),
            one.title,
            one.pk,
        ),
    )


def midnight(day: date) -> datetime:
    """When a day begins in the active time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _is_held(entry: Entry, held: set[tuple[UUID, datetime]]) -> bool:
    """Whether a round says the same as the application's own date."""
    return entry.kind == "interview" and (entry.pk, entry.starts_at) in held


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


def of_round(row: InterviewRound) -> Entry:
    about = row.application
    return Entry(
        kind="round",
        pk=row.pk,
        title=_("%(kind)s: %(position)s")
        % {"kind": InterviewRound.Kind(row.kind).label, "position": about.position},
        company=about.company,
        url=about.get_absolute_url(),
        on=row.starts_at.astimezone(UTC).date(),
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
        on=row.due_on,
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
                title=_("Interview: %(position)s") % {"position": row.position},
                url=edit,
                on=row.interview_date.astimezone(UTC).date(),
                starts_at=row.interview_date,
                ends_at=row.interview_date + HOUR,
                **times,
            )
        )
    if row.offer_deadline and row.status == JobApplication.Status.OFFER:
        title = _("Answer the offer: %(position)s") % {"position": row.position}
        found.append(Entry(kind="offer", pk=row.pk, title=title, url=edit, on=row.offer_deadline, **times))
    if (day := _follow_up(row)) is not None:
        title = _("Follow up: %(position)s") % {"position": row.position}
        url = row.get_absolute_url()
        found.append(Entry(kind="follow-up", pk=row.pk, title=title, url=url, on=day, **times))
    return found


def _follow_up(row: JobApplication) -> date | None:
    """The day on which silence becomes worth a question; none while an interview is ahead."""
    waits = row.status in (JobApplication.Status.APPLIED, JobApplication.Status.INTERVIEW)
    if not waits or row.has_interview_ahead:
        return None
    return (row.last_contact_on or row.date_applied) + timedelta(days=SILENT)
