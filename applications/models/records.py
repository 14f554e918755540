"""Interviews, people and tasks of an application."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.application import JobApplication
from saaska.db.fields import EncryptedTextField
from saaska.db.models import Index, Stamped, one_of


class InterviewRound(Stamped):
    """One interview. The application's interview_date is the next round that is not cancelled, or the last there was:
    applications.records.follow() on every change, saaska.db.interviews when one is over."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("Phone")
        VIDEO = "video", _("Video call")
        ONSITE = "onsite", _("On site")
        TECHNICAL = "technical", _("Technical")
        ASSESSMENT = "assessment", _("Test or task")
        OTHER = "other", _("Other")

    class Result(models.TextChoices):
        OPEN = "", _("Open")
        PASSED = "passed", _("Passed")
        FAILED = "failed", _("Not passed")
        CANCELLED = "cancelled", _("Cancelled")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="interview_rounds",
    )
    application = models.ForeignKey(
        JobApplication, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="rounds"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.VIDEO, db_default="video")
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60, db_default=60)
    people = models.CharField(_("people"), max_length=500, blank=True, default="", db_default="")
    place = models.CharField(_("place"), max_length=255, blank=True, default="", db_default="")
    link = models.CharField(_("link"), max_length=500, blank=True, default="", db_default="")
    notes = EncryptedTextField(_("private notes"), null=True, blank=True)
    result = models.CharField(
        _("result"), max_length=20, choices=Result, blank=True, default=Result.OPEN, db_default=""
    )

    class Meta:
        db_table = "interview_rounds"
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        constraints = [
            one_of(
                "interview_rounds", "kind", "phone", "video", "onsite", "technical", "assessment", "other"
            ),
            one_of("interview_rounds", "result", "", "passed", "failed", "cancelled"),
        ]
        indexes = [
            Index(fields=["user", "starts_at"], name="interview_rounds_calendar"),
            Index(fields=["user", "application", "starts_at"], name="interview_rounds_of_one"),
            Index(fields=["created_at"], name="interview_rounds_created"),
        ]

    @property
    def address(self) -> str:
        """The link when it is one of the web: nothing else becomes one that can be followed."""
        return self.link if self.link.startswith(("https://", "http://")) else ""

    def __str__(self) -> str:
        return self.get_kind_display()


class ApplicationContact(Stamped):
    """A person at the company."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="application_contacts",
    )
    application = models.ForeignKey(
        JobApplication, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="contacts"
    )
    name = models.CharField(_("name"), max_length=255)
    role = models.CharField(_("role"), max_length=255, blank=True, default="", db_default="")
    email = models.CharField(_("e-mail"), max_length=255, blank=True, default="", db_default="")
    phone = models.CharField(_("phone"), max_length=50, blank=True, default="", db_default="")
    notes = EncryptedTextField(_("private notes"), null=True, blank=True)

    class Meta:
        db_table = "application_contacts"
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [
            Index(fields=["user", "application", "name"], name="application_contacts_of_one"),
            Index(fields=["created_at"], name="application_contacts_created"),
        ]

    def __str__(self) -> str:
        return self.name


class ApplicationTask(Stamped):
    """Something to do, for one application or for the search as a whole."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="application_tasks",
    )
    application = models.ForeignKey(
        JobApplication,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        null=True,
        blank=True,
        related_name="tasks",
    )
    title = models.CharField(_("task"), max_length=255)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    class Meta:
        db_table = "application_tasks"
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        indexes = [
            Index(fields=["user", "application", "due_on"], name="application_tasks_of_one"),
            Index(
                fields=["user", "due_on"],
                name="application_tasks_open",
                condition=models.Q(done_at__isnull=True),
            ),
            Index(fields=["created_at"], name="application_tasks_created"),
        ]

    def __str__(self) -> str:
        return self.title
