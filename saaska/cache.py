"""Redis as the cache meets it: one that does not answer is left alone until it does.

Who is gone refuses at once, but who hangs, or whose machine is gone, costs every command its whole time-out. So after
the first failure commands fail at once, and a thread asks each second whether Redis is back. Before it is used again,
what was to be written or deleted meanwhile is deleted: a session that ended in that time must not come back to life
out of Redis's memory.
"""

import logging
import threading
import time
from typing import Any, Final

import redis
from redis.exceptions import ConnectionError as NotReached
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as TooLate

ASK_EVERY = 1.0  # seconds
# Commands that change what a key holds, by how many of their arguments are keys.
ONE_KEY: Final = frozenset(
    {"SET", "SETEX", "PSETEX", "SETNX", "EXPIRE", "PEXPIRE", "PERSIST", "INCRBY", "DECRBY"}
)
EVERY_KEY: Final = frozenset({"DEL", "UNLINK"})

logger = logging.getLogger(__name__)


class Circuit:
    """Whether Redis is left alone, and the keys that were missed meanwhile."""

    def __init__(self) -> None:
        self.is_open = False
        self.missed: set[Any] = set()
        self.lock = threading.Lock()
        self.watch = threading.Thread()

    def skips(self, command: tuple[Any, ...]) -> bool:
        with self.lock:
            if self.is_open:
                self.missed.update(changed(command))
            return self.is_open

    def failed(self, command: tuple[Any, ...], problem: RedisError, pool: redis.ConnectionPool) -> None:
        with self.lock:
            self.missed.update(changed(command))
            if self.is_open:
                return
            self.is_open = True
            self.watch = threading.Thread(target=self._await_redis, args=[pool], daemon=True)
            self.watch.start()
        logger.warning("Redis does not answer; the work goes on without it: %s", problem)

    def _await_redis(self, pool: redis.ConnectionPool) -> None:
        plain = redis.Redis(connection_pool=pool)
        while self.is_open:
            time.sleep(ASK_EVERY)
            try:
                plain.ping()
                self._forget_missed(plain)
            except RedisError:
                continue
        logger.warning("Redis is back.")

    def _forget_missed(self, plain: redis.Redis) -> None:
        while missed := self._missed_or_close():
            plain.delete(*missed)
            with self.lock:
                self.missed -= missed

    def _missed_or_close(self) -> set[Any]:
        """In one step, so that nothing is missed between the last look and the closing."""
        with self.lock:
            self.is_open = bool(self.missed)
            return set(self.missed)


def changed(command: tuple[Any, ...]) -> tuple[Any, ...]:
    """The keys that a command changes."""
    name, *arguments = command
    if name in EVERY_KEY:
        return tuple(arguments)
    return tuple(arguments[:1]) if name in ONE_KEY else ()


_circuits: Final[dict[str, Circuit]] = {}


def circuit_of(pool: redis.ConnectionPool) -> Circuit:
    """The one of the server behind the pool: two threads that ask at once make django-redis make two pools."""
    where = pool.connection_kwargs
    server = "/".join(str(where.get(part, "")) for part in ("path", "host", "port"))
    return _circuits.setdefault(server, Circuit())


class Client(redis.Redis):
    """What django-redis sends commands with."""

    def execute_command(self, *args: Any, **options: Any) -> Any:
        circuit = circuit_of(self.connection_pool)
        if circuit.skips(args):
            raise NotReached("Redis did not answer a moment ago.")
        try:
            return super().execute_command(*args, **options)  # type: ignore[no-untyped-call]  # redis has no types here
        except (NotReached, TooLate) as problem:
            circuit.failed(args, problem, self.connection_pool)
            raise
        except RedisError as problem:  # django-redis goes on without a word
            logger.error("Redis refused a command: %s", problem)
            raise
