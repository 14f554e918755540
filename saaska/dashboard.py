"""What the dashboard says: how the search stands, in numbers of the person's own rows."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Case, Count, DateField, IntegerField, When
from django.db.models.functions import Cast, TruncWeek
from django.utils import timezone

from saaska import ui
from saaska.addresses import address_of
from saaska.db.desk import desk as desk_rows

if TYPE_CHECKING:
    from accounts.models import User

WEEKS: Final = 8
# The chart's own units: an SVG of 480 × 168 whose bars stand on a line at 136.
CHART_LEFT: Final = 34
CHART_STEP: Final = 56
CHART_BASE: Final = 136
CHART_HEIGHT: Final = 112
RECENT: Final = 4  # documents
JOBS: Final = 3
SOON: Final = timedelta(days=7)  # until a job closes
BEGINNING: Final = 3  # applications until which the first steps are shown


@dataclass(frozen=True)
class Week:
    """One week of the chart. `x`, `top` and `height` are in the chart's units."""

    monday: date
    sent: int
    now: bool
    x: int
    top: float
    height: float

    @property
    def middle(self) -> int:
        return self.x + 15

    @property
    def number_at(self) -> float:
        return self.top - 6


@dataclass(frozen=True)
class Goal:
    """How many of the week's applications are sent. `line_at` is its height in the chart."""

    wanted: int
    sent: int
    before: int  # sent in the week before
    line_at: float

    @property
    def left(self) -> int:
        return max(0, self.wanted - self.sent)

    @property
    def percent(self) -> int:
        """Of the ring, which is full at most."""
        return min(100, 100 * self.sent // self.wanted) if self.wanted else 0


@dataclass(frozen=True)
class Pipeline:
    """The applications of one person: how many at each status on the board, how many sent in each recent week."""

    by_status: dict[str, int]
    sent: Counter[date | None]
    total: int  # the archive's among them

    @property
    def open(self) -> int:
        """Those that somebody still has to answer."""
        return sum(self.by_status[status] for status in ("Applied", "Interview", "Offer"))

    def weeks(self, wanted: int = 0) -> list[Week]:
        """The last eight, this one last; tall enough for a goal of so many a week."""
        return weeks(recent_mondays(), self.sent, wanted)

    @property
    def recent(self) -> int:
        return sum(self.sent[day] for day in recent_mondays())

    def goal(self, wanted: int) -> Goal:
        *_earlier, before, now = recent_mondays()
        return Goal(wanted, self.sent[now], self.sent[before], height_of(wanted, self.sent, wanted))


def pipeline(user: "User") -> Pipeline:
    """One query, at most two rows a status and week, however many applications there are."""
    week = Case(
        When(date_applied__gte=recent_mondays()[0], then=Cast(TruncWeek("date_applied"), DateField()))
    )
    on_board = Case(When(archived_at=None, then=1), default=0, output_field=IntegerField())
    by_status, sent, total = dict.fromkeys(ui.STATUSES, 0), Counter[date | None](), 0
    rows = user.job_applications.live().values_list("status", week, on_board)
    for status, week_of, is_on_board, n in rows.annotate(n=Count("*")).order_by():
        by_status[status] += n * is_on_board
        sent[week_of] += n
        total += n
    return Pipeline(by_status, sent, total)


def recent_mondays() -> list[date]:
    this_monday = monday(timezone.localdate())
    return [this_monday - timedelta(weeks=WEEKS - 1 - i) for i in range(WEEKS)]


def height_of(sent: int, of: Counter[date | None], wanted: int) -> float:
    """Where a bar of that height ends, in the chart's units."""
    highest = max(*(of[day] for day in recent_mondays()), wanted, 1)
    return CHART_BASE - CHART_HEIGHT * sent / highest


def weeks(mondays: list[date], sent: Counter[date | None], wanted: int = 0) -> list[Week]:
    tops = [height_of(sent[day], sent, wanted) for day in mondays]
    return [
        Week(day, sent[day], day == mondays[-1], CHART_LEFT + i * CHART_STEP, top, CHART_BASE - top)
        for i, (day, top) in enumerate(zip(mondays, tops, strict=True))
    ]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Item:
    """A résumé, letter or saved job. `about` is the company of a letter or job, `total` how many of its kind there are,
    `downloads` and `version` are a document's, `closes_on` that of a job which closes within a week."""

    kind: str
    pk: UUID
    title: str
    about: str
    at: datetime
    downloads: int
    version: int
    closes_on: date | None
    total: int

    @property
    def url(self) -> str:
        return address_of("jobs:detail" if self.kind == "job" else f"{self.kind}s:edit", self.pk)


@dataclass(frozen=True)
class Desk:
    """What lies on it: the documents changed last, the jobs kept last, and how many there are of each."""

    items: list[Item]

    @property
    def documents(self) -> list[Item]:
        written = [item for item in self.items if item.kind != "job"]
        return sorted(written, key=lambda item: item.at, reverse=True)[:RECENT]

    @property
    def jobs(self) -> list[Item]:
        return sorted(self._of("job"), key=lambda job: job.closes_on or date.max)

    @property
    def closing(self) -> list[Item]:
        """The jobs that close within a week."""
        return [job for job in self.jobs if job.closes_on]

    @property
    def newest_resume(self) -> Item | None:
        return next(iter(self._of("resume")), None)

    @property
    def is_downloaded(self) -> bool:
        """Whether one of the newest résumés was."""
        return any(item.downloads for item in self._of("resume"))

    @property
    def totals(self) -> dict[str, int]:
        return {"resume": 0, "letter": 0, "job": 0} | {item.kind: item.total for item in self.items}

    def _of(self, kind: str) -> list[Item]:
        return sorted(
            (item for item in self.items if item.kind == kind), key=lambda item: item.at, reverse=True
        )


def desk(user: "User") -> Desk:
    """One query: the newest of each kind and the jobs that close soon, with how many there are of each."""
    today = timezone.localdate()
    rows = desk_rows(user.pk, documents=RECENT, jobs=JOBS, today=today, soon=today + SOON)
    return Desk([Item(*row) for row in rows])


@dataclass(frozen=True)
class Steps:
    """The way in; each step is "done", "now" or "later"."""

    resume: str
    application: str
    goal: str


def first_steps(*, has_resume: bool, applications: int, has_goal: bool) -> Steps | None:
    """The steps for somebody who begins; for anybody else nothing. `has_resume` is one that was finished."""
    done = [has_resume, applications > 0, has_goal]
    if all(done) or applications > BEGINNING:
        return None
    now = done.index(False)
    return Steps(*("done" if is_done else "now" if n == now else "later" for n, is_done in enumerate(done)))
