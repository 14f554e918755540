"""What a person means to send each week."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models.functions import ExtractIsoWeekDay
from django.utils.translation import gettext_lazy as _

from saaska.db.models import Index, Stamped

MOST: Final = 50  # applications a week


class WeeklyGoal(Stamped):
    """How many applications a person means to send each week from a Monday on, until the next such row; 0 is none.

    A new goal never changes how a past week is judged.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="weekly_goals",
    )
    monday = models.DateField(_("from the week of"))
    applications = models.PositiveSmallIntegerField(_("applications a week"))

    class Meta:
        db_table = "weekly_goals"
        verbose_name = _("weekly goal")
        verbose_name_plural = _("weekly goals")
        constraints = [
            models.UniqueConstraint(fields=["user", "monday"], name="weekly_goals_once_key"),
            models.CheckConstraint(
                condition=models.Q(applications__gte=0, applications__lte=MOST),
                name="weekly_goals_applications_range",
            ),
            models.CheckConstraint(
                condition=models.lookups.Exact(ExtractIsoWeekDay("monday"), models.Value(1)),
                name="weekly_goals_monday_is_one",
            ),
        ]
        indexes = [Index(fields=["created_at"], name="weekly_goals_created")]

    def __str__(self) -> str:
        return f"{self.applications}"
