"""Whose letter it is, taken anew from one of the person's résumés: what would change is shown before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from letters.comparison import differences
from letters.editor import content_of
from letters.forms import SenderForm, with_sender
from saaska.documents.panes import version_of
from saaska.http import UserRequest


@require_http_methods(["GET", "POST"])
def sender(request: UserRequest, pk: UUID) -> HttpResponse:
    letter = get_object_or_404(request.user.cover_letters.live(), pk=pk)
    form = SenderForm(request.POST if request.method == "POST" else request.GET or None, user=request.user)
    stored = content_of(letter)
    offered = form.sender() if form.is_valid() else {}
    taken = with_sender(stored["personal_info"], offered)
    if request.method == "POST" and form.is_valid():
        rest = {name: text for name, text in letter.unfinished.items() if not name.startswith("person-")}
        if letter.save_over(version_of(request), {"personal_info": taken}, unfinished=rest):
            messages.success(
                request, _("Name and contacts are those of “%(from)s” now.") % {"from": form.named}
            )
            return redirect(letter)
        letter.refresh_from_db()
        messages.warning(request, _("The letter was changed in the meantime. This is what differs now."))
    changed: dict[str, Any] = {**content_of(letter), "personal_info": taken}
    context = {
        "letter": letter,
        "form": form,
        "is_chosen": form.is_bound and form.is_valid(),
        "differences": differences(content_of(letter), changed),
    }
    status = 409 if request.method == "POST" and form.is_valid() else 422 if form.errors else 200
    return render(request, "letters/sender.html", context, status=status)
