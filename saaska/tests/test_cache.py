"""Redis that does not answer is left alone, and nothing it held before is read afterwards."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
import redis
from django.core.cache import cache
from django_redis.cache import RedisCache
from redis.exceptions import ResponseError, TimeoutError

from saaska.cache import changed, circuit_of

circuit = circuit_of(cache.client.get_client().connection_pool)


@dataclass
class Line:
    """The wire to Redis: while it is `cut`, what is sent gets no answer. `sent` are the names of commands."""

    cut: bool = False
    sent: list[str] = field(default_factory=list)
    refusal: Exception | None = None


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    made, execute = Line(), redis.Redis.execute_command

    def through(self: redis.Redis, *command: Any, **options: Any) -> Any:
        made.sent.append(command[0])
        if made.refusal:
            raise made.refusal
        if made.cut:
            raise TimeoutError("cut")
        return execute(self, *command, **options)

    monkeypatch.setattr("saaska.cache.ASK_EVERY", 0.01)
    monkeypatch.setattr(redis.Redis, "execute_command", through)
    yield made
    made.cut, made.refusal = False, None
    mended()


@pytest.fixture
def key() -> Iterator[str]:
    name = f"circuit-{uuid4()}"
    yield name
    cache.delete(name)


def mended() -> bool:
    """Waits until Redis is used again; whether it is."""
    if circuit.watch.ident:
        circuit.watch.join(30)
    return not circuit.is_open


def test_with_redis_it_keeps_what_it_is_given(line: Line, key: str) -> None:
    cache.set(key, "kept")

    assert cache.get(key) == "kept"


class TestWithoutRedis:
    def test_reading_misses_and_writing_is_no_error(self, line: Line, key: str) -> None:
        line.cut = True

        cache.set(key, "lost")

        assert cache.get(key) is None

    def test_only_the_first_command_waits_for_an_answer(self, line: Line, key: str) -> None:
        line.cut = True

        answers = [cache.get(key) for _ in range(50)]

        assert answers == [None] * 50
        assert line.sent.count("GET") == 1

    def test_the_log_says_it_once(self, line: Line, key: str, caplog: pytest.LogCaptureFixture) -> None:
        line.cut = True

        for _ in range(50):
            cache.get(key)

        assert [record.message for record in caplog.records] == [
            "Redis does not answer; the work goes on without it: cut"
        ]


class TestRedisBack:
    def test_it_is_used_again(self, line: Line, key: str) -> None:
        line.cut = True
        cache.get(key)

        line.cut = False

        assert mended()
        cache.set(key, "kept")
        assert cache.get(key) == "kept"

    def test_what_was_deleted_meanwhile_is_gone(self, line: Line, key: str) -> None:
        """A session that ended while Redis was away."""
        cache.set(key, "signed in")
        line.cut = True
        cache.get("another")
        cache.delete(key)

        line.cut = False

        assert mended()
        assert cache.get(key) is None

    def test_what_was_written_meanwhile_is_not_read_in_its_old_version(self, line: Line, key: str) -> None:
        cache.set(key, "old")
        line.cut = True
        cache.set(key, "new")

        line.cut = False

        assert mended()
        assert cache.get(key) is None

    def test_what_nobody_touched_meanwhile_is_still_there(self, line: Line, key: str) -> None:
        cache.set(key, "kept")
        line.cut = True
        cache.get(key)

        line.cut = False

        assert mended()
        assert cache.get(key) == "kept"

    def test_without_a_memory_of_missed_keys_an_ended_session_would_live(
        self, line: Line, key: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The planted fault."""
        monkeypatch.setattr("saaska.cache.changed", lambda command: ())
        cache.set(key, "signed in")
        line.cut = True
        cache.delete(key)

        line.cut = False

        assert mended()
        assert cache.get(key) == "signed in"


def test_a_refused_command_is_logged_and_does_not_end_the_use_of_redis(
    line: Line, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    line.refusal = ResponseError("OOM command not allowed")

    cache.set(key, "refused")

    assert not circuit.is_open
    assert [(record.levelno, record.message) for record in caplog.records] == [
        (logging.ERROR, "Redis refused a command: OOM command not allowed")
    ]


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        (("SET", "a", "value", "PX", 5), ("a",)),
        (("DEL", "a", "b"), ("a", "b")),
        (("GET", "a"), ()),
        (("PING",), ()),
    ],
)
def test_the_keys_that_a_command_changes(command: tuple[Any, ...], keys: tuple[str, ...]) -> None:
    assert changed(command) == keys


def test_another_server_that_is_gone_is_no_reason_to_leave_this_one_alone(settings: Any, key: str) -> None:
    elsewhere = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}

    RedisCache(elsewhere["LOCATION"], elsewhere).set(key, "lost")

    cache.set(key, "kept")
    assert cache.get(key) == "kept"
