from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest

from applications.models import (
    ApplicationContact,
    ApplicationEvent,
    ApplicationImport,
    ApplicationImportPart,
    ApplicationTask,
    BulkChange,
    CalendarFeed,
    InterviewRound,
    JobApplication,
    PostingText,
    Reminder,
    ReminderChoices,
    RemovedRecord,
    SavedView,
    SentDocument,
    WeeklyGoal,
)
from saaska.db.lists import BY_COMPANY, BY_PERSON, OwnedAdmin, ReadOnly, TableAdmin


@admin.register(JobApplication)
class JobApplicationAdmin(OwnedAdmin):
    list_display = (
        "position",
        "company",
        "user",
        "status",
        "date_applied",
        "interview_date",
        "city",
        "country",
    )
    list_filter = ("status",)
    date_hierarchy = "date_applied"
    ordering = ("-date_applied",)
    sortable_by = ("company", "date_applied")
    search_fields = ("company", "position")
    search_help_text = BY_COMPANY
    raw_id_fields = ("resume", "cover_letter")
    readonly_fields = ("created_at", "updated_at", "archived_at", "deleted_at")
    exclude = ("notes", "answers")  # private: encrypted so that nobody but their writer reads them


class OfApplication(OwnedAdmin):
    """What is kept about an application: the newest first."""

    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    sortable_by = ("created_at",)
    raw_id_fields = ("application",)
    readonly_fields: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")


@admin.register(ApplicationEvent)
class ApplicationEventAdmin(OfApplication):
    list_display = ("kind", "status", "stage", "user", "happened_at", "created_at")
    list_filter = ("kind",)


@admin.register(InterviewRound)
class InterviewRoundAdmin(OfApplication):
    list_display = ("kind", "user", "starts_at", "result", "created_at")
    list_filter = ("kind",)
    exclude = ("notes",)


@admin.register(ApplicationContact)
class ApplicationContactAdmin(OfApplication):
    list_display = ("name", "role", "user", "created_at")
    exclude = ("notes",)


@admin.register(ApplicationTask)
class ApplicationTaskAdmin(OfApplication):
    list_display = ("title", "user", "due_on", "done_at", "created_at")


@admin.register(SentDocument)
class SentDocumentAdmin(OfApplication):
    """Nobody changes what was sent: staff look."""

    list_display = ("title", "kind", "user", "size", "sent_at", "created_at")
    list_filter = ("kind",)
    readonly_fields: ClassVar[tuple[str, ...]] = (
        *("user", "application", "kind", "title", "file_name", "content_type", "file", "sha256", "size"),
        *("pages", "source_id", "source_version", "sent_at", "created_at", "updated_at"),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(PostingText)
class PostingTextAdmin(OfApplication):
    list_display = ("__str__", "user", "url", "created_at")


@admin.register(ApplicationImport)
class ApplicationImportAdmin(ReadOnly, TableAdmin):
    """Who imported tables; what is in them is their owner's."""

    list_display = ("file_name", "user", "imported_at", "undone_at", "created_at")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    exclude = ("data",)


@admin.register(ApplicationImportPart)
class ApplicationImportPartAdmin(ReadOnly, TableAdmin):
    """How far the import of a large table is; what is in it is its owner's."""

    list_display = (
        "table",
        "user",
        "number",
        "made",
        "merged",
        "left_out",
        "done_at",
        "undone_at",
        "created_at",
    )
    list_select_related = ("table", "user")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    exclude = ("data", "outcome")


@admin.register(CalendarFeed)
class CalendarFeedAdmin(ReadOnly, TableAdmin):
    """Who has a private address for the calendar; the address itself is its owner's."""

    list_display = ("user", "created_at", "updated_at")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    fields = ("user", "created_at", "updated_at")


@admin.register(ReminderChoices)
class ReminderChoicesAdmin(ReadOnly, TableAdmin):
    list_display = ("user", "interview", "follow_up", "offer", "task", "weekly", "created_at")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON


@admin.register(Reminder)
class ReminderAdmin(ReadOnly, TableAdmin):
    """What people were told, and what waits to be mailed."""

    list_display = ("kind", "user", "on", "sent_at", "created_at")
    list_filter = ("kind",)
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON


@admin.register(RemovedRecord)
class RemovedRecordAdmin(ReadOnly, OfApplication):
    """What can still be brought back; what it says is its owner's."""

    list_display = ("kind", "user", "created_at")
    list_filter = ("kind",)
    exclude = ("content",)


@admin.register(WeeklyGoal)
class WeeklyGoalAdmin(ReadOnly, TableAdmin):
    list_display = ("user", "monday", "applications", "created_at")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON


@admin.register(SavedView)
class SavedViewAdmin(ReadOnly, TableAdmin):
    list_display = ("user", "name", "created_at")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON


@admin.register(BulkChange)
class BulkChangeAdmin(ReadOnly, TableAdmin):
    list_display = ("user", "action", "created_at", "undone_at")
    list_filter = ("action",)
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
