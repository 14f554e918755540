"""The calendar: a month or a week, and each of its entries as a file."""

import calendar as months
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from applications import calendar, icalendar
from applications.calendar import Entry
from applications.entries import entries
from saaska.documents.downloads import content_disposition
from saaska.http import UserRequest

YEARS: Final = range(1970, 2200)
MONTH: Final = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
WEEK: Final = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
IN_A_CELL: Final = 4  # entries of a day in the month; the week has all


@dataclass(frozen=True)
class Day:
    on: date
    entries: list[Entry]
    is_outside: bool  # of another month
    is_today: bool

    @property
    def markup(self) -> SafeString:
        return entries(self.entries)

    @property
    def more(self) -> int:
        return self.entries[0].of_day - len(self.entries) if self.entries else 0

    @property
    def week(self) -> str:
        return week_of(self.on)


@require_GET
def index(request: UserRequest) -> HttpResponse:
    """?week=2026-W48 or ?month=2026-11; anything else shows this month."""
    today = timezone.localdate()
    monday = asked_week(request.GET.get("week", ""))
    first = (
        (monday and start_of_week(monday))
        or asked_month(request.GET.get("month", ""))
        or today.replace(day=1)
    )
    days = [first + timedelta(days=n) for n in range(7)] if monday else days_of_month(first)
    of_a_day = calendar.MOST if monday else IN_A_CELL
    found = calendar.between(request.user.pk, days[0], days[-1], of_a_day=of_a_day)
    weeks = weeks_of(days, found, month=None if monday else first.month, today=today)
    context = {
        "first": days[0] if monday else first,
        "last": days[-1],
        "weeks": weeks,
        "names": days[:7],
        "is_week": bool(monday),
        "is_empty": not found,
        "before": address(first, -1, is_week=bool(monday)),
        "after": address(first, 1, is_week=bool(monday)),
        "today_address": f"?week={week_of(today)}" if monday else f"?month={today:%Y-%m}",
        "month_address": f"?month={(days[3] if monday else first):%Y-%m}",
        "week_address": f"?week={week_of(today if today in days else first)}",
    }
    return render(request, "applications/calendar.html", context)


@require_GET
def event(request: UserRequest, kind: str, pk: UUID) -> HttpResponse:
    """One entry as a file for any calendar."""
    entry = calendar.one(request.user.pk, kind, pk) if kind in calendar.KINDS else None
    if entry is None:
        raise Http404
    headers = {"Content-Disposition": content_disposition(f"{entry.kind}-{entry.day}.ics")}
    return HttpResponse(
        icalendar.calendar([entry]), content_type="text/calendar; charset=utf-8", headers=headers
    )


def asked_month(text: str) -> date | None:
    found = MONTH.fullmatch(text)
    year, month = map(int, found.groups()) if found else (0, 0)
    return date(year, month, 1) if year in YEARS and month in range(1, 13) else None


def asked_week(text: str) -> date | None:
    """The Monday of an ISO week."""
    found = WEEK.fullmatch(text)
    year, week = map(int, found.groups()) if found else (0, 0)
    try:
        return date.fromisocalendar(year, week, 1) if year in YEARS else None
    except ValueError:
        return None


def first_weekday() -> int:
    """Monday is 0. Django's Sunday is."""
    return (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7


def start_of_week(day: date) -> date:
    return day - timedelta(days=(day.weekday() - first_weekday()) % 7)


def week_of(day: date) -> str:
    """The ISO week that names the week of a day: that of its Monday, on whichever day the week begins."""
    start = start_of_week(day)
    year, week, _day = (start + timedelta(days=-start.weekday() % 7)).isocalendar()
    return f"{year}-W{week:02}"


def days_of_month(first: date) -> list[date]:
    """Whole weeks."""
    return list(months.Calendar(first_weekday()).itermonthdates(first.year, first.month))


def weeks_of(days: list[date], found: list[Entry], *, month: int | None, today: date) -> list[list[Day]]:
    on: dict[date, list[Entry]] = {day: [] for day in days}
    for entry in found:
        on[entry.day].append(entry)
    made = [
        Day(day, of_day, month is not None and day.month != month, day == today) for day, of_day in on.items()
    ]
    return [made[n : n + 7] for n in range(0, len(made), 7)]


def address(first: date, step: int, *, is_week: bool) -> str:
    """The week or month before or after."""
    if is_week:
        return f"?week={week_of(first + timedelta(days=7 * step))}"
    beside = (first + timedelta(days=31)) if step > 0 else (first - timedelta(days=1))
    return f"?month={beside:%Y-%m}"
