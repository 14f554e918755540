from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from jobs.models import SavedJob
from saaska.db.lists import OwnedAdmin


@admin.register(SavedJob)
class SavedJobAdmin(OwnedAdmin):
    list_display = ("position", "company", "user", "location", "applied", "source", "created_at")
    list_filter = ("applied",)
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    sortable_by = ("company", "created_at")
    search_fields = ("company", "position")
    search_help_text = _(
        "Part of the company or position, part of the person's e-mail address (with its @), or an id."
    )
    readonly_fields = ("created_at", "updated_at")
    exclude = ("notes",)  # private: encrypted so that nobody but their writer reads them
