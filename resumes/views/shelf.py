"""The list of a person's résumés, and what is done with one as a whole."""

from typing import Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import activity
from resumes import printing, tailoring
from resumes.designs import designs_for
from resumes.forms import CreateForm
from saaska.documents.shelf import Shelf
from saaska.http import UserRequest
from saaska.keys import KeyForm, create_once


def record(request: UserRequest, verb: str, pk: UUID) -> None:
    activity.record(request, verb, feature="resume", details={"resume": str(pk)})


SHELF: Final = Shelf(
    app="resumes",
    rows=lambda request: request.user.resumes,
    record=record,
    column="resume",
    sorts={
        "": gettext_lazy("Last changed"),
        "title": gettext_lazy("Title"),
        "downloads": gettext_lazy("Most downloaded"),
    },
    image=printing.page_image,
    tell=lambda request, resumes: tailoring.tell(request.user, resumes),
)


@require_GET
def index(request: UserRequest) -> HttpResponse:
    return SHELF.index(request, key=uuid4())


@require_GET
def thumbnail(request: UserRequest, pk: UUID) -> HttpResponse:
    return SHELF.thumbnail(request, pk)


@require_http_methods(["GET", "POST"])
def create(request: UserRequest) -> HttpResponse:
    form = CreateForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        designs=designs_for(request.user),
        wished=request.GET.get("template", ""),
    )
    if form.is_valid():
        resume, made = create_once(request.user.resumes, **form.columns())
        if made:
            activity.record(request, "create", feature="resume", details={"resume": str(resume.pk)})
            messages.success(request, _("“%(title)s” is ready to be filled.") % {"title": resume.title})
        return redirect(resume)
    context = {"form": form}
    return render(request, "resumes/create.html", context, status=422 if form.is_bound else 200)


@require_POST
def duplicate(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    copy, made = resume.copy_once(KeyForm.key_of(request.POST, resume.pk))
    if made:
        activity.record(
            request, "duplicate", feature="resume", details={"resume": str(copy.pk), "of": str(pk)}
        )
        messages.success(request, _("This is a copy of “%(title)s”.") % {"title": resume.title})
    return redirect(copy)


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


@require_POST
def starting_point(request: UserRequest, pk: UUID) -> HttpResponse:
    """Whether new résumés may begin with it: it is one with `on` in what is posted, and none without."""
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    wished = "on" in request.POST
    if resume.is_template != wished:
        request.user.resumes.filter(pk=pk).update(is_template=wished)
    told = (
        _("New résumés may begin with “%(title)s”.") if wished else _("“%(title)s” is no starting point now.")
    )
    messages.success(request, told % {"title": resume.title})
    return redirect("resumes:index")
