"""From a file to a résumé: upload, read the report, confirm."""

import binascii
from base64 import b64decode
from typing import Any, Final
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import activity
from resumes.designs import designs_for
from resumes.forms import IntoForm, ReviewForm, UploadForm
from resumes.importers import Import, linkedin
from resumes.joining import Joining, Question
from resumes.models import Resume, ResumeImport
from saaska import ui
from saaska.documents import panes, photos
from saaska.documents.photos import PhotoError
from saaska.http import UserRequest
from saaska.keys import create_once
from saaska.uploads import upload_refused

SAVED: Final = {"kind": "jobs"}  # what tells such a table from one of applications


@require_http_methods(["GET", "POST"])
def upload(request: UserRequest) -> HttpResponse:
    form = (
        UploadForm(request.POST, request.FILES, refused=upload_refused(request))
        if request.method == "POST"
        else UploadForm(None)
    )
    if form.is_valid():
        return jobs_alone(request, form) if form.jobs else redirect(keep(request, form))
    context = {"form": form}
    return render(request, "resumes/import.html", context, status=422 if form.is_bound else 200)


def keep(request: UserRequest, form: UploadForm) -> ResumeImport:
    """The row that holds what the file holds; sending the same form again finds it."""
    found = form.found
    assert found is not None  # the form is valid
    columns = {
        "file_name": form.name,
        "format": found.format,
        "content": found.as_content(),
        "report": found.report.as_json(),
    }
    if found.picture[0]:
        take_picture(request, found, columns)
    try:
        with transaction.atomic():
            row, made = request.user.resume_imports.get_or_create(
                pk=form.cleaned_data["key"], defaults=columns
            )
            if made:
                activity.record_upload(request, "resume", row.pk)
                keep_jobs(request, row.pk, found.jobs)
    except IntegrityError as error:
        raise Http404 from error
    return row


def keep_jobs(request: UserRequest, pk: UUID, tables: dict[str, str]) -> None:
    """The tables about jobs wait to be imported by themselves; the report leads to them."""
    for name, text in tables.items():
        is_saved = name == linkedin.SAVED_JOBS
        row, made = request.user.application_imports.get_or_create(
            pk=jobs_id(pk, name),
            defaults={"file_name": name, "data": text, "choices": SAVED if is_saved else {}},
        )
        if made:
            activity.record_upload(request, "saved_job" if is_saved else "application", row.pk)


def jobs_id(pk: UUID, name: str) -> UUID:
    """The id of a table's import. That of saved jobs follows from the applications', whose pages lead to it."""
    applications = uuid5(pk, linkedin.APPLICATIONS)
    return linkedin.saved_jobs_id(applications) if name == linkedin.SAVED_JOBS else applications


def jobs_alone(request: UserRequest, form: UploadForm) -> HttpResponse:
    """A file that holds applications or saved jobs and no résumé leads to the import of those."""
    pk: UUID = form.cleaned_data["key"]
    try:
        with transaction.atomic():
            keep_jobs(request, pk, form.jobs)
    except IntegrityError as error:
        raise Http404 from error
    messages.info(request, _("This file holds no résumé, but jobs you applied for or saved. Here they are."))
    name = next(name for name in linkedin.JOBS if name in form.jobs)
    return redirect(request.user.application_imports.defer("data").get(pk=jobs_id(pk, name)))


def offered(request: UserRequest, row: ResumeImport) -> dict[str, Any]:
    """What keep_jobs() kept of this file: the import of applications, and that of saved jobs."""
    if row.format != linkedin.FORMAT:
        return {}
    ids = {jobs_id(row.pk, name): name for name in linkedin.JOBS}
    rows = request.user.application_imports.filter(pk__in=ids).defer("data", "outcome")
    return {"saved_jobs" if ids[one.pk] == linkedin.SAVED_JOBS else "applications": one for one in rows}


def take_picture(request: UserRequest, found: Import, columns: dict[str, Any]) -> None:
    """The picture in the file becomes a photo as one that is sent does: drawn anew. A message says why it does not."""
    address, source = found.picture
    try:
        held = b64decode(address.partition(",")[2], validate=False)
        photo = photos.take(request.user, SimpleUploadedFile("picture", held))
    except (binascii.Error, PhotoError) as problem:
        why = str(problem) if isinstance(problem, PhotoError) else photos.refused("damaged")
        messages.warning(request, _("The picture in the file was left out. %(why)s") % {"why": why})
        return
    columns["content"]["personal_info"]["photo"] = photo.digest
    for line in columns["report"]:
        if line["source"] == source and line["kind"] == "left_out":
            line |= {"kind": "changed", "why": "photo", "target": "personal_info.photo"}


