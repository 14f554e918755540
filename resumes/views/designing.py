"""How a résumé looks: the choices, and beside them the pages of the very PDF, for what is not saved yet too."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts import activity
from resumes import printing
from resumes.designs import designs_for
from resumes.looks import Look
from saaska.documents import gallery, wearing
from saaska.documents.editor.designing import Designing
from saaska.http import UserRequest


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def design(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes, pk=pk)
    return DESIGNING.choose(request, resume, designs_for(request.user, current=resume.template))


def page_context(_request: UserRequest, look: Look) -> dict[str, Any]:
    offered = dict(look.fields["template"].choices)  # type: ignore[attr-defined]  # it is a ChoiceField
    designs = gallery.filtered(gallery.active(), kind="resume")
    return {"locked": [other for other in designs if other.is_premium and other.slug not in offered]}


@require_POST
def put_design(request: UserRequest) -> HttpResponse:
    """From the gallery: a design put on one of the person's resumes."""
    answer, changed = wearing.put_on(
        request, request.user.resumes.live(), designs=designs_for(request.user), app="resumes"
    )
    if changed:
        details = {"resume": str(changed.pk), "design": request.POST["template"]}
        activity.record(request, "change_design", feature="resume", details=details)
    return answer


DESIGNING: Final = Designing("resumes", Look, printing.order, page_context)
