"""A letter's text beside the pages of the very PDF."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from accounts import activity
from letters import placeholders, printing
from letters.comparison import TERMS
from letters.editor import Editor
from letters.models import CoverLetter
from saaska.documents import previews
from saaska.documents.choices import designs_for
from saaska.documents.editor.desk import Desk
from saaska.http import UserRequest


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def edit(request: UserRequest, pk: UUID) -> HttpResponseBase:
    letter = get_object_or_404(request.user.cover_letters, pk=pk)
    return DESK.edit(request, letter, designs_for(request.user, "letter", current=letter.template))


def page_context(request: UserRequest, editor: Editor) -> dict[str, Any]:
    shown = editor.draft if request.method == "POST" and editor.settle() else editor.document
    return {
        "letter": editor.document,
        "unfilled": placeholders.unfilled(shown),
        "names": placeholders.NAMES.items(),
    }


def copied(request: UserRequest, twin: CoverLetter, letter: CoverLetter) -> None:
    details = {"letter": str(twin.pk), "of": str(letter.pk)}
    activity.record(request, "duplicate", feature="cover_letter", details=details)


DESK: Final = Desk(
    "letters", Editor, printing.order, TERMS, page_context, copied, pieces="letters/_unfilled.html"
)


@require_GET
def page_image(request: UserRequest, pk: UUID, key: str, name: str) -> HttpResponse:
    """One page of the print with that key: one made a moment ago, perhaps of a draft, or of what is saved."""
    letter = get_object_or_404(request.user.cover_letters, pk=pk)
    return previews.page_image(str(request.user.pk), key, name, saved=lambda: printing.order(letter))
