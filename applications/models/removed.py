"""What was removed from an application and can be brought back."""

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.application import JobApplication
from saaska.db.fields import EncryptedTextField
from saaska.db.models import Index, Stamped, one_of

DAYS: Final = 30  # that it can be brought back


class RemovedRecord(Stamped):
    """A record as it was when its owner removed it, encrypted, as JSON. Bringing it back restores the very row."""

    class Kind(models.TextChoices):
        ROUND = "round", _("Interview")
        CONTACT = "contact", _("Contact")
        TASK = "task", _("Task")
        EVENT = "event", _("Event")
        OFFER = "offer", _("Offer")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="removed_records",
    )
    application = models.ForeignKey(
        JobApplication, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="removed"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    content = EncryptedTextField(_("content"), editable=False)

    class Meta:
        db_table = "removed_records"
        verbose_name = _("removed record")
        verbose_name_plural = _("removed records")
        constraints = [one_of("removed_records", "kind", "round", "contact", "task", "event", "offer")]
        indexes = [
            Index(fields=["user", "created_at"], name="removed_records_days"),
            Index(fields=["created_at"], name="removed_records_created"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
