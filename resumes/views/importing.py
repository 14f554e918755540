"""From a file to a résumé: upload, read the report, confirm."""

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import activity
from resumes.designs import designs_for
from resumes.forms import ReviewForm, UploadForm
from resumes.importers import Import
from resumes.models import Resume, ResumeImport
from saaska.http import UserRequest
from saaska.keys import create_once
from saaska.uploads import upload_refused


@require_http_methods(["GET", "POST"])
def upload(request: UserRequest) -> HttpResponse:
    form = (
        UploadForm(request.POST, request.FILES, refused=upload_refused(request))
        if request.method == "POST"
        else UploadForm(None)
    )
    if form.is_valid():
        return redirect(keep(request, form))
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
    try:
        with transaction.atomic():
            row, _made = request.user.resume_imports.get_or_create(
                pk=form.cleaned_data["key"], defaults=columns
            )
    except IntegrityError as error:
        raise Http404 from error
    return row


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
    context = {"row": row, "found": found, "form": form}
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
