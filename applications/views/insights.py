"""What the applications tell."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from applications.insights import PERIODS, GoalWeek, insights
from saaska.http import UserRequest

PERIOD_NAMES: Final = {"": _("All time"), "365": _("12 months"), "90": _("90 days")}
# The chart's own units: 12 weeks of 40, bars that stand on a line at 136.
BASE: Final = 136
HEIGHT: Final = 112
STEP: Final = 40


@dataclass(frozen=True)
class Bar:
    """A week in the chart of the goal; `goal_y` is the height of its goal."""

    week: GoalWeek
    x: int
    top: float
    goal_y: float
    is_now: bool

    @property
    def height(self) -> float:
        return BASE - self.top

    @property
    def middle(self) -> int:
        return self.x + 12

    @property
    def number_at(self) -> float:
        return self.top - 6

    @property
    def goal_from(self) -> int:
        return self.x - 6

    @property
    def goal_to(self) -> int:
        return self.x + 30


@require_GET
def index(request: UserRequest) -> HttpResponse:
    """?period=90 or 365: applications sent within so many days. Anything else is all of them."""
    period = request.GET.get("period", "")
    period = period if period in PERIODS else ""
    told = insights(request.user.pk, period)
    context = {
        "told": told,
        "period": period,
        "periods": PERIOD_NAMES.items(),
        "bars": bars(told.weeks),
        "has_goal": any(week.wanted for week in told.weeks),
        "tables": [("sources", told.sources), ("resumes", told.resumes), ("months", told.months)],
    }
    return render(request, "applications/insights.html", context)


def bars(weeks: list[GoalWeek]) -> list[Bar]:
    highest = max(*(max(week.sent, week.wanted) for week in weeks), 1)
    return [
        Bar(
            week=week,
            x=8 + n * STEP,
            top=BASE - HEIGHT * week.sent / highest,
            goal_y=BASE - HEIGHT * week.wanted / highest,
            is_now=n == len(weeks) - 1,
        )
        for n, week in enumerate(weeks)
    ]
