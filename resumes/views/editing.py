"""The editor, and what it answers when somebody else saved first."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import activity
from resumes.comparison import differences
from resumes.designs import designs_for
from resumes.editor import Editor
from resumes.editor.form import content_of
from resumes.models import Resume
from saaska.documents import versions
from saaska.http import UserRequest
from saaska.keys import KeyForm

ENDS: Final = ("save", "download", "copy")  # what a button of the form may do beside changing its lists
BOOKKEEPING: Final = ("csrfmiddlewaretoken", "action", "version", "restoring", "key", "kept_form")


@require_http_methods(["GET", "POST"])
def edit(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes, pk=pk)
    designs = designs_for(request.user, current=resume.template)
    if request.method == "GET":
        if resume.deleted_at:
            return render(request, "resumes/gone.html", {"resume": resume}, status=410)
        return page(request, Editor(resume, designs=designs), version=resume.version)
    editor = Editor(resume, designs=designs, data=request.POST)
    action = request.POST.get("action", "save")
    if action not in ENDS:
        editor.perform(action)
        return page(request, editor, version=version_of(request))
    if not editor.is_valid():
        return page(request, editor, version=version_of(request), status=422)
    if action == "copy":
        return copy(request, editor)
    return save(request, editor, then=action)


def page(request: UserRequest, editor: Editor, *, version: int, status: int = 200) -> HttpResponse:
    context = {
        "resume": editor.resume,
        "editor": editor,
        "version": version,
        "report": editor.resume.imports.defer("content", "report").first(),
        "newer_design": versions.newer("resume", editor.resume.template, editor.resume.template_version),
        "key": KeyForm(None)["key"].value(),
    }
    return render(request, "resumes/edit.html", context, status=status)


def save(request: UserRequest, editor: Editor, *, then: str) -> HttpResponse:
    resume = editor.resume
    unchanged = editor.content == editor.stored and not resume.deleted_at
    if not unchanged and not resume.save_over(
        version_of(request), editor.content, restoring="restoring" in request.POST
    ):
        return conflict(request, editor)
    if then == "download":
        return redirect("resumes:download", pk=resume.pk)
    messages.success(request, _("Saved."))
    return redirect(resume)


def copy(request: UserRequest, editor: Editor) -> HttpResponse:
    resume = editor.resume
    columns = {**editor.content, "title": Resume.title_of_copy(editor.content["title"])}
    twin, made = resume.copy_once(KeyForm.key_of(request.POST, resume.pk), **columns)
    if made:
        details = {"resume": str(twin.pk), "of": str(resume.pk)}
        activity.record(request, "duplicate", feature="resume", details=details)
        messages.success(
            request, _("Your text is saved in this copy of “%(title)s”.") % {"title": resume.title}
        )
    return redirect(twin)


def conflict(request: UserRequest, editor: Editor) -> HttpResponse:
    """Nothing was written: both texts are shown, and what was typed travels on in the page."""
    resume = editor.resume
    resume.refresh_from_db()
    context = {
        "resume": resume,
        "differences": differences(content_of(resume), editor.content),
        "typed": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in BOOKKEEPING
        ],
        "key": KeyForm(None)["key"].value(),
    }
    return render(request, "resumes/conflict.html", context, status=409)


def version_of(request: UserRequest) -> int:
    """The state that the posted text started from; 0, which is no state, when the page does not say."""
    version = request.POST.get("version", "")
    return int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0
