"""What a résumé was: its states by sitting, to look at, to return to, to name or to copy."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts import activity
from resumes import printing
from resumes.comparison import differences
from resumes.editor.form import content_of
from resumes.models import Resume
from saaska.documents import past
from saaska.documents.comparison import Difference
from saaska.documents.panes import version_of
from saaska.documents.past import Past
from saaska.http import UserRequest
from saaska.keys import KeyForm

PARTS: Final = {
    "title": gettext_lazy("Title"),
    "template": gettext_lazy("Design"),
    "template_version": gettext_lazy("Version of the design"),
    "work_experience": gettext_lazy("Experience"),
    "education": gettext_lazy("Education"),
    "skills": gettext_lazy("Skills"),
    "summary": gettext_lazy("Summary"),
    "personal_info.photo": gettext_lazy("Photo"),
    "personal_info.links": gettext_lazy("Links"),
    "personal_info.sections": gettext_lazy("Sections"),
    "personal_info.layout": gettext_lazy("Look"),
}


def compared(before: Resume, after: Resume) -> list[Difference]:
    return differences(content_of(before), content_of(after))


PAST: Final = Past("resumes", "resume", PARTS, gettext_lazy("You"), printing.order, compared)


@require_GET
def history(request: UserRequest, pk: UUID) -> HttpResponse:
    return PAST.index(request, get_object_or_404(request.user.resumes.live(), pk=pk))


@require_GET
def state(request: UserRequest, pk: UUID, number: str) -> HttpResponse:
    return PAST.state(request, get_object_or_404(request.user.resumes.live(), pk=pk), past.number_of(number))


@require_GET
def state_page(request: UserRequest, pk: UUID, number: str, name: str) -> HttpResponse:
    return PAST.image(
        request, get_object_or_404(request.user.resumes.live(), pk=pk), past.number_of(number), name
    )


@require_POST
def name_state(request: UserRequest, pk: UUID, number: str) -> HttpResponse:
    return PAST.name(request, get_object_or_404(request.user.resumes.live(), pk=pk), past.number_of(number))


@require_POST
def restore_state(request: UserRequest, pk: UUID, number: str) -> HttpResponse:
    document = get_object_or_404(request.user.resumes.live(), pk=pk)
    if not PAST.restore(request, document, past.number_of(number), version=version_of(request)):
        return redirect("resumes:state", pk=pk, number=number)
    details = {"resume": str(pk), "state": number}
    activity.record(request, "restore_version", feature="resume", details=details)
    return redirect("resumes:history", pk=pk)


@require_POST
def copy_state(request: UserRequest, pk: UUID, number: str) -> HttpResponse:
    document = get_object_or_404(request.user.resumes.live(), pk=pk)
    twin, made = past.at(document, past.number_of(number)).copy_once(
        KeyForm.key_of(request.POST, document.pk)
    )
    if made:
        details = {"resume": str(twin.pk), "of": str(pk), "state": number}
        activity.record(request, "duplicate", feature="resume", details=details)
        told = _("This is a copy of “%(title)s” as it was then.") % {"title": document.title}
        messages.success(request, told)
    return redirect(twin)
