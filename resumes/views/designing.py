"""How a résumé looks: the choices, and beside them the pages of the very PDF, for what is not saved yet too."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from resumes import printing
from resumes.designs import designs_for
from resumes.looks import Look
from saaska.documents import gallery
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


DESIGNING: Final = Designing("resumes", Look, printing.order, page_context)
