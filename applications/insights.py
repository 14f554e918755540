"""What a person's applications tell: how far they come, who answers, how long each step takes.

PostgreSQL counts; nothing here grows with the number of applications. A stage counts as reached when the application
stands there or its history says that it or a later one was reached; an undone move leaves no trace in the history.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import sqrt
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from applications import goals
from applications.models import WeeklyGoal
from saaska.db import insights as rows
from saaska.db.insights import Row

Z: Final = 1.959964  # of a normal distribution, for an interval of 95 %
GROUPS: Final = 12  # sources, résumés and months at most
WEEKS: Final = 12
STEPS: Final = ("Applied", "Interview", "Offer", "Hired")
PERIODS: Final = {"": None, "365": 365, "90": 90}  # days back


@dataclass(frozen=True)
class Rate:
    """`n` of `of`, with the interval in which the true rate lies 95 times in 100 (Wilson 1927), in whole per cent."""

    n: int
    of: int

    @property
    def low(self) -> int:
        return round(100 * self._bounds[0])

    @property
    def high(self) -> int:
        return round(100 * self._bounds[1])

    @property
    def width(self) -> int:
        return max(1, self.high - self.low)

    @property
    def middle(self) -> int:
        """Where the mark of a chart stands; as a number it would say more than is known."""
        return round(100 * self.n / self.of) if self.of else 0

    @property
    def _bounds(self) -> tuple[float, float]:
        if not self.of:
            return 0.0, 1.0
        share, z2 = self.n / self.of, Z * Z / self.of
        centre = (share + z2 / 2) / (1 + z2)
        reach = Z * sqrt(share * (1 - share) / self.of + z2 / (4 * self.of)) / (1 + z2)
        return max(0.0, centre - reach), min(1.0, centre + reach)


@dataclass(frozen=True)
class Group:
    """The applications that share something. `name` is "" where it is not known, `month` is told instead of a name.

    `is_rest` are those beyond the groups shown; `versions` are a résumé's own groups, when it went out in several.
    """

    name: str
    sent: int
    answered: Rate
    invited: Rate
    month: date | None = None
    is_rest: bool = False
    is_known: bool = True
    versions: "list[Group]" = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    """A stage of the funnel. `rate` is of all, `onward` of those at the stage before (none for the first)."""

    status: str
    rate: Rate
    onward: Rate | None


@dataclass(frozen=True)
class Stay:
    """How long applications stood in a status or in a stage of it; days, the half of them between `low` and `high`."""

    status: str
    stage: str
    over: int
    lasting: int
    low: float | None
    median: float | None
    high: float | None

    @property
    def has_range(self) -> bool:
        """Whether there are enough for quarters to mean something."""
        return self.over >= 5


@dataclass(frozen=True)
class GoalWeek:
    monday: date
    sent: int
    wanted: int

    @property
    def is_reached(self) -> bool:
        return self.sent >= self.wanted


@dataclass(frozen=True)
class Insights:
    sent: int
    answered: Rate
    funnel: list[Step]
    sources: list[Group]
    resumes: list[Group]
    months: list[Group]
    stays: list[Stay]
    weeks: list[GoalWeek]

    @property
    def reached_weeks(self) -> int:
        return sum(week.is_reached for week in self.aimed)

    @property
    def aimed(self) -> list[GoalWeek]:
        """The weeks that are over and had a goal."""
        return [week for week in self.weeks[:-1] if week.wanted]


def insights(user_id: UUID, period: str = "") -> Insights:
    """Three queries, one partition. `period` is one of PERIODS: applications sent within so many days."""
    today, days = timezone.localdate(), PERIODS[period]
    since = today - timedelta(days=days) if days else date.min
    first_week = goals.monday_of(today) - timedelta(weeks=WEEKS - 1)
    first_month = month_before(today, GROUPS - 1)
    groups = rows.grouped(user_id, since=since, first_month=first_month, first_week=first_week, most=GROUPS)
    stays = rows.stays(user_id, since=since)
    by_kind = {
        kind: [row for row in groups if row["kind"] == kind] for kind in {row["kind"] for row in groups}
    }
    (all_of_them,) = by_kind["all"]
    sent = all_of_them["sent"]
    weekly = list(WeeklyGoal.objects.filter(user_id=user_id))
    return Insights(
        sent=sent,
        answered=Rate(all_of_them["answered"], sent),
        funnel=funnel(all_of_them),
        sources=with_rest([group(row, row["source"]) for row in by_kind.get("source", [])], all_of_them),
        resumes=with_rest(resumes(by_kind), all_of_them),
        months=months(by_kind.get("month", [])),
        stays=[stay(row) for row in stays],
        weeks=weeks(first_week, by_kind.get("week", []), weekly),
    )


def month_before(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def funnel(row: Row) -> list[Step]:
    reached = [row["sent"], row["invited"], row["offered"], row["hired"]]
    before = [None, *reached]
    return [
        Step(status, Rate(n, row["sent"]), None if of is None else Rate(n, of))
        for status, n, of in zip(STEPS, reached, before, strict=False)
    ]


def group(row: Row, name: str | None, **more: Any) -> Group:
    sent = row["sent"]
    return Group(name or "", sent, Rate(row["answered"], sent), Rate(row["invited"], sent), **more)


def with_rest(groups: list[Group], all_of_them: Row) -> list[Group]:
    """At most GROUPS of them, and what is left as one more."""
    shown = groups[:GROUPS]
    left: Row = {
        "sent": all_of_them["sent"] - sum(one.sent for one in shown),
        "answered": all_of_them["answered"] - sum(one.answered.n for one in shown),
        "invited": all_of_them["invited"] - sum(one.invited.n for one in shown),
    }
    return [*shown, group(left, None, is_rest=True)] if left["sent"] else shown


def resumes(by_kind: dict[str, list[Row]]) -> list[Group]:
    versions: dict[UUID | None, list[Group]] = {}
    for row in by_kind.get("version", []):
        known = row["source_version"]
        name = "" if known is None else str(known)
        versions.setdefault(row["resume_id"], []).append(group(row, name))
    return [
        group(
            row,
            row["title"],
            is_known=row["resume_id"] is not None,
            versions=several(versions.get(row["resume_id"], [])),
        )
        for row in by_kind.get("resume", [])
    ]


def several(versions: list[Group]) -> list[Group]:
    """The versions of a résumé that are worth telling apart."""
    return versions if len(versions) > 1 else []


def months(found: Iterable[Row]) -> list[Group]:
    """From the latest back; what was sent before them is one group without a month."""
    return [group(row, None, month=row["month"], is_rest=row["month"] is None) for row in found]


def stay(row: Row) -> Stay:
    low, median, high = row["quarters"] or (None, None, None)
    return Stay(row["status"], row["stage"], row["over"], row["lasting"], low, median, high)


def weeks(first: date, found: Iterable[Row], weekly: list[WeeklyGoal]) -> list[GoalWeek]:
    sent = {row["week"]: row["sent"] for row in found}
    mondays = [first + timedelta(weeks=n) for n in range(WEEKS)]
    return [GoalWeek(day, sent.get(day, 0), goals.of_week(weekly, day)) for day in mondays]
