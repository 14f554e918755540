"""How a letter looks: the choices, and beside them the pages of the very PDF, for what is not saved yet too."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts import activity
from letters import printing
from letters.looks import Look, look_of
from letters.models import CoverLetter
from saaska.documents import wearing
from saaska.documents.choices import Designs, designs_for
from saaska.documents.editor.designing import Designing
from saaska.http import UserRequest


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def design(request: UserRequest, pk: UUID) -> HttpResponse:
    letter = get_object_or_404(request.user.cover_letters, pk=pk)
    designs = designs_for(request.user, "letter", current=letter.template)
    if request.POST.get("action") == "take":
        return take(request, letter, designs)
    return DESIGNING.choose(request, letter, designs)


def take(request: UserRequest, letter: CoverLetter, designs: Designs) -> HttpResponse:
    """The look of one of the person's résumés, saved at once."""
    try:
        resume = request.user.resumes.live().filter(pk=UUID(request.POST.get("resume", ""))).first()
    except ValueError:
        resume = None
    if not resume:
        raise Http404
    if not DESIGNING.store(request, letter, look_of(resume, letter, designs)):
        look = Look(letter, designs=designs, data=request.POST)
        return DESIGNING.conflict(request, look, designs)
    messages.success(request, _("The letter looks like “%(title)s” now.") % {"title": resume.title})
    return redirect("letters:design", pk=letter.pk)


def page_context(request: UserRequest, _look: Look) -> dict[str, Any]:
    return {"resumes": request.user.resumes.live().for_list().only("pk", "title")[:50]}


@require_POST
def put_design(request: UserRequest) -> HttpResponse:
    """From the gallery: a design put on one of the person's letters."""
    answer, changed = wearing.put_on(
        request, request.user.cover_letters.live(), designs=designs_for(request.user, "letter"), app="letters"
    )
    if changed:
        details = {"letter": str(changed.pk), "design": request.POST["template"]}
        activity.record(request, "change_design", feature="cover_letter", details=details)
    return answer


DESIGNING: Final = Designing("letters", Look, printing.order, page_context)
