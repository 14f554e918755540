"""Leaving: somebody deletes their own account, and the audit trail forgets what it said of whoever is deleted.

A visitor's role may not delete from users. delete_me() may, for whoever the transaction works as, and nobody else.
The trail stays append-only for whoever is there: of a deleted person it keeps that a row was changed, when, by whom and
which one, and no value of any column. A trigger does that, whoever deletes the person and however.
"""

from collections.abc import Sequence
from typing import Final

from django.db import connection

from saaska.db.rls import SqlOperation

COUNTED: Final = {  # what somebody has made, for the page where they delete it
    "resumes": "resumes",
    "cover_letters": "cover_letters",
    "applications": "job_applications",
    "saved_jobs": "saved_jobs",
    "sessions": "interview_sessions",
    "photos": "photos",
    "shares": "resume_shares",
}
FILES: Final = ("photos", "letter_enclosures", "sent_documents")

REFUSE_BUT_FORGET = """
create or replace function audit_refuse() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.changes = '{}'
       and to_jsonb(new) - 'changes' = to_jsonb(old) - 'changes'
       and not exists (select from users where id = old.user_id) then
      return new;
    end if;
  end if;
  raise exception 'audit_log is append-only';
end $$
"""
REFUSE = """
create or replace function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is append-only';
end $$
"""
FORGET = """
create function trail_forgets() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update audit_log set changes = '{}' where user_id = old.id and changes <> '{}';
  return null;
end $$
"""
DELETE_ME = """
create function delete_me() returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from users where id = app_user_id()
$$
"""


class PeopleLeave(SqlOperation):
    """The functions, and the trigger: deferred, because the trail of what cascades is written after all others."""

    def forwards(self) -> Sequence[str]:
        return [
            REFUSE_BUT_FORGET,
            FORGET,
            "create constraint trigger trail_forgets after delete on users deferrable initially deferred"
            " for each row execute function trail_forgets()",
            DELETE_ME,
            "revoke execute on function delete_me() from public",
            "grant execute on function delete_me() to saaska_user",
        ]

    def backwards(self) -> Sequence[str]:
        return [
            "drop function delete_me()",
            "drop trigger trail_forgets on users",
            "drop function trail_forgets()",
            REFUSE,
        ]

    def describe(self) -> str:
        return "People delete themselves, and the trail forgets them"


def delete_me() -> None:
    """Deletes whoever the transaction works as, with all that is theirs."""
    with connection.cursor() as cursor:
        cursor.execute("select delete_me()")


def counts() -> dict[str, int]:
    """How many rows of each table in COUNTED, and how many files, whoever the transaction works as has."""
    mine = {
        table: f"(select count(*) from {table} where user_id = app_user_id())"
        for table in (*COUNTED.values(), *FILES)
    }
    columns = [*(mine[table] for table in COUNTED.values()), " + ".join(mine[table] for table in FILES)]
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(columns)}")
        return dict(zip((*COUNTED, "files"), cursor.fetchone(), strict=True))


def readable_columns(table: str) -> set[str]:
    """The table's columns that the present role may read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select a.attname from pg_attribute a where a.attrelid = %s::regclass and a.attnum > 0"
            " and not a.attisdropped and has_column_privilege(a.attrelid, a.attnum, 'select')",
            [table],
        )
        return {name for (name,) in cursor}
