"""What belongs to the table of applications: views that were saved, and changes of many rows at once."""

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications import schema
from saaska.db.models import Index, Stamped, json_is, one_of

VIEW_NAME: Final = 60  # characters
VIEW_QUERY: Final = 2_000


class SavedView(Stamped):
    """The table as a person likes it: `query` is its address behind the question mark."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="saved_views",
    )
    name = models.CharField(_("name"), max_length=VIEW_NAME)
    query = models.CharField(_("what it asks for"), max_length=VIEW_QUERY, blank=True)

    class Meta:
        db_table = "saved_views"
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="saved_views_name_key")]
        indexes = [Index(fields=["created_at"], name="saved_views_created")]

    def __str__(self) -> str:
        return self.name


class BulkChange(Stamped):
    """One change of many applications, with what undoing it needs.

    `before` says of each application that was changed what status and stage it had, and which event of its history
    tells of the change.
    """

    class Action(models.TextChoices):
        MOVE = "move", _("Move")
        TAG = "tag", _("Tag")
        UNTAG = "untag", _("Take a tag off")
        ARCHIVE = "archive", _("Archive")
        UNARCHIVE = "unarchive", _("Bring back from the archive")
        DELETE = "delete", _("Delete")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="bulk_changes",
    )
    action = models.CharField(_("action"), max_length=20, choices=Action)
    tag = models.CharField(_("tag"), max_length=schema.TAG, blank=True, default="", db_default="")
    before = models.JSONField(
        _("before"), default=list, db_default=[], blank=True, validators=[schema.validate_before]
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        db_table = "bulk_changes"
        verbose_name = _("change of many applications")
        verbose_name_plural = _("changes of many applications")
        constraints = [
            one_of("bulk_changes", "action", "move", "tag", "untag", "archive", "unarchive", "delete"),
            json_is("bulk_changes", "before", "array"),
        ]
        indexes = [
            Index("user", models.F("created_at").desc(), name="bulk_changes_newest"),
            Index(fields=["created_at"], name="bulk_changes_created"),
        ]

    def __str__(self) -> str:
        return self.get_action_display()
