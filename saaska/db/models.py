"""What the tables share: keys, times, indexes; and the audit trail."""

import uuid
from collections.abc import Mapping
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID, TransactionNow
from django.db import models
from django.db.models.functions import Now
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _


class Index(models.Index):
    """An index whose name may be as long as PostgreSQL allows; Django's limit of 30 is Oracle's."""

    max_name_length = 63


class UuidModel(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, db_default=RandomUUID(), editable=False)

    class Meta:
        abstract = True


class Stamped(UuidModel):
    created_at = models.DateTimeField(auto_now_add=True, db_default=TransactionNow())
    updated_at = models.DateTimeField(auto_now=True, db_default=TransactionNow())

    class Meta:
        abstract = True


class ShelvedQuerySet(models.QuerySet[Any]):
    def live(self) -> Self:
        """Without those in the bin."""
        return self.filter(deleted_at=None)

    def current(self) -> Self:
        """Neither archived nor in the bin."""
        return self.filter(archived_at=None, deleted_at=None)

    def archived(self) -> Self:
        return self.filter(deleted_at=None, archived_at__isnull=False)

    def deleted(self) -> Self:
        return self.filter(deleted_at__isnull=False)


class Shelved(models.Model):
    """A person's row that can be archived, deleted for now and brought back; `version` counts its states."""

    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(_("deleted at"), null=True, blank=True, editable=False)
    version = models.IntegerField(default=1, db_default=1, editable=False)

    class Meta:
        abstract = True

    def rows(self) -> Any:
        """This row alone, in its partition."""
        owner = {"user_id": getattr(self, "user_id")}  # noqa: B009  # each has one
        return type(self)._default_manager.filter(pk=self.pk, **owner)

    def save_over(self, version: int, columns: Mapping[str, Any]) -> bool:
        """Store the columns as the state that follows `version`; False when another one was stored meanwhile."""
        rows = self.rows().live().filter(version=version)
        return bool(rows.update(**columns, version=version + 1, updated_at=TransactionNow()))

    def archive(self) -> None:
        self.rows().update(archived_at=Now())

    def unarchive(self) -> None:
        self.rows().update(archived_at=None)

    def delete_for_now(self) -> None:
        """Into the bin: out of every list, until restore() or the end of its days there."""
        self.rows().update(deleted_at=Now())

    def restore(self) -> None:
        self.rows().update(deleted_at=None)


def one_of(table: str, column: str, *values: str) -> models.CheckConstraint:
    """The CHECK that says to the database what the field's TextChoices say to Django."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{column}__in": values}), name=f"{table}_{column}_check"
    )


class Texts(models.Func):
    """The strings within a JSONB column, without its keys, as one text to search."""

    function = "jsonb_path_query_array"
    template = """%(function)s(%(expressions)s, 'strict $.** ? (@.type() == "string")')::text"""
    output_field = models.TextField()


def json_is(table: str, column: str, kind: str) -> models.CheckConstraint:
    """The CHECK that a JSONB column holds an "object" or an "array" (schema.py of its app knows the rest)."""
    typeof = models.Func(models.F(column), function="jsonb_typeof", output_field=models.TextField())
    return models.CheckConstraint(
        condition=Exact(typeof, models.Value(kind)), name=f"{table}_{column}_is_{kind}"
    )


class AuditEntry(models.Model):
    """One change of one row, written by a trigger (audit.py). Nobody writes it by hand, nobody changes it."""

    class Operation(models.TextChoices):
        INSERT = "I", _("created")
        UPDATE = "U", _("changed")
        DELETE = "D", _("deleted")

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=TransactionNow(), editable=False)
    transaction = models.BigIntegerField(db_column="txid", editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
        editable=False,
    )
    actor_role = models.TextField(editable=False)
    request_id = models.TextField(null=True, editable=False)
    table_name = models.TextField(editable=False)
    operation = models.CharField(max_length=1, choices=Operation, editable=False)
    row_id = models.UUIDField(null=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="audit_entries",
        editable=False,
    )
    changes = models.JSONField(editable=False)

    class Meta:
        db_table = "audit_log"
        managed = False
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id} {self.get_operation_display()}"
