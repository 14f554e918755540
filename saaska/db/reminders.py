"""Reminders: the database finds what is due and takes each once, however many workers ask.

Each branch begins at an index on the day it is about, never at the people; only what lies within a few days meets its
owner's time zone. Due means: it is between 8 and 20 o'clock where the person is, and nothing was taken for that day.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from saaska.db.rls import SqlOperation

SILENT_DAYS = 7  # as applications.models.application.SILENT; a test holds them together

# What could be due anywhere on earth: today in UTC, a day more on either side.
CANDIDATES = f"""
  select a.user_id, 'interview' as kind, a.id as about, null::date as due, a.interview_date as begins
  from job_applications a
  where a.interview_date between moment and moment + interval '2 days'
    and a.archived_at is null and a.deleted_at is null and a.status not in ('Rejected', 'Hired')
    and not exists (select from interview_rounds r where r.user_id = a.user_id and r.application_id = a.id
                    and r.starts_at = a.interview_date)
  union all
  select r.user_id, 'round', r.id, null, r.starts_at
  from interview_rounds r join job_applications a on a.user_id = r.user_id and a.id = r.application_id
  where r.starts_at between moment and moment + interval '2 days' and r.result <> 'cancelled'
    and a.archived_at is null and a.deleted_at is null and a.status not in ('Rejected', 'Hired')
  union all
  select a.user_id, 'offer', a.id, a.offer_deadline, null
  from job_applications a
  where a.offer_deadline between (moment at time zone 'utc')::date - 1 and (moment at time zone 'utc')::date + 3
    and a.archived_at is null and a.deleted_at is null and a.status = 'Offer'
  union all
  select t.user_id, 'task', t.id, t.due_on, null
  from application_tasks t left join job_applications a on a.user_id = t.user_id and a.id = t.application_id
  where t.due_on between (moment at time zone 'utc')::date - 1 and (moment at time zone 'utc')::date + 1
    and t.done_at is null and (t.application_id is null
      or (a.archived_at is null and a.deleted_at is null and a.status <> 'Rejected'))
  union all
  select a.user_id, 'follow-up', a.id, a.last_contact_on + {SILENT_DAYS}, null
  from job_applications a
  where a.last_contact_on between (moment at time zone 'utc')::date - {SILENT_DAYS + 3}
                              and (moment at time zone 'utc')::date - {SILENT_DAYS - 1}
    and a.archived_at is null and a.deleted_at is null and a.status in ('Applied', 'Interview')
    and (a.interview_date is null or a.interview_date < moment)
  union all
  select c.user_id, 'weekly', c.user_id, null, null from reminder_choices c where c.weekly
"""
TAKE = f"""
create function take_reminders(moment timestamptz) returns setof uuid
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with zones as materialized (select name from pg_timezone_names)
  insert into reminders (user_id, kind, about, "on")
  select user_id, kind, about, due from (
    select c.user_id, c.kind, c.about, here.now as now,
      case c.kind when 'weekly' then here.now::date
                  when 'interview' then (c.begins at time zone here.zone)::date
                  when 'round' then (c.begins at time zone here.zone)::date
                  else c.due end as due
    from ({CANDIDATES}) c
    join users u on u.id = c.user_id and u.is_active and u.email_verified
    left join user_preferences p on p.user_id = c.user_id
    left join reminder_choices w on w.user_id = c.user_id
    left join zones z on z.name = p.timezone
    cross join lateral (select coalesce(z.name, 'UTC') as zone) t
    cross join lateral (select t.zone, moment at time zone t.zone as now) here
    where coalesce(p.notification_email, true)
      and here.now::time >= time '08:00' and here.now::time < time '20:00'
      and case c.kind when 'interview' then coalesce(w.interview, true) when 'round' then coalesce(w.interview, true)
                      when 'follow-up' then coalesce(w.follow_up, true) when 'offer' then coalesce(w.offer, true)
                      when 'task' then coalesce(w.task, true) else true end
  ) found
  where case kind when 'interview' then due = now::date + 1
                  when 'round' then due = now::date + 1
                  when 'offer' then due between now::date and now::date + 2
                  when 'task' then due = now::date
                  when 'follow-up' then due between now::date - 2 and now::date
                  else extract(isodow from now) = 1 end
  on conflict do nothing;
  return query select distinct r.user_id from reminders r
    where r.sent_at is null and r.created_at > now() - interval '1 day';
end $$
"""
INDEXES = {
    "job_applications_interviews_due": "job_applications (interview_date) where interview_date is not null",
    "job_applications_offers_due": "job_applications (offer_deadline) where offer_deadline is not null",
    "job_applications_silent_due": "job_applications (last_contact_on)"
    " where archived_at is null and deleted_at is null and status in ('Applied', 'Interview')",
    "interview_rounds_due": "interview_rounds (starts_at)",
    "application_tasks_due": "application_tasks (due_on) where done_at is null",
}


class TakeReminders(SqlOperation):
    """The function that takes what is due, for the worker alone, and the indexes it begins at."""

    def forwards(self) -> Sequence[str]:
        return [
            *(f"create index {name} on {columns}" for name, columns in INDEXES.items()),
            TAKE,
            "revoke execute on function take_reminders(timestamptz) from public",
            "grant execute on function take_reminders(timestamptz) to saaska_jobs",
        ]

    def backwards(self) -> Sequence[str]:
        return [
            "drop function take_reminders(timestamptz)",
            *(f"drop index {name}" for name in INDEXES),
        ]

    def describe(self) -> str:
        return "Take the reminders that are due"


def take(moment: datetime) -> list[UUID]:
    """Takes what is due at that moment; the people who have a mail to come, of this taking or one before."""
    with connection.cursor() as cursor:
        cursor.execute("select take_reminders(%s)", [moment])
        return [user_id for (user_id,) in cursor]
