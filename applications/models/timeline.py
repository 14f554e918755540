"""What happened with an application, and when."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications import schema
from applications.models.application import JobApplication
from saaska.db.models import Index, Stamped, json_is, one_of


class ApplicationEvent(Stamped):
    """One dated fact of an application's history.

    A trigger writes the events of kind "status" whenever an application's status or stage changes, whoever changes
    it and how. Their date may be corrected; the correction keeps what it said before.
    """

    class Kind(models.TextChoices):
        STATUS = "status", _("Status")
        CONTACT = "contact", _("Contact")
        INTERVIEW = "interview", _("Interview")
        DOCUMENT = "document", _("Document")
        NOTE = "note", _("Note")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="application_events",
    )
    application = models.ForeignKey(
        JobApplication, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="events"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    status = models.CharField(
        _("status"), max_length=20, choices=JobApplication.Status, blank=True, default="", db_default=""
    )
    stage = models.CharField(_("stage"), max_length=50, blank=True, default="", db_default="")
    happened_at = models.DateTimeField(_("happened at"))
    details = models.JSONField(
        _("details"), default=dict, db_default={}, blank=True, validators=[schema.validate_event_details]
    )

    class Meta:
        db_table = "application_events"
        verbose_name = _("event of an application")
        verbose_name_plural = _("events of applications")
        constraints = [
            one_of("application_events", "kind", "status", "contact", "interview", "document", "note"),
            json_is("application_events", "details", "object"),
        ]
        indexes = [
            Index("user", "application", models.F("happened_at").desc(), name="application_events_page"),
            Index(fields=["user", "kind", "happened_at"], name="application_events_kinds"),
            Index(fields=["created_at"], name="application_events_created"),
        ]

    def __str__(self) -> str:
        return self.get_status_display() or self.get_kind_display()

    @property
    def is_by_hand(self) -> bool:
        """Whether its owner told it afterwards; the product wrote it otherwise."""
        return bool(self.details.get("added"))

    @property
    def dates_before(self) -> list[datetime]:
        """What its date said before each correction, the first first."""
        return [datetime.fromisoformat(one["before"]) for one in self.details.get("corrections", [])]
