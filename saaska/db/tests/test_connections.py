"""Connections that rest: who is gone is noticed before anything is asked; warnings of functions come into the log."""

import os
import runpy
import select
import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from saaska.db.postgresql.base import check

pytestmark = pytest.mark.django_db


@pytest.fixture
def resting() -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as opened:
        yield opened


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[psycopg.Connection[Any]]:
    """The connections that PostgreSQL was asked about."""
    found: list[psycopg.Connection[Any]] = []
    ask = ConnectionPool.check_connection
    monkeypatch.setattr(ConnectionPool, "check_connection", lambda one: (found.append(one), ask(one)))
    return found


def tell(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_one_that_is_open_is_used_without_a_question(resting, asked):
    check(resting)
    assert asked == [resting]  # it was never looked at

    check(resting)
    assert asked == [resting]


def test_one_that_rested_long_is_asked(resting, asked, monkeypatch):
    check(resting)
    monkeypatch.setattr("saaska.db.postgresql.base.RESTED", -1.0)

    check(resting)

    assert asked == [resting] * 2


def test_one_that_the_server_ended_is_not_used(resting, asked):
    check(resting)
    tell("select pg_terminate_backend(%s, 5000)", resting.info.backend_pid)

    with pytest.raises(psycopg.OperationalError):
        check(resting)

    assert asked == [resting] * 2


def test_one_with_news_is_used(resting, asked):
    """Of what an earlier use asked to be told of."""
    check(resting)
    resting.execute("listen news")
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute("notify news")
    wait_for_news(resting)

    check(resting)

    assert asked == [resting] * 2
    assert resting.execute("select 1").fetchone() == (1,)


def wait_for_news(opened: psycopg.Connection[Any]) -> None:
    waiting = select.poll()
    waiting.register(opened.fileno(), select.POLLIN)
    assert waiting.poll(10_000)


def test_a_pool_gives_up_a_server_that_is_gone(settings, monkeypatch):
    """Only then does it try anew for whoever asks next. By itself it waits twice as long before each try."""
    monkeypatch.setitem(os.environ, "DATABASE_LOGIN", "web")
    said = runpy.run_path(str(settings.BASE_DIR / "saaska" / "settings.py"))
    options = said["DATABASES"]["default"]["OPTIONS"]["pool"]

    with ConnectionPool("host=127.0.0.1 port=1", open=False, **options) as pool:
        assert comes_to(pool, 0)


def comes_to(pool: ConnectionPool[Any], size: int) -> bool:
    """Whether the pool has that many connections, or tries for them, at some time within ten seconds."""
    until = time.monotonic() + 10
    while time.monotonic() < until and pool.get_stats()["pool_size"] != size:
        time.sleep(0.05)
    return pool.get_stats()["pool_size"] == size


def test_a_warning_is_in_the_log(caplog):
    tell("do $$ begin raise warning 'It rains'; raise notice 'And snows'; end $$")

    assert [record.getMessage() for record in caplog.records] == ["It rains"]
