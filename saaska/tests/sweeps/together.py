"""What frames a request in the database is sent to PostgreSQL together.

A request of a sweep is framed by a dozen statements whose answers nobody reads: savepoints, and whose rights there are.
Sent alone each costs a way there and back: half of a small request's time. Here they wait until something else
is asked and go before it as one, in the same order and with the same effect.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

NOBODY_READS = ("SAVEPOINT ", "RELEASE SAVEPOINT ", "ROLLBACK TO SAVEPOINT ", "select set_config(")


@contextmanager
def together() -> Iterator[None]:
    """Within a transaction: such statements wait in the block; at its end those that still wait are sent."""
    waiting: list[tuple[str, tuple[Any, ...]]] = []

    def send() -> None:
        statements, given = zip(*waiting, strict=True)
        waiting.clear()
        with (
            connection.cursor() as cursor
        ):  # the one that asks may be PostgreSQL's own, which reads and nothing else
            cursor.cursor.execute("; ".join(statements), [value for values in given for value in values])

    def execute(go: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith(NOBODY_READS):
            waiting.append((sql, tuple(params or ())))
            return None
        if waiting:
            send()
        return go(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield
    if waiting:
        send()
