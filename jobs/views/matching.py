"""Saved jobs against a résumé, and against each other."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from jobs.matching import Match, match, said_by
from jobs.models import SavedJob
from jobs.terms import terms_of
from saaska.http import UserRequest

OFFERED: Final = 100  # résumés, the last changed first
COMPARED: Final = 4  # jobs side by side
READ: Final = ("personal_info", "work_experience", "education", "skills", "summary")


@require_GET
def page(request: UserRequest, pk: UUID) -> HttpResponse:
    """What the posting asks for, found, near or missing in one of the person's résumés."""
    job: SavedJob = get_object_or_404(request.user.saved_jobs.live(), pk=pk)
    resume = chosen(request)
    context = {
        "job": job,
        "resume": resume,
        "resumes": offered(request),
        "match": match(terms_of(job), said_by(resume)) if resume else None,
    }
    return render(request, "jobs/match.html", context)


@require_GET
def terms(request: UserRequest, pk: UUID, resume_pk: UUID) -> HttpResponse:
    """What the editor of a résumé shows beside it: the terms of the posting that it does not say."""
    job: SavedJob = get_object_or_404(request.user.saved_jobs.live(), pk=pk)
    resume = get_object_or_404(request.user.resumes.live().only("user_id", "title", *READ), pk=resume_pk)
    context = {"job": job, "resume": resume, "match": match(terms_of(job), said_by(resume))}
    return render(request, "jobs/_terms.html" if request.htmx else "jobs/terms.html", context)


@require_GET
def compare(request: UserRequest) -> HttpResponse:
    """Up to four saved jobs side by side, as the address names them."""
    wanted = [pk for pk in map(id_of, request.GET.getlist("job")[: 2 * COMPARED]) if pk]
    found: dict[UUID, SavedJob] = {
        job.pk: job for job in request.user.saved_jobs.live().filter(pk__in=wanted)
    }
    jobs = [found[pk] for pk in dict.fromkeys(wanted) if pk in found][:COMPARED]
    resume = chosen(request)
    said = said_by(resume) if resume else None
    matches: list[Match | None] = [match(terms_of(job), said) if said else None for job in jobs]
    context = {"jobs": jobs, "columns": list(zip(jobs, matches, strict=True)), "resume": resume}
    return render(request, "jobs/compare.html", context)


def chosen(request: UserRequest) -> Any:
    """The résumé that the address names, else the one that was changed last; nothing when there is none."""
    rows = request.user.resumes.live().only("user_id", "title", *READ).order_by("-updated_at", "id")
    pk = id_of(request.GET.get("resume", ""))
    return get_object_or_404(rows, pk=pk) if pk else rows.filter(archived_at=None).first()


def offered(request: UserRequest) -> list[Any]:
    rows = request.user.resumes.live().only("user_id", "title").order_by("-updated_at", "id")
    return list(rows[:OFFERED])


def id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
