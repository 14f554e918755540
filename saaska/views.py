"""The pages of the whole site: start, dashboard, health, and what is shown when something fails."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from accounts import kept_forms
from applications import goals
from applications.agenda import agenda
from applications.models.goals import MOST
from saaska.dashboard import desk, first_steps, pipeline
from saaska.db.frames import framed
from saaska.documents import gallery
from saaska.http import UserRequest, refusal
from saaska.search import search as find

DESIGNS = 4  # on the start page


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    resumes = gallery.filtered(gallery.active(), kind="resume")
    return render(request, "home.html", {"designs": resumes[:DESIGNS]})


@require_GET
def dashboard(request: UserRequest) -> HttpResponse:
    sent, on_desk = pipeline(request.user), desk(request.user)
    weekly = list(request.user.weekly_goals.all())
    wanted = goals.of_week(weekly, goals.monday_of(timezone.localdate()))
    context = {
        "pipeline": sent,
        "goal": sent.goal(wanted),
        "weeks": sent.weeks(wanted),
        "has_decided": bool(weekly),
        "most_goal": MOST,
        "agenda": agenda(request.user.pk, on_desk.closing),
        "desk": on_desk,
        "steps": first_steps(
            has_resume=on_desk.is_downloaded or bool(on_desk.newest_resume and sent.total),
            applications=sent.total,
            has_goal=bool(weekly),
        ),
    }
    return render(request, "dashboard.html", context)


@require_GET
@vary_on_headers("HX-Request")
def search(request: UserRequest) -> HttpResponse:
    """?q= words. A script asks for the results alone while one types."""
    found = find(request.user, request.GET.get("q", ""))
    return render(request, "_search_results.html" if request.htmx else "search.html", {"found": found})


@login_not_required
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Speaks to PostgreSQL: ScopeMiddleware answers 503 when it does not answer."""
    with framed() as frames:
        frames.send()  # the transaction's beginning, which waits for something to be asked
    return JsonResponse({"status": "ok"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    page, status = refusal(request, exception)
    return HttpResponse(page, status=status)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database, the session or the context processors: any of them may be what failed."""
    page = render_to_string("500.html", {"request_id": getattr(request, "id", "")})
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    context = {"page": kept_forms.page_on(request) or request.get_full_path()}
    return kept_forms.rescue(request) or render(request, "403_csrf.html", context, status=403)
