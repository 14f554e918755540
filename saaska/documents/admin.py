"""Designs and what was published of them; and how staff edit a document without overwriting what its owner saved."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import CharField, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from saaska.db.lists import (
    BY_PERSON,
    JSON_SHOWN,
    OwnedAdmin,
    OwnedForm,
    ReadOnly,
    TableAdmin,
    json_block,
    uuid_of,
)
from saaska.documents import gallery, prints, samples
from saaska.documents.designs import UnknownDesignError
from saaska.documents.forms import COLOURS, PLACES, ConfigForm, DesignForm
from saaska.documents.models import DesignSource, DesignVersion, Document, Photo, Template
from saaska.documents.pictures import Pictures
from saaska.documents.printing_errors import OutdatedError, PrinterBusyError, PrintingError
from saaska.documents.tasks import draw_later


@admin.register(Template)
class TemplateAdmin(TableAdmin):
    """Designs: which there are, how they are offered and what they look like unless a document says otherwise."""

    form = DesignForm
    change_form_template = "admin/documents/template/change_form.html"
    list_display = ("picture", "name", "type", "category", "position", "is_active", "is_premium")
    list_display_links = ("name",)
    list_editable = ("position", "is_active")
    list_filter = ("type", "is_active", "is_premium")
    list_reads = ("preview_url",)
    ordering = ("-type", "position", "name")
    fieldsets = (
        (None, {"fields": ("name", "type", "slug", "category", "position", "is_active", "is_premium")}),
        (_("Colours and type"), {"fields": ("layout", "own_colours", COLOURS, "fonts", "text_size")}),
        (_("Page"), {"fields": ("page_size", "spacing", "date_format", "show_photo")}),
        (_("Order of the parts"), {"fields": PLACES}),
        (None, {"fields": ("newest", "created_at", "updated_at")}),
    )
    readonly_fields = ("newest", "created_at", "updated_at")

    @admin.display(description=_("image"))
    def picture(self, design: Template) -> str:
        made = Pictures.of(design.preview_url)
        if not made:
            return gettext("not made yet")
        return format_html('<img src="{}" width="48" height="68" alt="">', gallery.address(made.thumbnail))

    @admin.display(description=_("newest version"))
    def newest(self, design: Template) -> str:
        """New documents get it; those there are keep theirs until their owner takes this one."""
        number = design.versions.order_by("-number").values_list("number", flat=True).first()
        return str(number) if number else gettext("none: seed_templates publishes the first")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Documents pin a design by its kind and folder: those stay as they are."""
        return (*self.readonly_fields, "type", "slug") if obj else self.readonly_fields

    def get_urls(self) -> list[Any]:
        preview = self.admin_site.admin_view(self.preview)
        return [
            path("<uuid:pk>/preview/", preview, name="documents_template_preview"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        design = kwargs.get("obj")
        made = Pictures.of(design.preview_url) if design else None
        drawn = {"preview_image": gallery.address(made.page(1)) if made else ""}
        return super().render_change_form(request, {**context, **drawn}, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Template, form: Any, change: bool) -> None:
        """Changed columns alone. A changed configuration becomes a version (by a trigger) and gets new images."""
        columns = {field.name for field in obj._meta.concrete_fields} & set(form.changed_data)
        if obj.config != getattr(form, "stored", obj.config):
            columns.add("config")
        obj.save(update_fields=[*columns, "updated_at"] if change else None)
        transaction.on_commit(gallery.forget)
        if not change or "config" in columns:
            draw_later(obj)

    @method_decorator(require_POST)
    def preview(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """The first page of the sample in what the form says, as an image; or a sentence why not, as text."""
        design = get_object_or_404(Template, pk=pk)
        if not self.has_change_permission(request, design):
            raise PermissionDenied
        form = ConfigForm(request.POST)
        if not form.is_valid():
            return said(
                " ".join(str(sentence) for errors in form.errors.values() for sentence in errors), status=422
            )
        try:
            order = samples.order_of(design, form.config(design.config))
            image = prints.page_image(replace(order, replaces=f"design {pk} {request.user.pk}"), 1)
        except OutdatedError as problem:
            return said(str(problem), status=409)
        except (PrintingError, UnknownDesignError) as problem:
            return said(str(problem), status=503 if isinstance(problem, PrinterBusyError) else 422)
        return HttpResponse(image, content_type="image/png")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Documents name their design; one that is no longer wanted is made inactive."""
        return False


def said(sentence: str, *, status: int) -> HttpResponse:
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status)


BY_DESIGN = _("Three letters or more of the design's name or folder, or an id. Finds 200 rows at most.")


class PublishedDesign(admin.SimpleListFilter):
    title = _("design")
    parameter_name = "design"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """A résumé's and a letter's often share their name."""
        published = Template.objects.filter(versions__number=1).order_by("-type", "position", "name")
        return [(str(design.pk), f"{design} · {design.get_type_display()}") for design in published]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(template=uuid_of(self.value() or "")) if self.value() else queryset


@admin.register(DesignVersion)
class DesignVersionAdmin(ReadOnly, TableAdmin):
    """What documents pin. Commands and a trigger publish it; nobody changes it."""

    list_display = ("template", "number", "type", "files", "created_at")
    list_reads = ("source",)
    list_filter = ("template__type", PublishedDesign)
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("template__name", "template__slug")
    search_help_text = BY_DESIGN
    fields = ("template", "number", "source", "created_at", "configuration")
    readonly_fields = ("configuration",)

    @admin.display(description=_("type"))
    def type(self, version: DesignVersion) -> str:
        return version.template.get_type_display()

    @admin.display(description=_("files"))
    def files(self, version: DesignVersion) -> str:
        return str(version.source_id)

    @admin.display(description=_("configuration"))
    def configuration(self, version: DesignVersion) -> SafeString:
        return json_block(version.config)


@admin.register(DesignSource)
class DesignSourceAdmin(ReadOnly, TableAdmin):
    """The files behind versions, as they were: what a design that is gone from its folder is printed from."""

    list_display = ("digest", "published_as", "created_at")
    list_filter = ("versions__template__type",)
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("versions__template__name", "versions__template__slug")
    search_help_text = BY_DESIGN
    fields = ("digest", "published_as", "created_at", "texts")
    readonly_fields = ("published_as", "texts")

    def get_queryset(self, request: HttpRequest) -> QuerySet[DesignSource]:
        versions = DesignVersion.objects.filter(source=OuterRef("pk")).order_by("template__name", "number")
        name = Concat("template__name", Value(" "), Cast("number", CharField()))
        sources: QuerySet[DesignSource] = super().get_queryset(request)
        return sources.annotate(names=ArraySubquery(versions.values_list(name)))

    @admin.display(description=_("published as"))
    def published_as(self, source: Any) -> str:
        return ", ".join(source.names)

    @admin.display(description=_("files"))
    def texts(self, source: DesignSource) -> SafeString:
        shown = ((name, text[:JSON_SHOWN]) for name, text in sorted(source.files.items()))
        return format_html_join("", "<p><b>{}</b></p><pre>{}</pre>", shown)


@admin.register(Photo)
class PhotoAdmin(ReadOnly, TableAdmin):
    """That there is a photo, and how large it is. The picture itself is its owner's alone."""

    list_display = ("digest", "user", "width", "height", "size", "created_at")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    fields = ("user", "digest", "width", "height", "size", "created_at")


class DocumentForm(OwnedForm):
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
    readonly_fields = (
        "download_count",
        "last_downloaded_at",
        "archived_at",
        "deleted_at",
        "created_at",
        "updated_at",
    )

    def save_model(self, request: HttpRequest, obj: Document, form: forms.Form, change: bool) -> None:
        if change:
            obj.version = F("version") + 1
        super().save_model(request, obj, form, change)
