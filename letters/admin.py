from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from letters.models import CoverLetter, CoverLetterState, Enclosure
from saaska.db.lists import BY_COMPANY, BY_PERSON, ReadOnly, TableAdmin, ValuesInUse
from saaska.documents.admin import DocumentAdmin
from saaska.documents.states_admin import StateAdmin


class DesignFilter(ValuesInUse):
    title = _("design")
    parameter_name = "template"
    column = "template"


@admin.register(CoverLetter)
class CoverLetterAdmin(DocumentAdmin):
    list_display = ("title", "user", "company_name", "job_title", "template", "deleted_at", "created_at")
    list_filter = (DesignFilter,)
    search_fields = ("company_name",)
    search_help_text = BY_COMPANY
    fieldsets = (
        (
            None,
            {"fields": ("user", "title", "template", "is_template", "company_name", "job_title", "opened")},
        ),
        (_("Content"), {"fields": ("content", "personal_info")}),
        (_("Times"), {"fields": DocumentAdmin.readonly_fields}),
    )


@admin.register(CoverLetterState)
class CoverLetterStateAdmin(StateAdmin):
    document = "cover_letter"


@admin.register(Enclosure)
class EnclosureAdmin(ReadOnly, TableAdmin):
    """Staff see that there are such files, and never what they hold."""

    list_display = ("title", "user", "pages", "size", "created_at")
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    fields = ("user", "title", "pages", "size", "sha256", "created_at")
