"""Where a person is signed in."""

import re
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User

# The first that fits; browsers name their ancestors too, so the order matters.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Place:
    """One browser that is signed in."""

    pk: int
    device: str
    phone: bool
    ip: str
    since: datetime
    current: bool


def device(user_agent: str) -> str:
    """ "Firefox on Windows", as far as the browser tells."""
    name = next((name for mark, name in BROWSERS if re.search(rf"{mark}\w*/", user_agent)), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if name and system:
        return _("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or system or _("A browser we do not know")


def places(user: User, session_key: str | None) -> list[Place]:
    """Every browser that is signed in, this one first; `session_key` is this one's."""
    known = {session.session_key: session for session in UserSession.objects.filter(user=user)}
    alive = Session.objects.filter(session_key__in=known, expire_date__gt=timezone.now())
    found = [known[key] for key in alive.values_list("session_key", flat=True)]
    found.sort(key=lambda session: (session.session_key == session_key, session.created_at), reverse=True)
    return [
        Place(
            pk=session.pk,
            device=device(session.user_agent),
            phone=any(mark in session.user_agent for mark in ("iPhone", "Android")),
            ip=session.ip,
            since=session.created_at,
            current=session.session_key == session_key,
        )
        for session in found
    ]


def end(user: User, *, only: int | None = None, but: str | None = None) -> int:
    """Signs out the person's sessions on the server: all, `only` the one with this id, or all `but` that key."""
    found = UserSession.objects.filter(user=user).exclude(session_key=but)
    if only is not None:
        found = found.filter(pk=only)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    keys = list(found.values_list("session_key", flat=True))
    for key in keys:
        store.delete(key)  # from the cache too
    found.delete()
    return len(keys)
