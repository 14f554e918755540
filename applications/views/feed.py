"""The private address of a calendar: its page, and what programs read there."""

import hashlib
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import activity
from accounts.limits import HOUR, Limit, place, too_many
from applications import icalendar
from applications.calendar import between
from applications.models.planner import CalendarFeed, digest
from saaska.db import feeds
from saaska.db.scope import scope
from saaska.http import UserRequest

BEFORE: Final = timedelta(days=60)
AFTER: Final = timedelta(days=400)
READS: Final = Limit("reads of a calendar", 240, HOUR)
GUESSES: Final = Limit("addresses of no calendar from a place", 60, HOUR)
PRIVATE: Final = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
}


@require_http_methods(["GET", "POST"])
def page(request: UserRequest) -> HttpResponse:
    if request.method == "POST":
        if request.POST.get("action") == "end":
            request.user.calendar_feeds.all().delete()
            activity.record(request, "unshare", feature="calendar")
            messages.success(request, _("The address has ended: programs find nothing there."))
        else:
            CalendarFeed.renew(request.user)
            activity.record(request, "share", feature="calendar")
            messages.success(request, _("The address is made."))
        return redirect("applications:feed")
    feed = request.user.calendar_feeds.first()
    path = feed.get_absolute_url() if feed else ""
    context = {"feed": feed, "address": f"{settings.PUBLIC_URL}{path}" if path else ""}
    return render(request, "applications/feed.html", context)


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """As a visitor, whoever is signed in: the policies show what the address opens and nothing else."""
    with scope("anon"):
        wanted = digest(token)
        owner = feeds.ask_for(wanted)
        limit, key = (READS, wanted) if owner else (GUESSES, place(request))
        if not limit.allows_look(key):
            return too_many(request, limit)
        if owner is None:
            return HttpResponseNotFound(headers=PRIVATE)
        today = timezone.localdate()
        entries = between(owner, today - BEFORE, today + AFTER)
    file = icalendar.calendar(entries, name="SaaSka")
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=PRIVATE)
    etag = f'"{hashlib.sha256(file).hexdigest()}"'
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response) or response
    for name, value in PRIVATE.items():
        answer[name] = value
    return answer
