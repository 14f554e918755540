from django.contrib import admin

from jobs.models import SavedJob, SavedPosting
from saaska.db.lists import BY_COMPANY, OwnedAdmin


@admin.register(SavedJob)
class SavedJobAdmin(OwnedAdmin):
    list_display = ("position", "company", "user", "location", "applied", "source", "created_at")
    list_filter = ("applied",)
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    sortable_by = ("company", "created_at")
    search_fields = ("company", "position")
    search_help_text = BY_COMPANY
    readonly_fields = ("created_at", "updated_at", "archived_at", "deleted_at", "application")
    exclude = ("notes",)  # private: encrypted so that nobody but their writer reads them


@admin.register(SavedPosting)
class SavedPostingAdmin(OwnedAdmin):
    list_display = ("__str__", "user", "url", "created_at")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    sortable_by = ("created_at",)
    raw_id_fields = ("saved_job",)
    readonly_fields = ("created_at", "updated_at")
