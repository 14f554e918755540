"""PostgreSQL as Django speaks with it, with what is ours about connections: how one that rested in the pool is looked
at before it is used, and that the warnings of our functions come into the log.

Django finds a database's engine in a module of this name.
"""

import logging
import select
import time
from typing import Any, Final
from weakref import WeakKeyDictionary

import psycopg
from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool

RESTED = 5.0  # seconds: a connection that nobody looked at for longer is asked

logger = logging.getLogger(__name__)
_looked_at: Final[WeakKeyDictionary[psycopg.Connection[Any], float]] = WeakKeyDictionary()


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with two parts of its own that its stubs do not know: `_connection_pools`, `_configure_connection`."""

    _connection_pools: dict[str, ConnectionPool[Any]]

    @property
    def pool(self) -> ConnectionPool[Any] | None:
        options = self.settings_dict["OPTIONS"].get("pool")
        if options and self.alias not in (NO_DB_ALIAS, *self._connection_pools):
            pool: ConnectionPool[Any] = ConnectionPool(
                kwargs={**self.get_connection_params(), "autocommit": True},
                open=False,  # when the first connection is wanted
                configure=self._configure_connection,  # type: ignore[arg-type]  # psycopg takes any answer
                check=(lambda one: check_in(pool, one)) if self.settings_dict["CONN_HEALTH_CHECKS"] else None,
                **options,
            )
            self._connection_pools.setdefault(self.alias, pool)  # of threads that come together, one makes it
        found: ConnectionPool[Any] | None = super().pool
        return found

    def _configure_connection(self, connection: psycopg.Connection[Any]) -> bool:
        connection.add_notice_handler(write_down)
        return bool(super()._configure_connection(connection))  # type: ignore[misc]  # see above

    def create_cursor(self, name: str | None = None) -> Any:
        """A named cursor ends with its transaction. Django takes psycopg's word for whether there is one, and within a
        scope a transaction is begun past psycopg (saaska.db.frames)."""
        cursor = super().create_cursor(name)
        if name and self.in_atomic_block:
            cursor._withhold = False
        return cursor


def check(connection: psycopg.Connection[Any]) -> None:
    """psycopg.OperationalError when the server has left a connection that rests.

    One that leaves says so or closes it: then there is something to read, and PostgreSQL is asked. It is asked too when
    nobody has looked for a while, since a machine on the way may have forgotten the connection without a word.
    """
    before, now = _looked_at.get(connection), time.monotonic()
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    if before is None or now - before > RESTED or waiting.poll(0):
        ConnectionPool.check_connection(connection)
    _looked_at[connection] = now


def check_in(pool: ConnectionPool[Any], connection: psycopg.Connection[Any]) -> None:
    """check(); where the server has left one it has left the others that rest, so that all are made anew. The pool
    would come upon a second one and wait a second then, which is all that it has."""
    try:
        check(connection)
    except psycopg.Error:
        pool.drain()
        raise


def write_down(notice: psycopg.errors.Diagnostic) -> None:
    if notice.severity_nonlocalized == "WARNING":
        logger.warning("%s", notice.message_primary)
