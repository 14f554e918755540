"""The editor."""

from typing import Any, Final
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from accounts import activity
from resumes import printing
from resumes.advice import Finding, advise
from resumes.comparison import TERMS
from resumes.designs import designs_for
from resumes.editor import Editor
from resumes.models import Resume, ResumeCopy
from saaska.documents import photos
from saaska.documents.editor.desk import Desk
from saaska.http import UserRequest


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def edit(request: UserRequest, pk: UUID) -> HttpResponseBase:
    resume = get_object_or_404(request.user.resumes, pk=pk)
    return DESK.edit(request, resume, designs_for(request.user, current=resume.template))


def page_context(request: UserRequest, editor: Editor) -> dict[str, Any]:
    resume = editor.document
    tie = resume.origins.only("resume_id", "source_title", "is_translation", "saved_job_id").first()
    return {
        "resume": resume,
        "report": resume.imports.defer("content", "report").first(),
        "tie": tie,
        "newer_design": resume.newer_design,
        "advice": advised(editor),
        "accepted": photos.ACCEPTED,
        "job": job_beside(request, tie),
    }


def job_beside(request: UserRequest, tie: ResumeCopy | None) -> UUID | None:
    """The saved job whose terms are shown beside the text: the one that the address names, else the one that the copy
    was tailored for, as long as it is there."""
    try:
        job: UUID | None = UUID(request.GET.get("job", ""))
    except ValueError:
        job = tie.saved_job_id if tie else None
    return job if job and request.user.saved_jobs.live().filter(pk=job).exists() else None


def advised(editor: Editor) -> list[tuple[Finding, str]]:
    """The advice on what is in the editor, with the control that each is about."""
    content = editor.content or editor.stored
    return [(finding, editor.control(finding.place)) for finding in advise(content)]


def advice(editor: Editor) -> str:
    return render_to_string("resumes/_advice.html", {"advice": advised(editor)})


def copied(request: UserRequest, twin: Resume, resume: Resume) -> None:
    details = {"resume": str(twin.pk), "of": str(resume.pk)}
    activity.record(request, "duplicate", feature="resume", details=details)


DESK: Final = Desk(
    "resumes",
    Editor,
    printing.order,
    TERMS,
    page_context,
    copied,
    beside=advice,
    leads=("download", "photo"),
    keeps=("job",),
)
