"""The texts that the posting of an application had."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from applications import postings
from saaska.http import UserRequest


@require_GET
def page(request: UserRequest, pk: UUID) -> HttpResponse:
    application = get_object_or_404(request.user.job_applications.live(), pk=pk)
    rows = application.postings.filter(user=request.user)
    context = {
        "application": application,
        "history": postings.history(rows, request.GET.get("version", "")),
    }
    return render(request, "applications/postings.html", context)
