"""What a letter was: its states by sitting, to look at, to return to, to name or to copy."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts import activity
from letters import printing
from letters.comparison import differences
from letters.editor import content_of
from letters.models import CoverLetter
from saaska.documents import past
from saaska.documents.comparison import Difference
from saaska.documents.panes import version_of
from saaska.documents.past import Past
from saaska.documents.texts import LINE
from saaska.http import UserRequest
from saaska.keys import KeyForm

PARTS: Final = {
    "title": gettext_lazy("Title"),
    "template": gettext_lazy("Design"),
    "template_version": gettext_lazy("Version of the design"),
    "company_name": gettext_lazy("Company"),
    "job_title": gettext_lazy("Job title"),
    "content": gettext_lazy("Letter"),
    "personal_info.layout": gettext_lazy("Look"),
}


def compared(before: CoverLetter, after: CoverLetter) -> list[Difference]:
    return differences(content_of(before), content_of(after))


PAST: Final = Past("letters", "letter", PARTS, gettext_lazy("Sender"), printing.order, compared)


@require_GET
def history(request: UserRequest, pk: UUID) -> HttpResponse:
    return PAST.index(request, get_object_or_404(request.user.cover_letters.live(), pk=pk))


@require_GET
def state(request: UserRequest, pk: UUID, number: str) -> HttpResponse:
    return PAST.state(
        request, get_object_or_404(request.user.cover_letters.live(), pk=pk), past.number_of(number)
    )


@require_GET
def state_page(request: UserRequest, pk: UUID, number: str, name: str) -> HttpResponse:
    return PAST.image(
        request, get_object_or_404(request.user.cover_letters.live(), pk=pk), past.number_of(number), name
    )


@require_POST
def name_state(request: UserRequest, pk: UUID, number: str) -> HttpResponse:
    return PAST.name(
        request, get_object_or_404(request.user.cover_letters.live(), pk=pk), past.number_of(number)
    )


@require_POST
def restore_state(request: UserRequest, pk: UUID, number: str) -> HttpResponse:
    document = get_object_or_404(request.user.cover_letters.live(), pk=pk)
    if not PAST.restore(request, document, past.number_of(number), version=version_of(request)):
        return redirect("letters:state", pk=pk, number=number)
    details = {"letter": str(pk), "state": number}
    activity.record(request, "restore_version", feature="cover_letter", details=details)
    return redirect("letters:history", pk=pk)


@require_POST
def copy_state(request: UserRequest, pk: UUID, number: str) -> HttpResponse:
    document = get_object_or_404(request.user.cover_letters.live(), pk=pk)
    title = _("%(title)s (copy)") % {"title": document.title[: LINE - 30]}
    twin, made = past.at(document, past.number_of(number)).copy_once(
        KeyForm.key_of(request.POST, document.pk), title=title
    )
    if made:
        details = {"letter": str(twin.pk), "of": str(pk), "state": number}
        activity.record(request, "duplicate", feature="cover_letter", details=details)
        told = _("This is a copy of “%(title)s” as it was then.") % {"title": document.title}
        messages.success(request, told)
    return redirect(twin)
