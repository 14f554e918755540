"""What the dashboard says: how the search stands, in numbers of the person's own rows."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Case, Count, DateField, QuerySet, Value, When
from django.db.models.functions import Cast, TruncWeek
from django.utils import timezone

from saaska import ui

if TYPE_CHECKING:
    from accounts.models import User
    from resumes.models import Resume

WEEKS: Final = 8
# The chart's own units: an SVG of 480 × 168 whose bars stand on a line at 136.
CHART_LEFT: Final = 34
CHART_STEP: Final = 56
CHART_BASE: Final = 136
CHART_HEIGHT: Final = 112


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
class Pipeline:
    """The applications of one person: how many at each status, how many sent in each recent week."""

    by_status: dict[str, int]
    weeks: list[Week]

    @property
    def total(self) -> int:
        return sum(self.by_status.values())

    @property
    def open(self) -> int:
        """Those that somebody still has to answer."""
        return sum(self.by_status[status] for status in ("Applied", "Interview", "Offer"))

    @property
    def recent(self) -> int:
        return sum(week.sent for week in self.weeks)


def pipeline(user: "User") -> Pipeline:
    """One query, at most one row a status and week, however many applications there are."""
    this_monday = monday(timezone.localdate())
    first_monday = this_monday - timedelta(weeks=WEEKS - 1)
    week = Case(When(date_applied__gte=first_monday, then=Cast(TruncWeek("date_applied"), DateField())))
    by_status, sent = dict.fromkeys(ui.STATUSES, 0), Counter[date | None]()
    for status, week_of, n in (
        user.job_applications.values_list("status", week).annotate(n=Count("*")).order_by()
    ):
        by_status[status] += n
        sent[week_of] += n
    return Pipeline(by_status, weeks([first_monday + timedelta(weeks=i) for i in range(WEEKS)], sent))


def weeks(mondays: list[date], sent: Counter[date | None]) -> list[Week]:
    highest = max(*(sent[day] for day in mondays), 1)
    return [
        Week(
            monday=day,
            sent=sent[day],
            now=day == mondays[-1],
            x=CHART_LEFT + i * CHART_STEP,
            top=CHART_BASE - CHART_HEIGHT * sent[day] / highest,
            height=CHART_HEIGHT * sent[day] / highest,
        )
        for i, day in enumerate(mondays)
    ]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def kept(user: "User") -> dict[str, int]:
    """How many live résumés, live letters and saved jobs the person has, in one query."""
    rows = count(user.resumes.live(), "resumes").union(
        count(user.cover_letters.live(), "letters"), count(user.saved_jobs.all(), "saved_jobs"), all=True
    )
    return {"resumes": 0, "letters": 0, "saved_jobs": 0} | dict(rows)


def count(queryset: "QuerySet[Any]", kind: str) -> "QuerySet[Any, tuple[str, int]]":
    rows: QuerySet[Any, tuple[str, int]]
    rows = queryset.order_by().values_list(Value(kind)).annotate(n=Count("*"))
    return rows


@dataclass(frozen=True)
class Steps:
    """The way to a first résumé; each step is "done", "now" or "later"."""

    bring: str
    edit: str
    download: str


def first_steps(resumes: "list[Resume]", *, shown_at_most: int) -> Steps | None:
    """The steps for somebody with few résumés of which none was downloaded; for anybody else nothing."""
    if len(resumes) > shown_at_most or any(resume.download_count for resume in resumes):
        return None
    if not resumes:
        return Steps("now", "later", "later")
    if all(resume.version == 1 for resume in resumes):
        return Steps("done", "now", "later")
    return Steps("done", "done", "now")
