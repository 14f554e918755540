"""Private calendars: who knows the address of one reads what stands in it.

A request says whose address it was asked for by the hash of its key (app.feed, for one transaction). The policies show
a visitor the applications, interviews and tasks of that person, and of these the columns that a calendar has.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from saaska.db.rls import SqlOperation

COLUMNS = {
    "job_applications": "id, user_id, company, position, status, date_applied, interview_date, city, country,"
    " offer_deadline, last_contact_on, archived_at, deleted_at, created_at, updated_at",
    "interview_rounds": "id, user_id, application_id, kind, starts_at, minutes, place, link, result,"
    " created_at, updated_at",
    "application_tasks": "id, user_id, application_id, title, due_on, done_at, created_at, updated_at",
}


class CalendarByAddress(SqlOperation):
    """The function that knows whose an address is, and the policies and grants behind it."""

    def forwards(self) -> Sequence[str]:
        theirs = "user_id = (select calendar_feed_owner())"
        return [
            """create function calendar_feed_owner() returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select f.user_id from calendar_feeds f join users u on u.id = f.user_id and u.is_active
  where f.sha256 = nullif(current_setting('app.feed', true), '')
$$""",
            "revoke execute on function calendar_feed_owner() from public",
            "grant execute on function calendar_feed_owner() to saaska_anon",
            *(
                f"create policy of_a_feed on {table} for select to saaska_anon using ({theirs})"
                for table in COLUMNS
            ),
            *(f"grant select ({columns}) on {table} to saaska_anon" for table, columns in COLUMNS.items()),
        ]

    def backwards(self) -> Sequence[str]:
        return [
            *(f"revoke select ({columns}) on {table} from saaska_anon" for table, columns in COLUMNS.items()),
            *(f"drop policy of_a_feed on {table}" for table in COLUMNS),
            "drop function calendar_feed_owner()",
        ]

    def describe(self) -> str:
        return "Show calendars to who knows their address"


def ask_for(sha256: str) -> UUID | None:
    """Whose calendar this transaction may see from here on, as a visitor."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.feed', %s, true)", [sha256])
        cursor.execute("select calendar_feed_owner()")
        owner: UUID | None = cursor.fetchone()[0]
    return owner
