"""The history of applications: a trigger writes it, so no change of a status is missed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from saaska.db.rls import SqlOperation

# A change happened when app.happened_at says, else now; a new application was sent on its date_applied.
MOMENT = """
create function stage_moment(op text, applied date) returns timestamptz language sql stable
set search_path = public, pg_temp
return coalesce(
  nullif(current_setting('app.happened_at', true), '')::timestamptz,
  case when op = 'INSERT' and applied <> (now() at time zone 'utc')::date
       then (applied + time '12:00') at time zone 'utc' else now() end)
"""
DATE = """
create function date_contact() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.last_contact_on := greatest(
    new.last_contact_on, (stage_moment(tg_op, new.date_applied) at time zone 'utc')::date);
  return new;
end $$
"""
RECORD = """
create function record_stage() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  insert into application_events
    (user_id, application_id, kind, status, stage, happened_at, created_at, updated_at)
  values (new.user_id, new.id, 'status', new.status, new.stage, stage_moment(tg_op, new.date_applied),
          clock_timestamp(), clock_timestamp());  -- two changes of one transaction keep their order
  return null;
end $$
"""
CHANGED = "(old.status, old.stage) is distinct from (new.status, new.stage)"
# What stood in the table before there was a history: sent on its date, and its status as of its last change.
EARLIER = """
insert into application_events (user_id, application_id, kind, status, stage, happened_at)
select user_id, id, 'status', 'Applied', '', (date_applied + time '12:00') at time zone 'utc' from job_applications
union all
select user_id, id, 'status', status, '', updated_at from job_applications where status <> 'Applied'
"""


class RecordStages(SqlOperation):
    """Every new status and stage of an application becomes a dated event, and the day of the last word on it."""

    def forwards(self) -> Sequence[str]:
        table = "job_applications for each row"
        return [
            MOMENT,
            DATE,
            RECORD,
            f"create trigger date_contact before insert on {table} execute function date_contact()",
            f"create trigger date_change before update of status, stage on {table} when ({CHANGED})"
            " execute function date_contact()",
            f"create trigger record_stage after insert on {table} execute function record_stage()",
            f"create trigger record_change after update of status, stage on {table} when ({CHANGED})"
            " execute function record_stage()",
            EARLIER,
        ]

    def backwards(self) -> Sequence[str]:
        triggers = ("date_contact", "date_change", "record_stage", "record_change")
        functions = ("date_contact()", "record_stage()", "stage_moment(text, date)")
        return [
            *(f"drop trigger {name} on job_applications" for name in triggers),
            *(f"drop function {name}" for name in functions),
        ]

    def describe(self) -> str:
        return "Record the stages of applications"


@contextmanager
def happening(at: datetime | None) -> Iterator[None]:
    """Changes of status and stage within the block are dated then; without a time, now."""
    before = _dated(at.isoformat() if at else "")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _dated(before)


def _dated(moment: str) -> str:
    """Says to the trigger when a change happened, until the transaction ends; answers what was said before."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('app.happened_at', true), '')")
        (before,) = cursor.fetchone()
        cursor.execute("select set_config('app.happened_at', %s, true)", [moment])
    return str(before)
