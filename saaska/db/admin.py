"""Staff read the audit trail, and which jobs wait, run or failed. Nobody writes either here."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import admin as procrastinate_admin  # noqa: F401  # registers its own page
from procrastinate.contrib.django.models import ProcrastinateJob

from saaska.db.lists import BY_PERSON, ReadOnly, TableAdmin, ValuesInUse, json_block
from saaska.db.models import AuditEntry


class TableFilter(ValuesInUse):
    title = _("table")
    parameter_name = "table"
    column = "table_name"


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly, TableAdmin):
    list_display = ("at", "operation", "table_name", "row_id", "whose", "who", "actor_role")
    list_reads = ("user", "actor")
    list_filter = (TableFilter,)
    date_hierarchy = "at"
    ordering = ("-id",)  # the order of time; the times have a BRIN index, which cannot sort
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    fields = (
        "at",
        "operation",
        "table_name",
        "row_id",
        "whose",
        "who",
        "actor_role",
        "request_id",
        "difference",
    )
    readonly_fields = ("whose", "who", "difference")

    @admin.display(description=_("person"))
    def whose(self, entry: AuditEntry) -> str:
        return str(entry.user or entry.user_id or "")

    @admin.display(description=_("changed by"))
    def who(self, entry: AuditEntry) -> str:
        return str(entry.actor or entry.actor_id or "")

    @admin.display(description=_("changes (old, new)"))
    def difference(self, entry: AuditEntry) -> SafeString:
        return json_block(entry.changes)

    def _has_id(self, key: UUID) -> Q:
        """The index of rows begins with the table, so every table is named."""
        tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
        return Q(user_id=key) | Q(table_name__in=tables, row_id=key)


class TaskFilter(ValuesInUse):
    title = _("queue")
    parameter_name = "queue"
    column = "queue_name"


# procrastinate's page shows the arguments of jobs: mails among them, with the links that open accounts.
admin.site.unregister(ProcrastinateJob)


@admin.register(ProcrastinateJob)
class JobAdmin(ReadOnly, TableAdmin):
    list_display = ("id", "task_name", "queue_name", "status", "attempts", "scheduled_at")
    list_filter = (TaskFilter,)
    ordering = ("-id",)
    list_display_links = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The list alone: a job's own page would name its arguments in its title."""
        return obj is None and super().has_view_permission(request)
