"""From the gallery: a design put on a document that there is already."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from saaska import ui
from saaska.documents.choices import Designs
from saaska.http import UserRequest

OFFERED = 100  # documents to choose from, the latest


def offered(documents: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those a design can be put on: their keys, titles and designs, the latest first."""
    return documents.order_by("-updated_at", "id").values("pk", "title", "template")[:OFFERED]


def put_on(
    request: UserRequest, documents: "QuerySet[Any]", *, designs: Designs, app: str
) -> tuple[HttpResponse, Any]:
    """Answers the gallery's form, with the document if it wears another design now.

    `documents` are those of the person, `designs` what they may choose from.
    """
    slug = request.POST.get("template", "")
    document = get_object_or_404(documents, pk=key_of(request.POST.get("document", "")))
    if slug not in dict(designs):
        raise Http404
    before = document.states.latest("number").number
    names = {"title": document.title, "design": dict(designs)[slug]}
    answer = redirect(f"{app}:design", pk=document.pk)
    if slug == document.template:
        messages.info(request, _("“%(title)s” has the design %(design)s already.") % names)
        return answer, None
    if not document.wear(slug):
        told = _("“%(title)s” was changed in the meantime. Nothing was done: please try again.")
        messages.warning(request, told % names)
        return answer, None
    undo = reverse(f"{app}:restore_state", args=[document.pk, before])
    ui.success_with_undo(request, _("“%(title)s” has the design %(design)s now.") % names, undo=undo)
    return answer, document


def key_of(text: str) -> UUID:
    """Http404 when it is none."""
    try:
        return UUID(text)
    except ValueError as problem:
        raise Http404 from problem
