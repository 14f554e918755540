"""The texts that the posting of a saved job had."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from applications import postings
from jobs.models import SavedJob
from saaska.http import UserRequest


@require_GET
def page(request: UserRequest, pk: UUID) -> HttpResponse:
    job: SavedJob = get_object_or_404(request.user.saved_jobs.live(), pk=pk)
    rows = job.postings.filter(user=request.user)
    context = {"job": job, "history": postings.history(rows, request.GET.get("version", ""))}
    return render(request, "jobs/postings.html", context)
