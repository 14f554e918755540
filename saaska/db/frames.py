"""What frames the work of a request goes to PostgreSQL with what is asked next.

Savepoints, their ends, and whose rights there are: nobody reads an answer of theirs, and sent alone each costs a way
there and back. Here they wait until something else is asked and go before it in the same message, in the same order
and with the same effect; an error of theirs comes with it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from django.db import connection
from psycopg.pq import TransactionStatus

NOBODY_READS: Final = ("SAVEPOINT ", "RELEASE SAVEPOINT ", "ROLLBACK TO SAVEPOINT ", "select set_config(")
UNDOES: Final = "ROLLBACK TO SAVEPOINT "

Execute = Callable[[Any, Any, bool, dict[str, Any]], Any]


class Frames:
    """Those that wait, of one connection: an execute_wrapper of Django's."""

    def __init__(self) -> None:
        self.waiting: list[tuple[str, tuple[Any, ...]]] = []

    def __call__(self, execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        is_alone = connection.queries_logged  # what Django writes down is what was asked
        if isinstance(sql, str) and sql.startswith(NOBODY_READS) and not many and not is_alone:
            self.waiting.append((sql, tuple(params or ())))
            return None
        cursor = context["cursor"].cursor
        takes_more = isinstance(sql, str) and isinstance(cursor, psycopg.ClientCursor) and not many
        if not self.waiting or is_alone or not takes_more or isinstance(params, dict) or _has_failed():
            self.send()
            return execute(sql, params, many, context)
        return self._with_frames(execute, sql, params, context)

    def _with_frames(self, execute: Execute, sql: str, params: Any, context: dict[str, Any]) -> Any:
        if params is None:  # then nothing in it stands for a value
            sql, params = sql.replace("%", "%%"), ()
        taken = self.waiting
        statements, values = self._taken()
        try:
            answer = execute("; ".join([*statements, sql]), [*values, *params], False, context)
        except Exception:
            if not _has_failed():  # nothing was sent: one of the values is none that PostgreSQL knows
                self.waiting = taken
            raise
        for _statement in statements:
            context["cursor"].nextset()
        return answer

    def send(self) -> None:
        if self.waiting:
            statements, values = self._taken()
            with connection.wrap_database_errors, connection.cursor() as cursor:
                cursor.cursor.execute("; ".join(statements), values)  # past this wrapper

    def end(self, *, commits: bool) -> None:
        """Before the transaction ends. What only frames needs no sending then, unless the transaction has failed:
        PostgreSQL answers COMMIT without an error, and undoes all."""
        undoes = any(sql.startswith(UNDOES) for sql, _values in self.waiting)
        if commits and not undoes and not _has_failed():
            self.waiting.clear()
        self.send()

    def _taken(self) -> tuple[list[str], list[Any]]:
        taken, self.waiting = self.waiting, []
        return [sql for sql, _values in taken], [value for _sql, values in taken for value in values]


def _has_failed() -> bool:
    """Whether PostgreSQL refuses all but the end of the transaction, or of a part of it."""
    at_postgres = connection.connection
    return at_postgres is not None and at_postgres.info.transaction_status == TransactionStatus.INERROR


@contextmanager
def framed(*, commits: bool = False) -> Iterator[Frames]:
    """Within a transaction: its frames wait. `commits` where the transaction ends with the block. Blocks nest."""
    around = getattr(connection, "frames", None)
    if around is not None:
        yield around
        return
    frames = Frames()
    connection.frames = frames  # type: ignore[attr-defined]  # ours, on Django's connection
    try:
        with connection.execute_wrapper(frames):
            yield frames
        frames.end(commits=commits)
    finally:
        connection.frames = None  # type: ignore[attr-defined]  # as above
