"""A résumé as a file, and field by field."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import activity
from resumes import printing
from resumes.exporters import fields as of_forms
from resumes.exporters import plain_text
from resumes.exporters.formats import LISTED, name_of
from resumes.models import Resume
from saaska.documents.exports.delivery import Delivery
from saaska.http import UserRequest


@require_http_methods(["GET", "POST"])
def download(request: UserRequest, pk: UUID) -> HttpResponse:
    return DELIVERY.download(request, pk)


def downloaded(request: UserRequest, resume: Resume, name: str) -> None:
    details = {"resume": str(resume.pk), "format": name}
    activity.record(request, "download", feature="resume", details=details)


DELIVERY: Final = Delivery(
    Resume,
    "resumes",
    "resume",
    LISTED,
    name_of,
    printing.order,
    downloaded,
    lambda resume: {"resume": resume},
)


@require_GET
def fields(request: UserRequest, pk: UUID) -> HttpResponse:
    """Every field by itself, for the forms of employers."""
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    said, options = printing.said(resume)
    context = {
        "resume": resume,
        "groups": of_forms.groups(resume, date_format=options.date_format),
        "text": plain_text.written(said),
    }
    return render(request, "resumes/fields.html", context)
