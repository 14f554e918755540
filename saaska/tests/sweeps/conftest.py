"""Two people with one of everything, for every sweep."""

import copy
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection, transaction
from django.test import override_settings

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


class Stage:
    """What the tests of a module share: a transaction around them all, of which each undoes its own part, and a
    folder with the files of who is there."""

    def __init__(self, files: Path, blocker: Any) -> None:
        self.files, self.blocker = files, blocker

    @contextmanager
    def being_set(self) -> Iterator[None]:
        """Before the tests that see it have begun."""
        hashers = ["django.contrib.auth.hashers.MD5PasswordHasher", *configured.PASSWORD_HASHERS]
        as_in_tests = override_settings(MEDIA_ROOT=self.files, PASSWORD_HASHERS=hashers)
        with self.blocker.unblock(), as_in_tests, framed():
            yield


@pytest.fixture(scope="module")
def stage(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """What is there before anybody comes."""
    stage = Stage(tmp_path_factory.mktemp("stage"), django_db_blocker)
    with django_db_blocker.unblock():
        assert connection.features.supports_transactions  # found out outside of one
        around = transaction.atomic()
        around.__enter__()
    with stage.being_set():
        things_of_nobody()
    yield stage
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)
    shutil.rmtree(stage.files)


@pytest.fixture(scope="module")
def ada_of_module(stage: Stage) -> Person:
    with stage.being_set():
        return a_person("ada")


@pytest.fixture(scope="module")
def berta_of_module(stage: Stage) -> Person:
    with stage.being_set():
        return a_person(CANARY)


@pytest.fixture(scope="module")
def chief_of_module(stage: Stage) -> Person:
    with stage.being_set():
        return a_person("chief", is_staff=True, is_superuser=True)


@pytest.fixture
def site(stage: Stage, db: None, settings: Any) -> Iterator[None]:
    """What is there before anybody comes."""
    shutil.copytree(stage.files, settings.MEDIA_ROOT, dirs_exist_ok=True)
    with framed():
        yield


@pytest.fixture
def ada(ada_of_module: Person, site: None) -> Person:
    """The one who asks."""
    return copy.deepcopy(ada_of_module)


@pytest.fixture
def berta(berta_of_module: Person, site: None) -> Person:
    """The one who must stay untouched and unseen."""
    return copy.deepcopy(berta_of_module)


@pytest.fixture
def chief(chief_of_module: Person, site: None) -> Person:
    """Staff with every right."""
    return copy.deepcopy(chief_of_module)
