"""How a letter looks: the choices, and beside them the pages of the very PDF, for what is not saved yet too."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from letters import printing
from letters.looks import Look, look_of
from saaska.documents import previews
from saaska.documents.choices import Designs, designs_for
from saaska.documents.editor.desk import gone
from saaska.documents.panes import size_for, version_of
from saaska.documents.previews import Preview
from saaska.http import UserRequest


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def design(request: UserRequest, pk: UUID) -> HttpResponse:
    letter = get_object_or_404(request.user.cover_letters.live(), pk=pk)
    designs = designs_for(request.user, "letter", current=letter.template)
    if request.method == "GET":
        return page(request, Look(letter, designs=designs), version=letter.version)
    look = Look(letter, designs=designs, data=request.POST)
    action = request.POST.get("action", "save")
    if action == "take":
        return take(request, look, designs)
    if look.is_valid() and action in ("save", "download"):
        return save(request, look, then=action)
    return page(request, look, version=version_of(request), status=200 if look.is_valid() else 422)


def save(request: UserRequest, look: Look, *, then: str) -> HttpResponse:
    letter, content = look.document, look.content()
    if content != look.stored and not letter.save_over(
        version_of(request), content, unfinished=letter.unfinished
    ):
        return conflict(request, look)
    if then == "download":
        return redirect("letters:download", pk=letter.pk)
    messages.success(request, _("Saved."))
    return redirect("letters:design", pk=letter.pk)


def take(request: UserRequest, look: Look, designs: Designs) -> HttpResponse:
    """The look of one of the person's résumés, saved at once."""
    try:
        resume = request.user.resumes.live().filter(pk=UUID(request.POST.get("resume", ""))).first()
    except ValueError:
        resume = None
    if not resume:
        raise Http404
    letter = look.document
    if not letter.save_over(
        version_of(request), look_of(resume, letter, designs), unfinished=letter.unfinished
    ):
        return conflict(request, look)
    messages.success(request, _("The letter looks like “%(title)s” now.") % {"title": resume.title})
    return redirect("letters:design", pk=letter.pk)


def conflict(request: UserRequest, look: Look) -> HttpResponse:
    """Somebody saved meanwhile: what was chosen is shown again, to be saved over it or not."""
    letter = look.document
    letter.refresh_from_db()
    if letter.deleted_at:
        return gone(request, letter, app="letters")
    designs = designs_for(request.user, "letter", current=letter.template)
    return page(request, Look(letter, designs=designs, data=request.POST), version=letter.version, status=409)


def page(request: UserRequest, look: Look, *, version: int, status: int = 200) -> HttpResponse:
    """The whole page, or the pieces of it that a choice changes when a script asks: see resume-design.js."""
    preview = preview_of(look, size=size_for(request))
    context = {
        "letter": look.document,
        "look": look,
        "preview": preview,
        "version": version,
        "is_conflict": status == 409,
        "differences": look.differences() if status == 409 and look.is_valid() else [],
        "shows_pages": request.POST.get("action") == "preview",
        "resumes": request.user.resumes.live().for_list().only("pk", "title")[:50],
    }
    if request.htmx:
        return render(request, "letters/_design_pieces.html", context, status=max(status, preview.status))
    return render(request, "letters/design.html", context, status=status)


def preview_of(look: Look, *, size: str) -> Preview:
    if look.is_bound and not look.is_valid():
        wrong = (message for messages_of in look.errors.values() for message in messages_of)
        return Preview(problem=" ".join(map(str, wrong)), status=422)
    return previews.preview(
        lambda: printing.order(look.draft, draft_of=look.document.pk, version=look.version),
        size=size,
    )
