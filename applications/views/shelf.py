"""What is done with an application as a whole: shown, archived, deleted and brought back."""

from uuid import UUID

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import activity
from applications import records
from applications.freezing import sources
from applications.views.sent import FreezeForm
from saaska import ui
from saaska.http import UserRequest
from saaska.paging import Pages

PAGE = 50


@require_GET
def detail(request: UserRequest, pk: UUID) -> HttpResponse:
    kept = request.user.saved_jobs.live().filter(application=OuterRef("pk")).values("pk")[:1]
    rows = request.user.job_applications.live().with_documents("resume", "cover_letter")
    application = get_object_or_404(rows.annotate(saved_job=Subquery(kept)), pk=pk)
    context = {
        "application": application,
        "freeze": FreezeForm(None, sources=sources(request.user)),
        **records.all_of(application),
    }
    return render(request, "applications/detail.html", context)


@require_GET
def put_away(request: UserRequest) -> HttpResponse:
    """The archive, or the bin."""
    in_bin = "deleted" in request.GET
    rows = request.user.job_applications
    found = rows.exclude(deleted_at=None) if in_bin else rows.live().exclude(archived_at=None)
    context = {
        "page": Pages(found.order_by("-date_applied", "id"), PAGE).get_page(request.GET.get("page")),
        "in_bin": in_bin,
    }
    return render(request, "applications/put_away.html", context)


@require_POST
def archive(request: UserRequest, pk: UUID) -> HttpResponse:
    application = get_object_or_404(request.user.job_applications.live(), pk=pk)
    application.archive()
    ui.success_with_undo(
        request,
        _("“%(position)s” is in the archive.") % {"position": application.position},
        undo=reverse("applications:unarchive", args=[pk]),
    )
    return redirect("applications:index")


@require_POST
def unarchive(request: UserRequest, pk: UUID) -> HttpResponse:
    application = get_object_or_404(request.user.job_applications.live(), pk=pk)
    application.unarchive()
    messages.success(request, _("“%(position)s” is on the board again.") % {"position": application.position})
    return redirect("applications:index")


@require_POST
def delete(request: UserRequest, pk: UUID) -> HttpResponse:
    application = get_object_or_404(request.user.job_applications, pk=pk)
    if not application.deleted_at:
        application.delete_for_now()
        activity.record(request, "delete", feature="application", details={"application": str(pk)})
    ui.success_with_undo(
        request,
        _("“%(position)s” was deleted.") % {"position": application.position},
        undo=reverse("applications:restore", args=[pk]),
    )
    return redirect("applications:index")


@require_POST
def restore(request: UserRequest, pk: UUID) -> HttpResponse:
    application = get_object_or_404(request.user.job_applications, pk=pk)
    if application.deleted_at:
        application.restore()
        activity.record(request, "restore", feature="application", details={"application": str(pk)})
    messages.success(request, _("“%(position)s” is back.") % {"position": application.position})
    return redirect("applications:index")
