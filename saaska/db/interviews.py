"""An application's interview_date moves on: when an interview is over, the next one stands there.

applications.records.follow() says the same whenever a round is added, changed or removed; time changes no row, so the
worker looks every quarter of an hour.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from saaska.db.rls import SqlOperation

# Begins at the interviews of the last month, by their index. The version stays: no form holds the date.
MOVE_ON = """
create function move_interviews_on(moment timestamptz) returns bigint
language sql security definer set search_path = public, pg_temp as $$
  with moved as (
    update job_applications a set interview_date = next.starts_at
    from job_applications past
    cross join lateral (
      select min(r.starts_at) as starts_at from interview_rounds r
      where r.user_id = past.user_id and r.application_id = past.id
        and r.starts_at >= moment and r.result <> 'cancelled') next
    where past.interview_date >= moment - interval '30 days' and past.interview_date < moment
      and next.starts_at is not null and a.user_id = past.user_id and a.id = past.id
    returning 1
  ) select count(*) from moved
$$
"""
NAME = "move_interviews_on(timestamptz)"


class MoveInterviewsOn(SqlOperation):
    """The function, for the worker alone."""

    def forwards(self) -> Sequence[str]:
        return [
            MOVE_ON,
            f"revoke execute on function {NAME} from public",
            f"grant execute on function {NAME} to saaska_jobs",
        ]

    def backwards(self) -> Sequence[str]:
        return [f"drop function {NAME}"]

    def describe(self) -> str:
        return "Move the dates of interviews on"


def move_on(moment: datetime) -> int:
    """How many applications have another next interview now."""
    with connection.cursor() as cursor:
        cursor.execute("select move_interviews_on(%s)", [moment])
        moved: int = cursor.fetchone()[0]
    return moved
