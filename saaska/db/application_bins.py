"""Emptying the bin of applications: by a function for the role of the jobs, which has no right to the rows."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from saaska.db.rls import SqlOperation

# What is sent twice is one file: it goes when no application that stays has it.
EMPTY = """
create function empty_bin_of_job_applications(days integer, most integer) returns jsonb
language sql security definer set search_path = public, pg_temp as $$
  with old as (
    select id, user_id from job_applications
    where deleted_at < now() - make_interval(days => greatest(days, 1)) limit most for update
  ), sent as (
    select distinct user_id, file from sent_documents d
    where exists (select from old where old.user_id = d.user_id and old.id = d.application_id)
  ), alone as (
    select file from sent where not exists (
      select from sent_documents d where d.user_id = sent.user_id and d.file = sent.file
        and not exists (select from old where old.user_id = d.user_id and old.id = d.application_id))
  ), gone as (
    delete from job_applications a using old where a.id = old.id and a.user_id = old.user_id returning 1
  )
  select jsonb_build_object(
    'rows', (select count(*) from gone), 'files', (select coalesce(jsonb_agg(file), '[]') from alone))
$$
"""
FORGET = """
create function forget_old_imports(days integer) returns bigint
language sql security definer set search_path = public, pg_temp as $$
  with gone as (
    delete from application_imports
    where imported_at is null and started_at is null
      and created_at < now() - make_interval(days => greatest(days, 1)) returning 1
  ) select count(*) from gone
$$
"""
NAMES = ("empty_bin_of_job_applications(integer, integer)", "forget_old_imports(integer)")


class EmptyApplications(SqlOperation):
    """The functions that delete what has lain in the bin of applications for so many days, and uploads that nobody
    imported."""

    def forwards(self) -> Sequence[str]:
        rights = (
            statement
            for name in NAMES
            for statement in (
                f"revoke execute on function {name} from public",
                f"grant execute on function {name} to saaska_jobs",
            )
        )
        return [EMPTY, FORGET, *rights]

    def backwards(self) -> Sequence[str]:
        return [f"drop function {name}" for name in NAMES]

    def describe(self) -> str:
        return "Empty the bin of applications"


class Emptied(NamedTuple):
    """`files` are the keys of stored files that nothing has any more."""

    rows: int
    files: list[str]


def empty_bin_of_applications(*, days: int, most: int) -> Emptied:
    """Deletes up to so many for good. For the worker's role."""
    with connection.cursor() as cursor:
        cursor.execute("select empty_bin_of_job_applications(%s, %s)", [days, most])
        told = cursor.fetchone()[0]
    found = json.loads(told) if isinstance(told, str) else told
    return Emptied(found["rows"], found["files"])


def forget_old_imports(*, days: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select forget_old_imports(%s)", [days])
        forgotten: int = cursor.fetchone()[0]
    return forgotten
