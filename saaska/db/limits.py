"""Counting tries in PostgreSQL, so that a limit holds while Redis is gone and over all web servers.

A bucket is a hash of what is limited. Tries are single rows, so the window slides: never more than `amount` of them
lie within any `seconds`. The roles of requests have no right to the table, only to the functions.
"""

from collections.abc import Sequence

from django.db import connection

from saaska.db.rls import SqlOperation


class CreateTries(SqlOperation):
    """The table of tries and the four functions around it, for the roles that may count."""

    roles = "saaska_auth, saaska_user, saaska_anon"

    def forwards(self) -> Sequence[str]:
        definer = "language plpgsql security definer set search_path = public, pg_temp"
        return [
            "create table tries (id bigint generated always as identity primary key, bucket char(64) not null,"
            " at timestamptz not null default clock_timestamp(), seconds integer not null)",
            "create index tries_bucket on tries (bucket, at)",
            # One at a time in each bucket: two requests must not both take the last try.
            f"""create function spend_try(wanted text, amount integer, window_seconds integer) returns bigint
{definer} as $$
declare spent bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended(wanted, 0));
  delete from tries where bucket = wanted and at <= clock_timestamp() - make_interval(secs => window_seconds);
  if (select count(*) from tries where bucket = wanted) >= amount then return null; end if;
  insert into tries (bucket, seconds) values (wanted, window_seconds) returning id into spent;
  return spent;
end $$""",
            f"""create function give_back_try(given bigint) returns void
{definer} as $$ begin delete from tries where id = given; end $$""",
            f"""create function forgive_tries(wanted text) returns void
{definer} as $$ begin delete from tries where bucket = wanted; end $$""",
            f"""create function forget_old_tries() returns void
{definer} as $$ begin delete from tries where at <= clock_timestamp() - make_interval(secs => seconds); end $$""",
            *(f"revoke execute on function {name} from public" for name in self.functions),
            *(f"grant execute on function {name} to {self.roles}" for name in self.functions[:3]),
            "grant execute on function forget_old_tries() to saaska_jobs",
        ]

    functions = (
        "spend_try(text, integer, integer)",
        "give_back_try(bigint)",
        "forgive_tries(text)",
        "forget_old_tries()",
    )

    def backwards(self) -> Sequence[str]:
        return [*(f"drop function {name}" for name in self.functions), "drop table tries"]

    def describe(self) -> str:
        return "Count tries"


def spend(bucket: str, *, amount: int, seconds: int) -> int | None:
    """Takes one try out of a bucket of `amount` in any `seconds`; its number, or None when the bucket is empty."""
    with connection.cursor() as cursor:
        cursor.execute("select spend_try(%s, %s, %s)", [bucket, amount, seconds])
        spent: int | None = cursor.fetchone()[0]
    return spent


def give_back(spent: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select give_back_try(%s)", [spent])


def forgive(bucket: str) -> None:
    """Fills the bucket again."""
    with connection.cursor() as cursor:
        cursor.execute("select forgive_tries(%s)", [bucket])


def forget_old() -> None:
    """Removes the tries that count no more. For the worker's role."""
    with connection.cursor() as cursor:
        cursor.execute("select forget_old_tries()")
