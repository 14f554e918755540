"""A new saved job, and the form of one."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import postings
from applications.views.editing import differing
from jobs.forms import CreateForm, SavedJobForm
from jobs.models import SavedJob
from jobs.views.shelf import record
from saaska.documents.panes import version_of
from saaska.http import UserRequest
from saaska.keys import create_once


@require_http_methods(["GET", "POST"])
def create(request: UserRequest) -> HttpResponse:
    form = CreateForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if form.is_valid():
        job, made = create_once(request.user.saved_jobs, form.cleaned_data["key"], **form.columns())
        if made:
            record(request, "create", job.pk)
            messages.success(request, _("“%(position)s” is saved.") % {"position": job.position})
        return redirect(job)
    context = {"form": form, "sources": sources(request)}
    return render(request, "jobs/create.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def edit(request: UserRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(request.user.saved_jobs.live(), pk=pk)
    stored = SavedJob(**{field.attname: getattr(job, field.attname) for field in job._meta.concrete_fields})
    form = SavedJobForm(request.POST if request.method == "POST" else None, instance=job)
    version, differences = stored.version, []
    if form.is_valid():
        if stored.save_over(version_of(request), form.columns()):
            told = postings.kept(stored.posting, SavedJob(**form.columns()).posting)
            messages.success(request, f"{_('Saved.')} {told}".strip())
            return redirect(stored)
        differences = differing(stored, form)
    elif form.is_bound:
        version = version_of(request)
    context = {
        "form": form,
        "job": stored,
        "version": version,
        "differences": differences,
        "sources": sources(request),
    }
    status = 409 if form.is_valid() else 422 if form.is_bound else 200
    return render(request, "jobs/edit.html", context, status=status)


def sources(request: UserRequest) -> list[str]:
    """Where the person has found jobs, to choose from."""
    used = request.user.saved_jobs.live().exclude(source=None).values_list("source", flat=True)
    return list(used.distinct().order_by("source")[:30])
