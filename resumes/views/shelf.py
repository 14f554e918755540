"""The list of a person's résumés, and what is done with one as a whole."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import activity
from resumes.designs import designs_for
from resumes.forms import CreateForm
from saaska import ui
from saaska.http import UserRequest
from saaska.keys import KeyForm, create_once
from saaska.paging import Pages

PAGE = 24


@require_GET
def index(request: UserRequest) -> HttpResponse:
    in_bin = "deleted" in request.GET
    resumes = request.user.resumes.deleted() if in_bin else request.user.resumes.live()
    context = {
        "page": Pages(resumes.for_cards(), PAGE).get_page(request.GET.get("page")),
        "in_bin": in_bin,
        "has_deleted": request.user.resumes.deleted().exists(),
        "key": uuid4(),
    }
    return render(request, "resumes/index.html", context)


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
def delete(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes, pk=pk)
    if not resume.deleted_at:
        resume.delete_for_now()
        activity.record(request, "delete", feature="resume", details={"resume": str(pk)})
    ui.success_with_undo(
        request,
        _("“%(title)s” was deleted.") % {"title": resume.title},
        undo=reverse("resumes:restore", args=[pk]),
    )
    return redirect("resumes:index")


@require_POST
def restore(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes, pk=pk)
    if resume.deleted_at:
        resume.restore()
        activity.record(request, "restore", feature="resume", details={"resume": str(pk)})
    messages.success(request, _("“%(title)s” is back.") % {"title": resume.title})
    return redirect("resumes:index")
