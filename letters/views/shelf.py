"""The list of a person's letters, and what is done with one as a whole."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import activity
from letters import printing
from letters.forms import CreateForm, DuplicateForm
from letters.models import CoverLetter
from saaska.documents.choices import designs_for
from saaska.documents.shelf import Shelf
from saaska.http import UserRequest
from saaska.keys import create_once


def record(request: UserRequest, verb: str, pk: UUID) -> None:
    activity.record(request, verb, feature="cover_letter", details={"letter": str(pk)})


SHELF: Final = Shelf(
    app="letters",
    rows=lambda request: request.user.cover_letters,
    record=record,
    column="cover_letter",
    sorts={
        "": gettext_lazy("Last changed"),
        "title": gettext_lazy("Title"),
        "company": gettext_lazy("Company"),
    },
    image=printing.page_image,
)


@require_GET
def index(request: UserRequest) -> HttpResponse:
    return SHELF.index(request)


@require_GET
def thumbnail(request: UserRequest, pk: UUID) -> HttpResponse:
    return SHELF.thumbnail(request, pk)


@require_http_methods(["GET", "POST"])
def create(request: UserRequest) -> HttpResponse:
    form = CreateForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        designs=designs_for(request.user, "letter"),
        initial={"template": request.GET.get("template", ""), **posting_of(request)},
    )
    if form.is_valid():
        letter, made = create_once(request.user.cover_letters, **form.columns())
        if made:
            activity.record(request, "create", feature="cover_letter", details={"letter": str(letter.pk)})
            messages.success(request, _("“%(title)s” is ready to be written.") % {"title": letter.title})
            put_to_its_application(request, letter)
        return redirect(letter)
    context = {"form": form}
    return render(request, "letters/create.html", context, status=422 if form.is_bound else 200)


def put_to_its_application(request: UserRequest, letter: CoverLetter) -> None:
    """The application that the address names gets the letter, if it is the person's and has none."""
    pk = named(request, "application")
    if pk:
        request.user.job_applications.filter(pk=pk, cover_letter=None).update(cover_letter=letter)


def named(request: UserRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def posting_of(request: UserRequest) -> dict[str, Any]:
    """Company and job of the application or saved job that the address names, if it is the person's own.

    The header is that of the résumé that went out with the application, so that both papers carry the same one.
    """
    for name, rows in (("application", request.user.job_applications), ("job", request.user.saved_jobs)):
        pk = named(request, name)
        found = rows.live().filter(pk=pk).first() if pk else None
        if found:
            told = {"company_name": found.company, "job_title": found.position}
            sent = getattr(found, "resume_id", None)
            return {**told, "header": str(sent)} if sent else told
    return {}


@require_http_methods(["GET", "POST"])
def duplicate(request: UserRequest, pk: UUID) -> HttpResponse:
    letter = get_object_or_404(request.user.cover_letters.live(), pk=pk)
    form = DuplicateForm(request.POST if request.method == "POST" else None, letter=letter)
    if form.is_valid():
        copy, made = letter.copy_once(**form.columns())
        if made:
            details = {"letter": str(copy.pk), "of": str(pk)}
            activity.record(request, "duplicate", feature="cover_letter", details=details)
            messages.success(request, _("This is a copy of “%(title)s”.") % {"title": letter.title})
        return redirect(copy)
    context = {"form": form, "letter": letter}
    return render(request, "letters/duplicate.html", context, status=422 if form.is_bound else 200)


@require_POST
def archive(request: UserRequest, pk: UUID) -> HttpResponse:
    return SHELF.archive(request, pk)


@require_POST
def unarchive(request: UserRequest, pk: UUID) -> HttpResponse:
    return SHELF.unarchive(request, pk)


@require_POST
def delete(request: UserRequest, pk: UUID) -> HttpResponse:
    return SHELF.delete(request, pk)


@require_POST
def restore(request: UserRequest, pk: UUID) -> HttpResponse:
    return SHELF.restore(request, pk)
