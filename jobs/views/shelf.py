"""The list of saved jobs, one of them, and what is done with one as a whole."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import activity
from jobs import applying, likeness, listing
from jobs.models import SavedJob
from jobs.views.matching import chosen
from saaska.http import UserRequest
from saaska.sheets import sheet
from saaska.shelving import PuttingAway

NAMED: Final = {field.name: field.verbose_name for field in SavedJob._meta.concrete_fields}


def record(request: UserRequest, verb: str, pk: UUID) -> None:
    activity.record(request, verb, feature="saved_job", details={"saved_job": str(pk)})


COLUMNS: Final = (
    *("position", "company", "location", "applied", "closes_on", "posted_on", "salary_min", "salary_max"),
    *("salary_currency", "salary_period", "source", "url", "external_job_id"),
    *("job_description", "requirements", "benefits"),
)
AWAY: Final = PuttingAway(app="jobs", rows=lambda request: request.user.saved_jobs, record=record)


@require_GET
def index(request: UserRequest) -> HttpResponse:
    wish = listing.wish(request.GET)
    by = {listing.BY_MATCH: listing.matched, listing.ALIKE: listing.alike}.get(wish.sort)
    resume = chosen(request) if by else None
    found = by(request.user, wish, resume) if by and resume else listing.found(request.user, wish)
    context = {
        "piece": found,
        "wish": wish,
        "by_match": resume,
        "most": listing.MATCHED,
        "counts": listing.counts(request.user),
        "sorts": [
            *((key, order.label) for key, order in listing.ORDERS.items()),
            (listing.BY_MATCH, _("Best match")),
            *([(listing.ALIKE, _("Most alike in words"))] if likeness.is_there() else []),
        ],
        "shows": listing.SHOWN.items(),
    }
    return render(request, "jobs/index.html", context)


@require_POST
def export(request: UserRequest) -> HttpResponse:
    """The list as it is shown, with every column but the private notes. A post, as every download is."""
    wanted = listing.wish(QueryDict(request.POST.get("query", "")))
    head = [str(NAMED[name]) for name in COLUMNS]
    rows = (
        [*(getattr(job, name) for name in COLUMNS), ", ".join(job.tags), timezone.localdate(job.created_at)]
        for job in listing.all_of(request.user, wanted)
    )
    activity.record(request, "download", feature="saved_job", details={"format": "csv"})
    day = timezone.localdate().isoformat()
    return sheet(f"{_('Saved jobs')} {day}.csv", [[*head, _("tags"), _("saved on")], *rows])


@require_GET
def detail(request: UserRequest, pk: UUID) -> HttpResponse:
    job: SavedJob = get_object_or_404(request.user.saved_jobs.live(), pk=pk)
    applications = request.user.job_applications.live().only("user_id", "position", "company", "status")
    context = {
        "job": job,
        "application": applications.filter(pk=job.application_id).first() if job.application_id else None,
    }
    return render(request, "jobs/detail.html", context)


@require_POST
def apply(request: UserRequest, pk: UUID) -> HttpResponse:
    """The application it becomes, once."""
    job: SavedJob = get_object_or_404(request.user.saved_jobs.live(), pk=pk)
    application, made = applying.apply(job, on=timezone.localdate())
    if made:
        details = {"application": str(application.pk), "saved_job": str(pk)}
        activity.record(request, "apply", feature="saved_job", details=details)
        told = _("“%(position)s” is on your board now. Choose what you sent with it.")
        messages.success(request, told % {"position": application.position})
    else:
        messages.info(request, _("You have applied for this one: here it is."))
    return redirect(application)


@require_POST
def archive(request: UserRequest, pk: UUID) -> HttpResponse:
    return AWAY.archive(request, pk)


@require_POST
def unarchive(request: UserRequest, pk: UUID) -> HttpResponse:
    return AWAY.unarchive(request, pk)


@require_POST
def delete(request: UserRequest, pk: UUID) -> HttpResponse:
    return AWAY.delete(request, pk)


@require_POST
def restore(request: UserRequest, pk: UUID) -> HttpResponse:
    return AWAY.restore(request, pk)
