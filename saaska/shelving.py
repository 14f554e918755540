"""What is done with a person's rows as a whole: archived, deleted and brought back, each with a way back.

An app has them by a PuttingAway; its views say which methods they take and hand the request over. The rows have a
title, archive() and delete_for_now(), and a queryset that knows live().
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from saaska import ui
from saaska.http import UserRequest


@dataclass(frozen=True)
class PuttingAway:
    """`app` is the namespace of the addresses, `rows` gives the rows of the person who asks, `record` is told what
    was done with which."""

    app: str
    rows: Callable[[UserRequest], Any]
    record: Callable[[UserRequest, str, UUID], None]

    def archive(self, request: UserRequest, pk: UUID) -> HttpResponse:
        row = get_object_or_404(self.rows(request).live(), pk=pk)
        if not row.archived_at:
            row.archive()
            self.record(request, "archive", pk)
        told = _("“%(title)s” is in the archive.") % {"title": row.title}
        ui.success_with_undo(request, told, undo=reverse(f"{self.app}:unarchive", args=[pk]))
        return redirect(f"{self.app}:index")

    def unarchive(self, request: UserRequest, pk: UUID) -> HttpResponse:
        row = get_object_or_404(self.rows(request).live(), pk=pk)
        if row.archived_at:
            row.unarchive()
            self.record(request, "unarchive", pk)
        messages.success(request, _("“%(title)s” is back.") % {"title": row.title})
        return redirect(f"{self.app}:index")

    def delete(self, request: UserRequest, pk: UUID) -> HttpResponse:
        row = get_object_or_404(self.rows(request), pk=pk)
        if not row.deleted_at:
            row.delete_for_now()
            self.record(request, "delete", pk)
        told = _("“%(title)s” was deleted.") % {"title": row.title}
        ui.success_with_undo(request, told, undo=reverse(f"{self.app}:restore", args=[pk]))
        return redirect(f"{self.app}:index")

    def restore(self, request: UserRequest, pk: UUID) -> HttpResponse:
        row = get_object_or_404(self.rows(request), pk=pk)
        if row.deleted_at:
            row.restore()
            self.record(request, "restore", pk)
        messages.success(request, _("“%(title)s” is back.") % {"title": row.title})
        return redirect(f"{self.app}:index")
