"""What visitors of a public address see, without an account."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.limits import HOUR, Limit, place, too_many
from resumes import printing, sharing
from resumes.exporters.formats import name_of
from resumes.models import Resume, ResumeShare
from saaska.documents.designs import UnknownDesignError
from saaska.documents.downloads import content_disposition
from saaska.documents.printing_errors import PrinterBusyError, PrintingError

PASSWORDS: Final = Limit("passwords of a public résumé", 30, HOUR)
# A visit is three or four of them. Enough for an office behind one address, too few to copy what is public.
LOOKS: Final = Limit("looks at public résumés from a place", 1200, HOUR)

View = Callable[[HttpRequest, str], HttpResponse]


def limit_looks(view: View) -> View:
    """For a view: a place that asks too often, for whatever address, is told so."""

    @wraps(view)
    def limited(request: HttpRequest, address: str) -> HttpResponse:
        if LOOKS.allows_look(place(request)):
            return view(request, address)
        problem = _(
            "Very many public résumés were opened from where you are. Within an hour they open again."
        )
        answer = render(request, "resumes/shared/problem.html", {"problem": problem}, status=429)
        answer["Retry-After"] = str(LOOKS.seconds)
        return answer

    return limited


@login_not_required
@require_http_methods(["GET", "POST"])
@limit_looks
def page(request: HttpRequest, address: str) -> HttpResponse:
    share, resume = found(address)
    if request.method == "POST":
        return unlocked(request, share)
    if not sharing.is_unlocked(request, share):
        return render(request, "resumes/shared/password.html", {"share": share}, status=401)
    try:
        html = sharing.page(resume, share)
    except (PrintingError, UnknownDesignError) as problem:
        return cannot_be_shown(request, problem)
    sharing.count(request, share)
    return public(HttpResponse(html), share)


def unlocked(request: HttpRequest, share: ResumeShare) -> HttpResponse:
    """The answer to a password."""
    if PASSWORDS.spend(f"{share.pk} {place(request)}") is None:
        return too_many(request, PASSWORDS)
    if not sharing.knows(share, request.POST.get("password", "")):
        context = {"share": share, "problem": _("That is not the password of this résumé.")}
        return render(request, "resumes/shared/password.html", context, status=422)
    response = redirect(share)
    sharing.unlock(response, share, secure=request.is_secure())
    return response


@login_not_required
@require_GET
@limit_looks
def style(request: HttpRequest, address: str) -> HttpResponse:
    share, resume = open_to(request, address)
    try:
        css = sharing.style(resume)
    except UnknownDesignError as problem:
        raise Http404 from problem
    return public(HttpResponse(css, content_type="text/css; charset=utf-8"), share)


@login_not_required
@require_GET
@limit_looks
def photo(request: HttpRequest, address: str) -> HttpResponse:
    """What its page shows, as long as that shows it."""
    share, resume = open_to(request, address)
    try:
        jpeg = sharing.photo(resume)
    except (PrintingError, UnknownDesignError) as problem:
        raise Http404 from problem
    if jpeg is None:
        raise Http404
    return public(HttpResponse(jpeg, content_type="image/jpeg"), share)


@login_not_required
@require_GET
@limit_looks
def pdf(request: HttpRequest, address: str) -> HttpResponse:
    """A download that a visitor's browser counts as one; nothing of the owner's changes."""
    share, resume = open_to(request, address)
    try:
        made = printing.printed(resume, owner=share.user_id)
    except (PrintingError, UnknownDesignError) as problem:
        return cannot_be_shown(request, problem)
    sharing.count(request, share, downloaded=True)
    headers = {"Content-Disposition": content_disposition(name_of(resume))}
    return public(HttpResponse(made.pdf, content_type="application/pdf", headers=headers), share)


def cannot_be_shown(request: HttpRequest, problem: Exception) -> HttpResponse:
    status = 503 if isinstance(problem, PrinterBusyError) else 422
    return render(request, "resumes/shared/problem.html", {"problem": problem}, status=status)


def found(address: str) -> tuple[ResumeShare, Resume]:
    shared = sharing.found(address)
    if not shared:
        raise Http404
    return shared


def open_to(request: HttpRequest, address: str) -> tuple[ResumeShare, Resume]:
    """What is part of the page: there for whoever may see that."""
    share, resume = found(address)
    if not sharing.is_unlocked(request, share):
        raise Http404
    return share, resume


def public(response: HttpResponse, share: ResumeShare) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    if not share.is_listed:
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response
