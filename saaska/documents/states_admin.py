"""The history of documents in the admin: staff read it, nobody writes it."""

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from saaska.db.lists import BY_PERSON, ReadOnly, TableAdmin, json_block
from saaska.documents.models import State


class StateAdmin(ReadOnly, TableAdmin):
    """The history of documents, `document` by `document`."""

    document = ""

    list_display = ("at", "number", "name", "user", "actor")
    ordering = ("-id",)
    search_fields = ("user__email",)
    search_help_text = BY_PERSON
    readonly_fields = ("what_changed",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["user", self.document, "number", "version", "at", "actor", "name", "parts", "what_changed"]

    @admin.display(description=_("steps from the state before"))
    def what_changed(self, state: State) -> SafeString:
        return json_block(state.steps)

    def _has_id(self, key: UUID) -> Q:
        return Q(user_id=key) | Q(**{f"{self.document}_id": key})
