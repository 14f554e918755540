from django.contrib import admin

from interviews.models import InterviewSession
from saaska.db.lists import BY_PERSON, OwnedAdmin


@admin.register(InterviewSession)
class InterviewSessionAdmin(OwnedAdmin):
    list_display = ("job_title", "company", "user", "completed", "score", "created_at")
    list_display_links = ("job_title", "created_at")
    list_filter = ("completed",)
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    readonly_fields = ("created_at",)
