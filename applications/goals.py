"""The weekly goal: which one held in which week, and setting it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from applications.models import WeeklyGoal

if TYPE_CHECKING:
    from accounts.models import User


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def of_week(goals: Sequence[WeeklyGoal], monday: date) -> int:
    """The goal that held in the week of that Monday: the last one set until then, 0 without one."""
    set_by_then = [goal for goal in goals if goal.monday <= monday]
    return max(set_by_then, key=lambda goal: goal.monday).applications if set_by_then else 0


def set_from_now_on(user: "User", applications: int) -> None:
    """From this week on; the weeks before keep theirs."""
    this_week = WeeklyGoal(user=user, monday=monday_of(timezone.localdate()), applications=applications)
    WeeklyGoal.objects.bulk_create(
        [this_week],
        update_conflicts=True,
        unique_fields=["user", "monday"],
        update_fields=["applications", "updated_at"],
    )
