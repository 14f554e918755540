"""Test clients that are signed in without the ways of a log-in.

Django's own `force_login` makes two sessions, moves one, deletes the other and dates the person's last log-in: fifteen
statements before half of the tests. What they need is what it leaves in the end, a session of that person's.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

as_django_does = Client.force_login


def force_login(client: Client, user: Any, backend: str | None = None) -> None:
    """A session as a log-in would have left it, but for the date of the last one. A client that has a session already
    keeps what is in it, as Django says."""
    if client.cookies.get(settings.SESSION_COOKIE_NAME):
        as_django_does(client, user, backend)
        return
    user.backend = backend or settings.AUTHENTICATION_BACKENDS[0]
    held = {
        SESSION_KEY: user._meta.pk.value_to_string(user),
        BACKEND_SESSION_KEY: user.backend,
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    session: Any = SessionStore(get_random_string(32).lower())
    until = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Session.objects.bulk_create(
        [Session(session_key=session.session_key, session_data=session.encode(held), expire_date=until)]
    )
    cache.set(session.cache_key, held, settings.SESSION_COOKIE_AGE)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME].update(
        {
            "path": "/",
            "domain": settings.SESSION_COOKIE_DOMAIN,
            "secure": settings.SESSION_COOKIE_SECURE or None,
        }
    )
