"""A letter's text beside the pages of the very PDF."""

import copy
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from letters import placeholders, printing
from letters.forms import LetterForm
from letters.models import CoverLetter
from saaska.documents import previews, versions
from saaska.documents.choices import designs_for
from saaska.documents.panes import version_of
from saaska.documents.previews import Preview
from saaska.http import UserRequest


@require_http_methods(["GET", "POST"])
def edit(request: UserRequest, pk: UUID) -> HttpResponse:
    letter = get_object_or_404(request.user.cover_letters, pk=pk)
    designs = designs_for(request.user, "letter", current=letter.template)
    if request.method == "GET" and letter.deleted_at:
        return render(request, "letters/gone.html", {"letter": letter}, status=410)
    form = LetterForm(letter, designs=designs, data=request.POST if request.method == "POST" else None)
    action = request.POST.get("action", "save")
    if form.is_valid() and action in ("save", "download"):
        return save(request, form, then=action)
    version = version_of(request) if form.is_bound else letter.version
    return page(request, form, version=version, status=422 if form.errors else 200)


def save(request: UserRequest, form: LetterForm, *, then: str) -> HttpResponse:
    letter = form.letter
    if form.has_changed() and not letter.save_over(version_of(request), form.columns()):
        letter.refresh_from_db()
        designs = designs_for(request.user, "letter", current=letter.template)
        newer = LetterForm(letter, designs=designs, data=request.POST)
        return page(request, newer, version=letter.version, status=409)
    if then == "download":
        return redirect("letters:download", pk=letter.pk)
    messages.success(request, _("Saved."))
    return redirect(letter)


def page(request: UserRequest, form: LetterForm, *, version: int, status: int) -> HttpResponse:
    draft = draft_of(form)
    context = {
        "letter": form.letter,
        "form": form,
        "version": version,
        "preview": preview_of(form, draft),
        "unfilled": placeholders.unfilled(draft),
        "names": placeholders.NAMES.items(),
        "is_conflict": status == 409,
        "shows_pages": request.POST.get("action") == "preview",
    }
    return render(request, "letters/edit.html", context, status=status)


def draft_of(form: LetterForm) -> CoverLetter:
    """The letter as it would be once this is saved; as it is stored while there is something wrong with it."""
    draft = copy.copy(form.letter)
    if form.is_bound and form.is_valid():
        columns = form.columns()
        if columns["template"] != draft.template:
            draft.template_version = versions.NEWEST
        for name, value in columns.items():
            setattr(draft, name, value)
    return draft


def preview_of(form: LetterForm, draft: CoverLetter) -> Preview:
    if form.is_bound and form.errors:
        return Preview(problem=_("Put right what is marked in the form, then the pages can be drawn."))
    return previews.preview(lambda: printing.order(draft, draft_of=draft.pk))


@require_GET
def page_image(request: UserRequest, pk: UUID, key: str, name: str) -> HttpResponse:
    """One page of the print with that key: one made a moment ago, perhaps of a draft, or of what is saved."""
    letter = get_object_or_404(request.user.cover_letters, pk=pk)
    return previews.page_image(str(request.user.pk), key, name, saved=lambda: printing.order(letter))
