"""A letter as a file."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts import activity
from letters import placeholders, printing
from letters.exporters import LISTED, name_of
from letters.models import CoverLetter
from saaska.documents.exports.delivery import Delivery
from saaska.http import UserRequest


@require_http_methods(["GET", "POST"])
def download(request: UserRequest, pk: UUID) -> HttpResponse:
    return DELIVERY.download(request, pk)


def downloaded(request: UserRequest, letter: CoverLetter, name: str) -> None:
    details = {"letter": str(letter.pk), "format": name}
    activity.record(request, "download", feature="cover_letter", details=details)


def page_context(letter: CoverLetter) -> dict[str, Any]:
    return {"letter": letter, "unfilled": placeholders.unfilled(letter)}


DELIVERY: Final = Delivery(
    CoverLetter, "letters", "letter", LISTED, name_of, printing.order, downloaded, page_context
)
