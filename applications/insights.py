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

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from applications import goals
from applications.models import WeeklyGoal

Z: Final = 1.959964  # of a normal distribution, for an interval of 95 %
GROUPS: Final = 12  # sources, résumés and months at most
VERSIONS: Final = 60
WEEKS: Final = 12
STAGES: Final = 10
STEPS: Final = ("Applied", "Interview", "Offer", "Hired")
PERIODS: Final = {"": None, "365": 365, "90": 90}  # days back

GROUPED: Final = """
with mine as (
  select id, status, date_applied, resume_id, btrim(source) as source from job_applications
  where user_id = %(user)s and deleted_at is null and date_applied >= %(since)s
), history as (
  select application_id, bool_or(status <> 'Applied') as is_answered,
    max(array_position(array['Applied', 'Interview', 'Offer', 'Hired'], status::text)) as reached
  from application_events where user_id = %(user)s and kind = 'status' group by application_id
), frozen as (
  select distinct on (application_id) application_id, source_id, source_version from sent_documents
  where user_id = %(user)s and kind = 'resume' and source_id is not null order by application_id, sent_at
), facts as (
  select source, lower(source) as source_key, coalesce(frozen.source_id, resume_id) as resume_id, source_version,
    case when date_applied >= %(first_month)s then date_trunc('month', date_applied)::date end as month,
    case when date_applied >= %(first_week)s then date_trunc('week', date_applied)::date end as week,
    status <> 'Applied' or coalesce(is_answered, false) as is_answered,
    greatest(reached, array_position(array['Applied', 'Interview', 'Offer', 'Hired'], status::text), 1) as reached
  from mine left join history on history.application_id = id left join frozen on frozen.application_id = id
), counted as (
  select case grouping(source_key, resume_id, source_version, month, week)
      when 15 then 'source' when 23 then 'resume' when 19 then 'version' when 29 then 'month' when 30 then 'week'
      else 'all' end as kind,
    min(source) as source, resume_id, source_version, month, week, count(*) as sent,
    count(*) filter (where is_answered) as answered,
    count(*) filter (where reached >= 2) as invited,
    count(*) filter (where reached >= 3) as offered,
    count(*) filter (where reached >= 4) as hired
  from facts
  group by grouping sets ((), (source_key), (resume_id), (resume_id, source_version), (month), (week))
), ordered as (
  select *, row_number() over (partition by kind order by month desc nulls last, sent desc, source, resume_id) as place
  from counted
)
select kind, ordered.source, ordered.resume_id, resumes.title, source_version, month, week,
  sent, answered, invited, offered, hired
from ordered left join resumes on resumes.id = ordered.resume_id and resumes.user_id = %(user)s
where place <= case kind when 'version' then %(versions)s else %(groups)s + 1 end
order by kind, place
"""

STAYS: Final = """
with steps as (
  select application_id, status, stage, happened_at, events.created_at, lag(events.status) over one as before,
    lead(happened_at) over one as until
  from application_events events
  join (select id from job_applications
        where user_id = %(user)s and deleted_at is null and date_applied >= %(since)s) mine on mine.id = application_id
  where events.user_id = %(user)s and kind = 'status'
  window one as (partition by application_id order by happened_at, events.created_at)
), in_status as (
  select status::text, '' as stage,
    extract(epoch from lead(happened_at) over (partition by application_id order by happened_at, created_at)
      - happened_at) / 86400 as days
  from steps where before is distinct from status
), in_stage as (
  select status::text, stage::text, extract(epoch from until - happened_at) / 86400 as days
  from steps where stage <> ''
), stays as (
  select * from in_status where status in ('Applied', 'Interview', 'Offer') union all select * from in_stage
), told as (
  select status, stage, count(days) as over, count(*) - count(days) as lasting,
    percentile_cont(array[0.25, 0.5, 0.75]) within group (order by days) as quarters
  from stays group by status, stage
)
select status, stage, over, lasting, quarters from told order by stage <> '', over desc, status, stage limit %(stages)s
"""


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


Row = dict[str, Any]


def insights(user_id: UUID, period: str = "") -> Insights:
    """Three queries, one partition. `period` is one of PERIODS: applications sent within so many days."""
    today, days = timezone.localdate(), PERIODS[period]
    first_week = goals.monday_of(today) - timedelta(weeks=WEEKS - 1)
    asked = {
        "user": user_id,
        "since": today - timedelta(days=days) if days else date.min,
        "first_month": month_before(today, GROUPS - 1),
        "first_week": first_week,
        "versions": VERSIONS,
        "groups": GROUPS,
        "stages": STAGES,
    }
    with connection.cursor() as cursor:
        groups = rows_of(cursor, GROUPED, asked)
        stays = rows_of(cursor, STAYS, asked)
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


def rows_of(cursor: CursorWrapper, query: str, asked: Row) -> list[Row]:
    cursor.execute(query, asked)
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


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


def months(rows: Iterable[Row]) -> list[Group]:
    """From the latest back; what was sent before them is one group without a month."""
    return [group(row, None, month=row["month"], is_rest=row["month"] is None) for row in rows]


def stay(row: Row) -> Stay:
    low, median, high = row["quarters"] or (None, None, None)
    return Stay(row["status"], row["stage"], row["over"], row["lasting"], low, median, high)


def weeks(first: date, rows: Iterable[Row], weekly: list[WeeklyGoal]) -> list[GoalWeek]:
    sent = {row["week"]: row["sent"] for row in rows}
    mondays = [first + timedelta(weeks=n) for n in range(WEEKS)]
    return [GoalWeek(day, sent.get(day, 0), goals.of_week(weekly, day)) for day in mondays]
