"""Designs; and how staff edit a document without overwriting what its owner saved meanwhile."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from saaska.db.lists import OwnedAdmin, TableAdmin
from saaska.documents.models import Document, Template

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm


@admin.register(Template)
class TemplateAdmin(TableAdmin):
    list_display = ("name", "slug", "type", "category", "is_active", "is_premium")
    list_filter = ("type", "is_active", "is_premium")
    ordering = ("type", "name")
    fields = (
        "name", "slug", "type", "category", "config", "position", "is_active", "is_premium", "thumbnail_url",
        "preview_url", "created_at", "updated_at",
    )  # fmt: skip
    readonly_fields = ("created_at", "updated_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Documents name their design; one that is no longer wanted is made inactive."""
        return False


class DocumentForm(ModelForm):
    """Carries the version that was opened, and refuses to save over a newer one."""

    opened = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "opened" in self.fields:
            self.fields["opened"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        row = type(self.instance)._base_manager.select_for_update().filter(pk=self.instance.pk)
        newest = row.values_list("version", flat=True).first()
        if newest is not None and cleaned.get("opened") != newest:
            raise ValidationError(
                _(
                    "This was saved by somebody else after you opened it. Open it again and repeat your change."
                ),
                code="version",
            )
        return cleaned


class DocumentAdmin(OwnedAdmin):
    """What the admin pages of résumés and letters share."""

    form = DocumentForm
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    readonly_fields = ("download_count", "last_downloaded_at", "deleted_at", "created_at", "updated_at")

    def save_model(self, request: HttpRequest, obj: Document, form: forms.Form, change: bool) -> None:
        if change:
            obj.version = F("version") + 1
        super().save_model(request, obj, form, change)
