from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from applications.models import JobApplication
from saaska.db.lists import BY_COMPANY, OwnedAdmin

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[JobApplication]
else:
    ModelForm = forms.ModelForm


class JobApplicationForm(ModelForm):
    def clean(self) -> dict[str, Any]:
        """The documents are the person's own; the database would refuse others, only less politely."""
        cleaned: dict[str, Any] = super().clean() or {}
        owner_id = self.instance.user_id or getattr(cleaned.get("user"), "pk", None)
        for name in ("resume", "cover_letter"):
            document = cleaned.get(name)
            if document and document.user_id != owner_id:
                self.add_error(name, _("This belongs to another person."))
        return cleaned


@admin.register(JobApplication)
class JobApplicationAdmin(OwnedAdmin):
    form = JobApplicationForm
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
    readonly_fields = ("created_at", "updated_at")
    exclude = ("notes",)  # private: encrypted so that nobody but their writer reads them
