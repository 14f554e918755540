"""Two people with one of everything, for every sweep."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache

from saaska.db.frames import framed
from saaska.tests.sweeps.people import CANARY, Person, a_person, things_of_nobody


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals are expected here; written down they would hide what matters."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def sessions_at_hand(settings: Any) -> Iterator[None]:
    """Every request asks for its session. Here it is remembered in the process: whether Redis remembers it is nothing
    that a page could get wrong."""
    caches["sessions"] = LocMemCache("sessions of sweeps", {})
    settings.SESSION_CACHE_ALIAS = "sessions"
    yield
    caches["sessions"].clear()
    del caches["sessions"]


@pytest.fixture
def site(db: None) -> Iterator[None]:
    """What is there before anybody comes."""
    things_of_nobody()
    with framed():
        yield


@pytest.fixture
def ada(site: None) -> Person:
    """The one who asks."""
    return a_person("ada")


@pytest.fixture
def berta(site: None) -> Person:
    """The one who must stay untouched and unseen."""
    return a_person(CANARY)


@pytest.fixture
def chief(site: None) -> Person:
    """Staff with every right."""
    return a_person("chief", is_staff=True, is_superuser=True)
