"""Acts of several people at the same moment: all have looked before the first of them may write."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import TypeVar

import psycopg
from django.db import connection

Answer = TypeVar("Answer")
WAITING = (
    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
)


def all_at_once(acts: list[Callable[[], Answer]], *, lock: str) -> list[Answer]:
    """What they answer. Each has a connection of its own, and none goes on until all of them wait for what `lock`, a
    statement, holds. One that is done without waiting lets the others go."""

    def ended(act: Callable[[], Answer]) -> Answer:
        try:
            return act()
        finally:
            connection.close()

    with (
        psycopg.connect(**connection.get_connection_params()) as holder,
        ThreadPoolExecutor(len(acts)) as threads,
    ):
        holder.execute(lock)
        running = [threads.submit(ended, act) for act in acts]
        while waiting() < len(acts) and not any(one.done() for one in running):
            sleep(0.01)
        holder.commit()
        return [one.result() for one in running]


def waiting() -> int:
    """How many connections wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        number: int = cursor.fetchone()[0]
    return number
