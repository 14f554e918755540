from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from interviews.models import InterviewSession
from saaska.db.lists import OwnedAdmin


@admin.register(InterviewSession)
class InterviewSessionAdmin(OwnedAdmin):
    list_display = ("job_title", "company", "user", "completed", "score", "created_at")
    list_display_links = ("job_title", "created_at")
    list_filter = ("completed",)
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = _("Part of the person's e-mail address (with its @), or an id.")
    readonly_fields = ("created_at",)
