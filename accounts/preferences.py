"""A person's preferences at work: in the session from login on, so that a page need not look them up."""

import zoneinfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from accounts.models import UserPreferences
from saaska.http import GetResponse


def remember(request: HttpRequest, preferences: UserPreferences) -> None:
    """Puts what every page needs into the session: "theme" (saaska.ui reads it), "timezone", "language"."""
    for name in ("theme", "timezone", "language"):
        request.session[name] = getattr(preferences, name)


def note_zone(request: HttpRequest, zone: str) -> None:
    """Keeps a visitor's zone for the first login. It waits in the session, as allauth's sign-up does: whoever opens the
    mailed link in another browser logs in there, and that browser's counts."""
    if zone:
        request.session["timezone"] = zone


class PreferencesMiddleware:
    """Times of day and language as the signed-in person wants them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.languages = dict(settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.session.get("language")
        if language in self.languages:
            translation.activate(language)
            request.LANGUAGE_CODE = language
        with timezone.override(zone_of(request.session.get("timezone"))):
            return self.get_response(request)


def zone_of(name: str | None) -> zoneinfo.ZoneInfo | None:
    """The time zone of that name; nothing for one that this machine's data no longer has."""
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
