"""What frames the work of a request goes to PostgreSQL with what is asked next.

The transaction's beginning, savepoints, their ends, and whose rights there are: nobody reads an answer of theirs, and
sent alone each costs a way there and back. Here they wait until something else is asked and go before it in the same
message, in the same order and with the same effect; an error of theirs comes with it. So does work whose answer nobody
reads (UNREAD). What still waits at the end of the transaction goes with its COMMIT. Rights that are set here are those
of one transaction.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from django.db import connection
from django.db.transaction import TransactionManagementError
from psycopg.pq import TransactionStatus

# Begins a statement that writes something down on the side: nobody waits for its answer nor, when the transaction
# writes nothing else, for the disk.
UNREAD: Final = "/* unread */ "
NOT_FOR_THE_DISK: Final = (
    "select set_config('synchronous_commit', 'off', true) where pg_current_xact_id_if_assigned() is null"
)
UNDOES: Final = "ROLLBACK TO SAVEPOINT "
ONLY_FRAMES: Final = ("BEGIN", "SAVEPOINT ", "RELEASE SAVEPOINT ", "select set_config(")
NOBODY_READS: Final = (*ONLY_FRAMES, UNDOES, UNREAD)

Statement = tuple[str, tuple[Any, ...]]
BEGIN: Final[Statement] = ("BEGIN", ())
COMMIT: Final[Statement] = ("COMMIT", ())
Execute = Callable[[Any, Any, bool, dict[str, Any]], Any]


class Frames:
    """Those that wait, of one connection: an execute_wrapper of Django's. `begins` when the transaction begins here."""

    def __init__(self, *, begins: bool) -> None:
        self.waiting: list[Statement] = [BEGIN] if begins else []
        self.reads_stepwise = False

    def __call__(self, execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        cursor = context["cursor"].cursor
        # A named cursor fetches past this wrapper, and must not do so in front of what waits.
        self.reads_stepwise |= isinstance(cursor, psycopg.ServerCursor)
        is_text = isinstance(sql, str) and not many
        if self.reads_stepwise or connection.queries_logged or _has_failed() or not is_text:
            self.send()
            return execute(sql, params, many, context)
        if sql.startswith(NOBODY_READS):
            connection.validate_no_broken_transaction()
            self.wait((sql, tuple(params or ())))
            return None
        if not self.waiting or isinstance(params, Mapping):
            self.send()
            return execute(sql, params, many, context)
        return self._with_frames(execute, sql, params, context)

    def wait(self, statement: Statement) -> None:
        """What goes back to a savepoint undoes all that waits since: it need not be sent, nor the way back to where
        nothing has happened."""
        sql, _values = statement
        if not sql.startswith(UNDOES):
            self.waiting.append(statement)
            return
        begun = f"SAVEPOINT {sql.removeprefix(UNDOES)}"
        place = next((place for place, (other, _) in enumerate(self.waiting) if other == begun), None)
        self.waiting = [statement] if place is None else self.waiting[: place + 1]

    def _with_frames(self, execute: Execute, sql: str, params: Any, context: dict[str, Any]) -> Any:
        if params is None:  # then nothing in it stands for a value
            sql, params = sql.replace("%", "%%"), ()
        with self._taken() as (statements, values):
            answer = execute("; ".join([*statements, sql]), [*values, *params], False, context)
        for _statement in statements:
            context["cursor"].nextset()
        return answer

    def send(self) -> None:
        if not self.waiting:
            return
        with (
            self._taken() as (statements, values),
            connection.wrap_database_errors,
            connection.cursor() as cursor,
        ):
            cursor.cursor.execute("; ".join(statements), values)  # past this wrapper

    def end(self, *, commits: bool) -> None:
        """Before the transaction ends. What only frames needs no sending then; anything else goes with the COMMIT,
        and Django, which commits next, finds nothing left to do. When nothing was written before, what is written here
        is on the side, and is not awaited on the disk: a crash of the server may take the last half second of such.
        PostgreSQL answers the COMMIT of a transaction that has failed without an error, and undoes all:
        TransactionManagementError says it."""
        if commits and all(sql.startswith(ONLY_FRAMES) for sql, _values in self.waiting):
            self.waiting.clear()
        if commits and self.waiting and not connection.needs_rollback and not _has_failed():
            begins = int(self.waiting[0] == BEGIN)
            self.waiting.insert(begins, (NOT_FOR_THE_DISK, ()))
            self.waiting.append(COMMIT)
        self.send()
        if commits and _has_failed() and not connection.needs_rollback:
            raise TransactionManagementError(
                "An error of the database was swallowed: nothing can be committed."
            )

    @contextmanager
    def _taken(self) -> Iterator[tuple[list[str], list[Any]]]:
        """Those that wait and their values, on their way; they wait on when they were not even sent: one of the values
        is none that PostgreSQL knows."""
        taken, self.waiting = self.waiting, []
        try:
            yield [sql for sql, _values in taken], [value for _sql, values in taken for value in values]
        except Exception:
            if not _has_failed():
                self.waiting = taken
            raise


def _has_failed() -> bool:
    """Whether PostgreSQL refuses all but the end of the transaction, or of a part of it."""
    at_postgres = connection.connection
    return at_postgres is not None and at_postgres.info.transaction_status == TransactionStatus.INERROR


@contextmanager
def framed(*, commits: bool = False) -> Iterator[Frames]:
    """Within a transaction: its frames wait. `commits` where it begins and ends with the block. Blocks nest."""
    around = getattr(connection, "frames", None)
    if around is not None:
        yield around
        return
    frames = Frames(begins=commits)
    if commits:
        connection.connection.autocommit = True  # psycopg would send a BEGIN of its own, before anything else
    connection.frames = frames  # type: ignore[attr-defined]  # ours, on Django's connection
    try:
        with connection.execute_wrapper(frames):
            yield frames
        frames.end(commits=commits)
    finally:
        connection.frames = None  # type: ignore[attr-defined]  # as above
