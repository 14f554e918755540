"""Tables of other trackers that were uploaded."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from applications import schema
from saaska.db.fields import EncryptedTextField
from saaska.db.models import Index, Stamped, json_is


class ApplicationImport(Stamped):
    """A table, what was decided about it (`choices`), and once it was imported what came of each row (`outcome`).

    `data` is the file's text, encrypted because it may hold private notes, and empty after the import. Of a table
    with parts it is what the table's head says (applications.importing.large), and the parts say what came of it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="application_imports",
    )
    file_name = models.CharField(_("file"), max_length=255)
    data = EncryptedTextField(_("data"), blank=True, default="", db_default="")
    choices = models.JSONField(
        _("choices"), default=dict, db_default={}, blank=True, validators=[schema.validate_import_choices]
    )
    outcome = models.JSONField(
        _("outcome"), default=dict, db_default={}, blank=True, validators=[schema.validate_import_outcome]
    )
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    imported_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        db_table = "application_imports"
        verbose_name = _("import of applications")
        verbose_name_plural = _("imports of applications")
        constraints = [
            models.UniqueConstraint(fields=["user", "id"], name="application_imports_user_id_id_key"),
            json_is("application_imports", "choices", "object"),
            json_is("application_imports", "outcome", "object"),
        ]
        indexes = [
            Index("user", models.F("created_at").desc(), name="application_imports_recent"),
            Index(fields=["created_at"], name="application_imports_created"),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        of_jobs = self.choices.get("kind") == "jobs"
        return reverse("jobs:import_saved" if of_jobs else "applications:import_review", args=[self.pk])


class ApplicationImportPart(Stamped):
    """Some rows of a table that is too large for one request: as JSON, encrypted, until the import has ended.

    `outcome` is what came of them; `made`, `merged`, `left_out` count it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="application_import_parts",
    )
    table = models.ForeignKey(
        ApplicationImport,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="parts",
    )
    number = models.PositiveIntegerField(_("number"))
    data = EncryptedTextField(_("data"), blank=True, default="", db_default="")
    outcome = models.JSONField(
        _("outcome"), default=dict, db_default={}, blank=True, validators=[schema.validate_import_outcome]
    )
    made = models.PositiveIntegerField(_("made"), default=0, db_default=0)
    merged = models.PositiveIntegerField(_("filled up"), default=0, db_default=0)
    left_out = models.PositiveIntegerField(_("left out"), default=0, db_default=0)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        db_table = "application_import_parts"
        verbose_name = _("part of an import")
        verbose_name_plural = _("parts of imports")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "table", "number"], name="application_import_parts_once_key"
            ),
            json_is("application_import_parts", "outcome", "object"),
        ]
        indexes = [Index(fields=["created_at"], name="application_import_parts_created")]

    def __str__(self) -> str:
        return f"{self.number}"
