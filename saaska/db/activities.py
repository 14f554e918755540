"""Writing down what somebody did, by a function of PostgreSQL's: with every login, creation and download.

It takes one value, so that nothing in it can be refused on the way there, and keeps to itself what goes wrong: whoever
did something need not wait until it is written. A warning says why it was not (saaska.db.postgresql.base).
"""

import json
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db import connection

from saaska.db.frames import UNREAD
from saaska.db.rls import SqlOperation

RECORD: Final = """
create function record_activity(person uuid, said text) returns void language plpgsql as $$
begin
  insert into public.user_activities (user_id, type, feature, details, ip_address, user_agent, timestamp)
  select
    person, what ->> 'type', what ->> 'feature', what -> 'details', (what ->> 'ip')::inet, what ->> 'browser',
    clock_timestamp()  -- several of a transaction have an order
  from (select said::jsonb as what) as given;
exception
  when others or query_canceled then
    raise warning 'An activity was not recorded: %', sqlerrm;
end $$
"""


class RecordActivities(SqlOperation):
    """The function, for people."""

    def forwards(self) -> Sequence[str]:
        return [
            RECORD,
            "revoke execute on function record_activity(uuid, text) from public",
            "grant execute on function record_activity(uuid, text) to saaska_user",
        ]

    def backwards(self) -> Sequence[str]:
        return ["drop function record_activity(uuid, text)"]

    def describe(self) -> str:
        return "Record activities"


def write(
    person: UUID, type: str, feature: str | None, details: dict[str, Any], ip: str | None, browser: str | None
) -> None:
    """`details` are JSON's values; a feature, an address or a browser that nobody knows is None."""
    said = {"type": type, "feature": feature, "details": details, "ip": ip, "browser": browser}
    with connection.cursor() as cursor:
        cursor.execute(f"{UNREAD}select record_activity(%s, %s)", [person, json.dumps(said)])
