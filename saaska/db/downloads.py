"""Counting downloads, by a function of each table of documents.

To plan the update behind row-level security takes PostgreSQL as long as all the rest of it; the plan of a function's
statement stays with its connection. It works with the rights of who calls it. Nobody waits for its answer.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import connection

from saaska.db.frames import UNREAD
from saaska.db.rls import SqlOperation

COUNTERS: Final = {"resumes": "count_resume_download", "cover_letters": "count_letter_download"}


class CountDownloads(SqlOperation):
    """The function of a table in COUNTERS, for people."""

    def __init__(self, table: str) -> None:
        self.table = table

    def forwards(self) -> Sequence[str]:
        name = COUNTERS[self.table]
        return [
            f"""create function {name}(counted uuid) returns void language plpgsql as $$
begin
  update public.{self.table}
  set download_count = download_count + 1, last_downloaded_at = statement_timestamp() where id = counted;
end $$""",
            f"revoke execute on function {name}(uuid) from public",
            f"grant execute on function {name}(uuid) to saaska_user",
        ]

    def backwards(self) -> Sequence[str]:
        return [f"drop function {COUNTERS[self.table]}(uuid)"]

    def describe(self) -> str:
        return f"Count downloads of {self.table}"


def count(table: str, document: UUID) -> None:
    """One more download of the document, right under concurrent ones; the version and updated_at stay."""
    with connection.cursor() as cursor:
        cursor.execute(f"{UNREAD}select {COUNTERS[table]}(%s)", [document])
