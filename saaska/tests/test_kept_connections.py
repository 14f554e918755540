"""Connections of the tests' own server are kept from one thread to the next, and those left half done are not."""

from threading import Thread
from typing import Any

import pytest
from django.db import connections

from saaska.tests.kept_connections import ALIAS, Keeper

pytestmark = pytest.mark.django_db(transaction=True)


def served(keeper: Keeper, blocker: Any, *, autocommit: bool = True) -> Any:
    """A thread has a connection lent, uses it, and gives it back when its test is over; what it used."""
    used = []

    def serve() -> None:
        keeper.lend()
        connection = connections[ALIAS]
        connection.ensure_connection()
        connection.set_autocommit(autocommit)
        used.append(connection.connection)
        with blocker.block():
            keeper.take_back()

    thread = Thread(target=serve)
    thread.start()
    thread.join()
    return used[0]


@pytest.fixture
def keeper() -> Any:
    made = Keeper()
    yield made
    for connection in made._free:
        connection.close()


def test_one_is_kept_when_its_thread_ends_after_the_test(keeper, django_db_blocker):
    first = served(keeper, django_db_blocker)

    assert served(keeper, django_db_blocker) is first


def test_one_that_was_left_half_done_is_closed(keeper, django_db_blocker):
    first = served(keeper, django_db_blocker, autocommit=False)

    assert first.closed
    assert served(keeper, django_db_blocker) is not first
