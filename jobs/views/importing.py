"""Jobs that were saved elsewhere: look, then save them here; take them back."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts import activity
from applications.importing import sheet
from applications.models import ApplicationImport
from jobs import importing
from saaska import ui
from saaska.http import UserRequest

LINES: Final = 100  # on a page
SOURCE: Final = "LinkedIn"


@require_http_methods(["GET", "POST"])
def review(request: UserRequest, pk: UUID) -> HttpResponse:
    """What the table would become, and afterwards its report."""
    mine = request.user.application_imports.filter(choices__kind="jobs")
    row = get_object_or_404(mine.select_for_update() if request.method == "POST" else mine, pk=pk)
    row.user = request.user
    if row.imported_at:
        lines = row.outcome["report"]
        made = len(row.outcome["made"])
    else:
        table = sheet.small(row.data or "")
        if table is None:
            messages.error(request, _("“%(file)s” cannot be read.") % {"file": row.file_name})
            return redirect("jobs:index")
        rows = importing.plan(table, request.user)
        if request.method == "POST":
            importing.make(row, rows, SOURCE)
            return told(request, row)
        lines = [one for one in rows if one.problem or one.changes]
        made = sum(not one.problem for one in rows)
    if request.method == "POST":
        return redirect(row)
    page = Paginator(lines, LINES).get_page(request.GET.get("page"))
    context = {"row": row, "made": made, "page": page, "lines": page.object_list}
    return render(request, "jobs/import.html", context)


def told(request: UserRequest, row: ApplicationImport) -> HttpResponse:
    number = len(row.outcome["made"])
    activity.record(request, "import", feature="saved_job", details={"saved_jobs": number})
    text = ngettext("%(n)d job was saved.", "%(n)d jobs were saved.", number) % {"n": number}
    ui.success_with_undo(request, text, undo=reverse("jobs:undo_import", args=[row.pk]))
    return redirect(row)


@require_POST
def undo(request: UserRequest, pk: UUID) -> HttpResponse:
    mine = request.user.application_imports.filter(choices__kind="jobs").exclude(imported_at=None)
    row = get_object_or_404(mine, pk=pk)
    row.user = request.user
    number = importing.undo(row)
    activity.record(request, "undo", feature="saved_job", details={"saved_jobs": number})
    text = ngettext(
        "The import was taken back: %(n)d saved job is in the bin.",
        "The import was taken back: %(n)d saved jobs are in the bin.",
        number,
    )
    messages.success(request, text % {"n": number})
    return redirect(row)
