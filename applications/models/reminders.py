"""What a person is told by mail, and what they were told already."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saaska.db.models import Index, Stamped, one_of


class ReminderChoices(Stamped):
    """What a person is reminded of. Without a row: everything but the weekly summary."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="reminder_choices",
    )
    interview = models.BooleanField(_("An interview tomorrow"), default=True, db_default=True)
    follow_up = models.BooleanField(_("An application that stays silent"), default=True, db_default=True)
    offer = models.BooleanField(_("An offer to answer within two days"), default=True, db_default=True)
    task = models.BooleanField(_("A task that is due"), default=True, db_default=True)
    weekly = models.BooleanField(_("A summary every Monday"), default=False, db_default=False)

    class Meta:
        db_table = "reminder_choices"
        verbose_name = _("choices of reminders")
        verbose_name_plural = _("choices of reminders")
        constraints = [models.UniqueConstraint(fields=["user"], name="reminder_choices_user_id_key")]
        indexes = [
            Index(fields=["created_at"], name="reminder_choices_created"),
            Index(fields=["user"], name="reminder_choices_weekly", condition=models.Q(weekly=True)),
        ]

    def __str__(self) -> str:
        return str(_("Choices of reminders"))


class Reminder(Stamped):
    """One thing that a person is told once. The database takes what is due (saaska.db.reminders), a job mails it.

    `about` is the row it is of (for the summary the person's id), `on` the day it is about: another day is another
    reminder. `sent_at` is empty until the mail is gone.
    """

    class Kind(models.TextChoices):
        INTERVIEW = "interview", _("Interview")
        ROUND = "round", _("Interview round")
        FOLLOW_UP = "follow-up", _("Follow-up")
        OFFER = "offer", _("Offer")
        TASK = "task", _("Task")
        WEEKLY = "weekly", _("Summary")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="reminders",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    about = models.UUIDField(_("about"))
    on = models.DateField(_("day"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        db_table = "reminders"
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            one_of("reminders", "kind", "interview", "round", "follow-up", "offer", "task", "weekly"),
            models.UniqueConstraint(fields=["user", "kind", "about", "on"], name="reminders_once_key"),
        ]
        indexes = [
            Index(fields=["user"], name="reminders_unsent", condition=models.Q(sent_at__isnull=True)),
            Index(fields=["created_at"], name="reminders_created"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"
