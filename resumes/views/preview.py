"""Page images of a résumé: what the editor shows is what is downloaded."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from resumes import printing
from saaska.documents import previews
from saaska.http import UserRequest


@require_GET
def page(request: UserRequest, pk: UUID, key: str, name: str) -> HttpResponse:
    """One page of the print with that key: one made a moment ago, perhaps of a draft, or of what is saved."""
    resume = get_object_or_404(request.user.resumes, pk=pk)
    return previews.page_image(str(request.user.pk), key, name, saved=lambda: printing.order(resume))
