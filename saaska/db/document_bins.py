"""Emptying the bins of documents: by one function a table, for the role of the jobs, which has no right to the rows."""

from collections.abc import Sequence

from django.db import connection

from saaska.db.rls import SqlOperation


class EmptyBin(SqlOperation):
    """The function that deletes what has lain in the bin of a table for so many days, and tells how many rows."""

    def __init__(self, table: str) -> None:
        self.table = table

    def forwards(self) -> Sequence[str]:
        name = f"empty_bin_of_{self.table}(integer)"
        return [
            f"""create function empty_bin_of_{self.table}(days integer) returns bigint
language sql security definer set search_path = public, pg_temp as $$
  with gone as (
    delete from {self.table} where deleted_at < now() - make_interval(days => greatest(days, 1)) returning 1
  ) select count(*) from gone
$$""",
            f"revoke execute on function {name} from public",
            f"grant execute on function {name} to saaska_jobs",
        ]

    def backwards(self) -> Sequence[str]:
        return [f"drop function empty_bin_of_{self.table}(integer)"]

    def describe(self) -> str:
        return f"Empty the bin of {self.table}"


def empty_bin(table: str, *, days: int) -> int:
    """Deletes for good; how many. For the worker's role."""
    with connection.cursor() as cursor:
        cursor.execute(f"select empty_bin_of_{table}(%s)", [days])  # a name of ours
        emptied: int = cursor.fetchone()[0]
    return emptied