@require_http_methods(["GET", "POST"])
def review(request: UserRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(request.user.resume_imports.select_related("resume"), pk=pk)
    found = Import.from_content(row.content, report=row.report, format=row.format)
    if row.resume:
        form = None
    else:
        form = ReviewForm(
            request.POST if request.method == "POST" else None,
            designs=designs_for(request.user),
            initial={"title": found.title},
        )
    if request.method == "POST" and row.resume:
        return redirect(row.resume)
    if form and form.is_valid():
        return redirect(make(request, row, found, form))
    into = IntoForm(None, user=request.user) if form else None
    context = {"row": row, "found": found, "form": form, "into": into, "offered": offered(request, row)}
    return render(request, "resumes/review.html", context, status=422 if form and form.is_bound else 200)


def make(request: UserRequest, row: ResumeImport, found: Import, form: ReviewForm) -> Resume:
    """The résumé of an import. It has the import's id, so confirming twice makes one."""
    resume, made = create_once(
        request.user.resumes,
        row.pk,
        title=form.cleaned_data["title"],
        template=form.cleaned_data["template"],
        personal_info=found.personal_info,
        work_experience=found.work_experience,
        education=found.education,
        skills=found.skills,
        summary=found.summary,
    )
    if made:
        row.resume = resume
        row.save(update_fields=["resume", "updated_at"])
        details = {"resume": str(resume.pk), "format": row.format}
        activity.record(request, "import", feature="resume", details=details)
        messages.success(request, _("“%(title)s” was imported.") % {"title": resume.title})
    return resume


@require_http_methods(["GET", "POST"])
def into(request: UserRequest, pk: UUID) -> HttpResponse:
    """What of the file shall stand in a résumé that exists."""
    row = get_object_or_404(request.user.resume_imports, pk=pk)
    form = IntoForm(request.POST if request.method == "POST" else request.GET, user=request.user)
    if not form.is_valid():
        messages.error(request, _("Choose one of your résumés."))
        return redirect(row)
    resume: Resume = form.cleaned_data["resume"]
    if row.resume_id:
        return redirect(resume if row.resume_id == resume.pk else row)
    found = Import.from_content(row.content, report=row.report, format=row.format)
    joining = Joining(resume, found, frozenset(request.POST.getlist("apart")))
    questions = joining.questions(request.POST)
    if request.method == "GET":
        return choosing(request, row, joining, questions)
    if panes.version_of(request) != resume.version:
        told = _("The résumé was changed in the meantime, so nothing was taken yet. Look again.")
        return choosing(request, row, joining, questions, problem=told, status=409)
    if resume.unfinished:
        told = _(
            "The résumé has fields that are not right yet. Put them right in the editor, then come back."
        )
        return choosing(request, row, joining, questions, problem=told, status=409)
    return join(request, row, joining, questions)


def join(
    request: UserRequest, row: ResumeImport, joining: Joining, questions: list[Question]
) -> HttpResponse:
    resume = joining.resume
    try:
        content = joining.result(questions)
    except ValidationError as error:
        return choosing(request, row, joining, questions, problem=" ".join(error.messages), status=422)
    if content == joining.stored:
        messages.info(request, _("Nothing was taken: the résumé is as it was."))
        return redirect(resume)
    before: int = resume.states.latest("number").number
    if not resume.save_over(resume.version, content):
        told = _("The résumé was changed in the meantime, so nothing was taken yet. Look again.")
        return choosing(request, row, joining, questions, problem=told, status=409)
    row.resume = resume
    row.save(update_fields=["resume", "updated_at"])
    details = {"resume": str(resume.pk), "format": row.format, "joined": True}
    activity.record(request, "import", feature="resume", details=details)
    told = _("“%(title)s” has what you took from the file.") % {"title": resume.title}
    ui.success_with_undo(request, told, undo=reverse("resumes:restore_state", args=[resume.pk, before]))
    return redirect(resume)


def choosing(
    request: UserRequest,
    row: ResumeImport,
    joining: Joining,
    questions: list[Question],
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"row": row, "resume": joining.resume, "questions": questions, "problem": problem}
    return render(request, "resumes/import_into.html", context, status=status)
