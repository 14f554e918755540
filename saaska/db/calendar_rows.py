"""What stands in a calendar, in one query: each kind by an index on its own day, of a day no more than is shown.

As querysets it was three, the one about applications read all that a person has to find the silent ones, and each row
became an object of its model.
"""

from datetime import date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection

# As the index job_applications_follow_up has it. Not coalesce(): PostgreSQL takes that for something that could leak,
# and uses no index for it behind row-level security.
LAST_WORD: Final = "case when a.last_contact_on is not null then a.last_contact_on else a.date_applied end"
SPAN: Final = f"""
with standing as (
  select 'round' as kind, r.id, r.application_id, r.kind::text as words, a.position, a.company, a.status,
    (r.starts_at at time zone %(zone)s)::date as day, r.starts_at, r.minutes, r.place, r.link,
    r.created_at, r.updated_at
  from interview_rounds r cross join lateral (
    select id, position, company, status, archived_at, deleted_at
    from job_applications where user_id = %(user)s and id = r.application_id limit 1
  ) a
  where r.user_id = %(user)s and r.starts_at >= %(start)s and r.starts_at < %(end)s and r.result <> 'cancelled'
    and a.archived_at is null and a.deleted_at is null
  union all
  select 'interview', a.id, a.id, '', a.position, a.company, a.status,
    (a.interview_date at time zone %(zone)s)::date, a.interview_date, 60, '', '', a.created_at, a.updated_at
  from job_applications a
  where a.user_id = %(user)s and a.interview_date >= %(start)s and a.interview_date < %(end)s
    and a.status <> 'Rejected' and a.archived_at is null and a.deleted_at is null
    and not exists (
      select from interview_rounds r where r.user_id = %(user)s and r.application_id = a.id
        and r.starts_at = a.interview_date and r.starts_at >= %(start)s and r.starts_at < %(end)s
        and r.result <> 'cancelled'
    )
  union all
  select 'offer', a.id, a.id, '', a.position, a.company, a.status,
    a.offer_deadline, null, 0, '', '', a.created_at, a.updated_at
  from job_applications a
  where a.user_id = %(user)s and a.offer_deadline between %(first)s and %(last)s
    and a.status = 'Offer' and a.archived_at is null and a.deleted_at is null
  union all
  select 'follow-up', a.id, a.id, '', a.position, a.company, a.status,
    {LAST_WORD} + %(silent)s, null, 0, '', '', a.created_at, a.updated_at
  from job_applications a
  where a.user_id = %(user)s
    and {LAST_WORD} between %(first)s - %(silent)s and %(last)s - %(silent)s
    and (a.interview_date is null or a.interview_date < now())
    and a.status in ('Applied', 'Interview') and a.archived_at is null and a.deleted_at is null
  union all
  select 'task', t.id, t.application_id, t.title, '', coalesce(a.company, ''), coalesce(a.status, ''),
    t.due_on, null, 0, '', '', t.created_at, t.updated_at
  from application_tasks t left join lateral (
    select id, position, company, status, archived_at, deleted_at
    from job_applications where user_id = %(user)s and id = t.application_id limit 1
  ) a on true
  where t.user_id = %(user)s and t.due_on between %(first)s and %(last)s and t.done_at is null
    and (t.application_id is null or (a.id is not null and a.archived_at is null and a.deleted_at is null))
), numbered as (
  select *, count(*) over (partition by day) as of_day,
    row_number() over (partition by day order by starts_at nulls first, kind, position, words, id) as place_of_day
  from standing
)
select kind, id, application_id, words, position, company, status, day, starts_at, minutes, place, link,
  created_at, updated_at, of_day
from numbered where place_of_day <= %(of_a_day)s
order by day, place_of_day limit %(most)s
"""


class Standing(NamedTuple):
    """`words` are the kind of an interview or the title of a task, `of_day` how many stand on its day."""

    kind: str
    pk: UUID
    application: UUID | None
    words: str
    position: str
    company: str
    status: str
    day: date
    starts_at: datetime | None
    minutes: int
    place: str
    link: str
    created_at: datetime
    updated_at: datetime
    of_day: int


def standing(
    user_id: UUID,
    days: tuple[date, date],
    times: tuple[datetime, datetime],
    *,
    zone: str,
    silent: int,
    of_a_day: int,
    most: int,
) -> list[Standing]:
    """From the first to the last of `days`, which begin and end at `times` in `zone`; by day, what takes it before what
    has a time. After `silent` days one follows up."""
    asked: dict[str, Any] = {
        "user": user_id,
        "zone": zone,
        "silent": silent,
        "of_a_day": of_a_day,
        "most": most,
    }
    asked |= {"first": days[0], "last": days[1], "start": times[0], "end": times[1]}
    with connection.cursor() as cursor:
        cursor.execute(SPAN, asked)
        return [Standing(*row) for row in cursor.fetchall()]
