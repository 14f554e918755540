from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from resumes.models import Resume, ResumeCopy, ResumeImport, ResumeShare, ResumeShareDay, ResumeState
from saaska.db.lists import BY_PERSON, ReadOnly, TableAdmin, ValuesInUse, json_block
from saaska.documents.admin import DocumentAdmin
from saaska.documents.states_admin import StateAdmin


class DesignFilter(ValuesInUse):
    title = _("design")
    parameter_name = "template"
    column = "template"


@admin.register(Resume)
class ResumeAdmin(DocumentAdmin):
    list_display = ("title", "user", "template", "is_public", "download_count", "deleted_at", "created_at")
    list_filter = (DesignFilter, "is_public")
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    fieldsets = (
        (None, {"fields": ("user", "title", "template", "is_public", "is_template", "opened")}),
        (_("Content"), {"fields": ("summary", "personal_info", "work_experience", "education", "skills")}),
        (_("Times"), {"fields": DocumentAdmin.readonly_fields}),
    )


@admin.register(ResumeState)
class ResumeStateAdmin(StateAdmin):
    document = "resume"


@admin.register(ResumeImport)
class ResumeImportAdmin(ReadOnly, TableAdmin):
    """What a file held, and what was said about it, stays as it was."""

    list_display = ("file_name", "user", "format", "created_at")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    fields = ("user", "file_name", "format", "resume", "created_at", "what_became", "what_it_held")
    readonly_fields = ("what_became", "what_it_held")

    @admin.display(description=_("report"))
    def what_became(self, file: ResumeImport) -> SafeString:
        return json_block(file.report)

    @admin.display(description=_("content"))
    def what_it_held(self, file: ResumeImport) -> SafeString:
        return json_block(file.content)


@admin.register(ResumeCopy)
class ResumeCopyAdmin(ReadOnly, TableAdmin):
    list_display = ("source_title", "user", "created_at")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    fields = ("user", "resume", "source", "source_title", "created_at", "updated_at", "what_it_was")
    readonly_fields = ("what_it_was",)

    @admin.display(description=_("state of the source"))
    def what_it_was(self, row: ResumeCopy) -> SafeString:
        return json_block(row.base)


@admin.register(ResumeShare)
class ResumeShareAdmin(ReadOnly, TableAdmin):
    """Where a résumé is public. Whoever has to close one takes "public" from the résumé."""

    list_display = ("address", "user", "expires_at", "is_listed", "created_at")
    list_filter = ("is_listed",)
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    fields = ("user", "resume", "address", "expires_at", "is_listed", "created_at", "updated_at")


@admin.register(ResumeShareDay)
class ResumeShareDayAdmin(ReadOnly, TableAdmin):
    list_display = ("day", "user", "share", "views", "downloads")
    date_hierarchy = "day"
    ordering = ("-day", "-id")
    list_select_related = ("share", "user")
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    fields = ("user", "share", "day", "views", "downloads")
