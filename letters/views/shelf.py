"""The list of a person's letters, and what is done with one as a whole."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import activity
from letters import printing
from letters.forms import CreateForm, DuplicateForm
from letters.models import CoverLetter
from saaska import ui
from saaska.documents import previews
from saaska.documents.choices import designs_for
from saaska.documents.frames import THUMBNAIL
from saaska.http import UserRequest
from saaska.keys import create_once
from saaska.paging import Pages

PAGE: Final = 24
MOST: Final = 100  # characters of a search
PLACES: Final = ("deleted", "archived")  # beside the shelf, as the address names them
SORTS: Final = {
    "": gettext_lazy("Last changed"),
    "title": gettext_lazy("Title"),
    "company": gettext_lazy("Company"),
}


@require_GET
def index(request: UserRequest) -> HttpResponse:
    place = next((name for name in PLACES if name in request.GET), "")
    letters = getattr(request.user.cover_letters, place or "shelved")()
    query, sort = request.GET.get("q", "")[:MOST].strip(), request.GET.get("sort", "")
    found = letters.matching(query).sorted_by(sort).for_cards().prefetch_related(sent_by(request))
    context = {
        "page": Pages(found, PAGE).get_page(request.GET.get("page")),
        "query": query,
        "sort": sort,
        "sorts": SORTS.items(),
        "place": place,
        "in_bin": place == "deleted",
        "has_more": request.user.cover_letters.aggregate(
            archived=Count("pk", filter=Q(deleted_at=None, archived_at__isnull=False)),
            deleted=Count("pk", filter=Q(deleted_at__isnull=False)),
        ),
    }
    return render(request, "letters/index.html", context)


def sent_by(request: UserRequest) -> "Prefetch[str]":
    """The applications each letter went with, asked of the person's own partition."""
    rows = request.user.job_applications.only("pk", "user_id", "company", "cover_letter_id")
    return Prefetch("jobapplication_set", queryset=rows, to_attr="applications")


@require_GET
def thumbnail(request: UserRequest, pk: UUID) -> HttpResponse:
    """The first page, small."""
    letter = get_object_or_404(request.user.cover_letters, pk=pk)
    return previews.image(lambda: printing.page_image(letter, 1, THUMBNAIL))


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
    """Company and job of the application or saved job that the address names, if it is the person's own."""
    for name, rows in (("application", request.user.job_applications), ("job", request.user.saved_jobs)):
        pk = named(request, name)
        found = rows.filter(pk=pk).values("company", "position").first() if pk else None
        if found:
            return {"company_name": found["company"], "job_title": found["position"]}
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
    letter = get_object_or_404(request.user.cover_letters.live(), pk=pk)
    if not letter.archived_at:
        letter.archive()
        activity.record(request, "archive", feature="cover_letter", details={"letter": str(pk)})
    ui.success_with_undo(
        request,
        _("“%(title)s” is in the archive.") % {"title": letter.title},
        undo=reverse("letters:unarchive", args=[pk]),
    )
    return redirect("letters:index")


@require_POST
def unarchive(request: UserRequest, pk: UUID) -> HttpResponse:
    letter = get_object_or_404(request.user.cover_letters.live(), pk=pk)
    if letter.archived_at:
        letter.unarchive()
        activity.record(request, "unarchive", feature="cover_letter", details={"letter": str(pk)})
    messages.success(request, _("“%(title)s” is back.") % {"title": letter.title})
    return redirect("letters:index")


@require_POST
def delete(request: UserRequest, pk: UUID) -> HttpResponse:
    letter = get_object_or_404(request.user.cover_letters, pk=pk)
    if not letter.deleted_at:
        letter.delete_for_now()
        activity.record(request, "delete", feature="cover_letter", details={"letter": str(pk)})
    ui.success_with_undo(
        request,
        _("“%(title)s” was deleted.") % {"title": letter.title},
        undo=reverse("letters:restore", args=[pk]),
    )
    return redirect("letters:index")


@require_POST
def restore(request: UserRequest, pk: UUID) -> HttpResponse:
    letter = get_object_or_404(request.user.cover_letters, pk=pk)
    if letter.deleted_at:
        letter.restore()
        activity.record(request, "restore", feature="cover_letter", details={"letter": str(pk)})
    messages.success(request, _("“%(title)s” is back.") % {"title": letter.title})
    return redirect("letters:index")
