"""How a résumé looks: the choices, and beside them the pages of the very PDF, for what is not saved yet too."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from resumes import printing
from resumes.designs import designs_for
from resumes.looks import Look
from saaska.documents import gallery, previews
from saaska.documents.editor.desk import gone
from saaska.documents.panes import size_for, version_of
from saaska.documents.previews import Preview
from saaska.http import UserRequest

ENDS: Final = ("save", "download")


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def design(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes, pk=pk)
    designs = designs_for(request.user, current=resume.template)
    if request.method == "GET":
        if resume.deleted_at:
            return gone(request, resume, app="resumes")
        return page(request, Look(resume, designs=designs), version=resume.version)
    look = Look(resume, designs=designs, data=request.POST)
    action = request.POST.get("action", "save")
    look.perform(action)
    if look.is_valid() and action in ENDS:
        return save(request, look, then=action)
    return page(request, look, version=version_of(request), status=200 if look.is_valid() else 422)


def save(request: UserRequest, look: Look, *, then: str) -> HttpResponse:
    resume, content = look.document, look.content()
    unchanged = content == look.stored and not resume.deleted_at
    if not unchanged and not resume.save_over(
        version_of(request),
        content,
        restoring="restoring" in request.POST,
        unfinished=resume.unfinished,
    ):
        resume.refresh_from_db()
        designs = designs_for(request.user, current=resume.template)
        look = Look(resume, designs=designs, data=request.POST)
        return page(request, look, version=resume.version, status=409)
    if then == "download":
        return redirect("resumes:download", pk=resume.pk)
    messages.success(request, _("Saved."))
    return redirect("resumes:design", pk=resume.pk)


def page(request: UserRequest, look: Look, *, version: int, status: int = 200) -> HttpResponse:
    """The whole page, or the pieces of it that a choice changes when a script asks.

    A script is told by the status whether there are images; a person whose form is right gets a page either way.
    """
    preview = preview_of(look, size=size_for(request))
    offered = dict(look.fields["template"].choices)  # type: ignore[attr-defined]  # it is a ChoiceField
    context = {
        "resume": look.document,
        "look": look,
        "preview": preview,
        "version": version,
        "is_conflict": status == 409,
        "differences": look.differences() if status == 409 and look.is_valid() else [],
        "shows_pages": request.POST.get("action") == "preview",
        "locked": [
            other
            for other in gallery.filtered(gallery.active(), kind="resume")
            if other.is_premium and other.slug not in offered
        ],
    }
    if request.htmx:
        return render(request, "resumes/_design_pieces.html", context, status=max(status, preview.status))
    return render(request, "resumes/design.html", context, status=status)


def preview_of(look: Look, *, size: str) -> Preview:
    """The look, printed."""
    if look.is_bound and not look.is_valid():
        wrong = (message for messages_of in look.errors.values() for message in messages_of)
        return Preview(problem=" ".join(map(str, wrong)), status=422)
    resume = look.document
    return previews.preview(
        lambda: printing.order(look.draft, draft_of=resume.pk, version=look.version),
        size=size,
    )
