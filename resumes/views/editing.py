"""The editor, and what it answers when somebody else saved first."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from accounts import activity
from resumes import printing
from resumes.comparison import differences
from resumes.designs import designs_for
from resumes.editor import Editor
from resumes.editor.form import content_of
from resumes.models import Resume
from saaska.documents import panes, previews, versions
from saaska.http import UserRequest
from saaska.keys import KeyForm

ENDS: Final = (
    "save",
    "autosave",
    "download",
    "copy",
)  # what a button of the form may do beside changing its lists
PAGE: Final = "resumes:page"  # an image of one
BOOKKEEPING: Final = ("csrfmiddlewaretoken", "action", "version", "restoring", "key", "kept_form")


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def edit(request: UserRequest, pk: UUID) -> HttpResponseBase:
    resume = get_object_or_404(request.user.resumes, pk=pk)
    designs = designs_for(request.user, current=resume.template)
    if request.method == "GET":
        if resume.deleted_at:
            return render(request, "resumes/gone.html", {"resume": resume}, status=410)
        return page(request, Editor.opened(resume, designs=designs), version=resume.version)
    editor = Editor(resume, designs=designs, data=request.POST)
    action = request.POST.get("action", "save")
    if action == "autosave" and request.htmx:
        return autosave(request, editor)
    if action not in ENDS:
        if action != "preview":
            editor.perform(action)
        return page(request, editor, version=panes.version_of(request), state="unsaved")
    if action == "copy" and editor.settle():
        return copy(request, editor)
    return save(request, editor, then=action)


def page(
    request: UserRequest, editor: Editor, *, version: int, state: str = "", status: int = 200
) -> HttpResponse:
    """`state` is one of the save states of the page's bar; without one, the text is as it is stored."""
    resume = editor.resume
    shows_pages = request.POST.get("action") == "preview" and editor.settle()
    if shows_pages:
        preview = previews.preview(lambda: printing.order(editor.draft, draft_of=resume.pk))
    else:
        preview = previews.kept(lambda: printing.order(resume))
    context = {
        "resume": resume,
        "document": resume,
        "page": PAGE,
        "editor": editor,
        "version": version,
        "state": state or ("check" if editor.problems else "saved"),
        "writer": panes.writer_of(request),
        "preview": preview,
        "shows_pages": shows_pages,
        "report": resume.imports.defer("content", "report").first(),
        "newer_design": versions.newer("resume", resume.template, resume.template_version),
        "key": KeyForm(None)["key"].value(),
    }
    return render(request, "resumes/edit.html", context, status=status)


def save(request: UserRequest, editor: Editor, *, then: str) -> HttpResponse:
    """What is right is stored whatever else is not; that is kept as it was typed, and the page says so."""
    resume = editor.resume
    if not editor.settle():
        return page(request, editor, version=panes.version_of(request), state="error", status=422)
    if not stored(request, editor):
        return conflict(request, editor)
    if editor.problems:
        return page(request, editor, version=resume.version, status=422)
    if then == "download":
        return redirect("resumes:download", pk=resume.pk)
    messages.success(request, _("Saved."))
    return redirect(resume)


def stored(request: UserRequest, editor: Editor) -> bool:
    """Whether the résumé says now what was posted, or what the same page posted after it. Once settled."""
    resume, writer = editor.resume, panes.writer_of(request)
    if not editor.is_changed and not resume.deleted_at:
        return True
    saved = resume.save_over(
        panes.version_of(request),
        editor.content,
        unfinished=editor.unfinished,
        writer=writer,
        restoring="restoring" in request.POST,
    )
    resume.refresh_from_db(fields=["version", "saved_by", "saved_step", "deleted_at", "template_version"])
    return saved or (resume.has_step_of(writer) and not resume.deleted_at)


def autosave(request: UserRequest, editor: Editor) -> HttpResponseBase:
    """The answer to a page that saves by itself as somebody types: see saaska.documents.panes."""
    resume = editor.resume
    state, status = "error", 422
    if editor.settle():
        state, status = ("check" if editor.problems else "saved"), 200
        if not stored(request, editor):
            state, status = "conflict", 409
    head = render_to_string(
        "resumes/_saved.html",
        {"editor": editor, "resume": resume, "state": state},
    )
    return panes.answer(
        head,
        lambda: printing.order(editor.draft, draft_of=resume.pk),
        document=resume,
        page=PAGE,
        size=panes.size_for(request),
        status=status,
    )


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
