"""Counting a person's applications: by what they share, and by how long they stood where. One partition each."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection

Row = dict[str, Any]

VERSIONS: Final = 60  # states of résumés, and stages of statuses, at most
STAGES: Final = 13

GROUPED: Final = """
with mine as (
  select id, status, date_applied, resume_id, btrim(source) as source from job_applications
  where user_id = %(user)s and deleted_at is null and date_applied >= %(since)s
), history as (
  select application_id, bool_or(status <> 'Applied') as is_answered,
    max(array_position(array['Applied', 'Interview', 'Offer', 'Hired'], status::text)) as reached
  from application_events where user_id = %(user)s and kind = 'status' group by application_id
), frozen as (
  select distinct on (application_id) application_id, source_id, source_version from sent_documents
  where user_id = %(user)s and kind = 'resume' and source_id is not null order by application_id, sent_at
), facts as (
  select source, lower(source) as source_key, coalesce(frozen.source_id, resume_id) as resume_id, source_version,
    case when date_applied >= %(first_month)s then date_trunc('month', date_applied)::date end as month,
    case when date_applied >= %(first_week)s then date_trunc('week', date_applied)::date end as week,
    status <> 'Applied' or coalesce(is_answered, false) as is_answered,
    greatest(reached, array_position(array['Applied', 'Interview', 'Offer', 'Hired'], status::text), 1) as reached
  from mine left join history on history.application_id = id left join frozen on frozen.application_id = id
), counted as (
  select case grouping(source_key, resume_id, source_version, month, week)
      when 15 then 'source' when 23 then 'resume' when 19 then 'version' when 29 then 'month' when 30 then 'week'
      else 'all' end as kind,
    min(source) as source, resume_id, source_version, month, week, count(*) as sent,
    count(*) filter (where is_answered) as answered,
    count(*) filter (where reached >= 2) as invited,
    count(*) filter (where reached >= 3) as offered,
    count(*) filter (where reached >= 4) as hired
  from facts
  group by grouping sets ((), (source_key), (resume_id), (resume_id, source_version), (month), (week))
), ordered as (
  select *, row_number() over (partition by kind order by month desc nulls last, sent desc, source, resume_id) as place
  from counted
)
select kind, ordered.source, ordered.resume_id, resumes.title, source_version, month, week,
  sent, answered, invited, offered, hired
from ordered left join resumes on resumes.id = ordered.resume_id and resumes.user_id = %(user)s
where place <= case kind when 'version' then %(versions)s else %(groups)s + 1 end
order by kind, place
"""

STAYS: Final = """
with steps as (
  select application_id, status, stage, happened_at, events.created_at, lag(events.status) over one as before,
    lead(happened_at) over one as until
  from application_events events
  join (select id from job_applications
        where user_id = %(user)s and deleted_at is null and date_applied >= %(since)s) mine on mine.id = application_id
  where events.user_id = %(user)s and kind = 'status'
  window one as (partition by application_id order by happened_at, events.created_at)
), in_status as (
  select status::text, '' as stage,
    extract(epoch from lead(happened_at) over (partition by application_id order by happened_at, created_at)
      - happened_at) / 86400 as days
  from steps where before is distinct from status
), in_stage as (
  select status::text, stage::text, extract(epoch from until - happened_at) / 86400 as days
  from steps where stage <> ''
), stays as (
  select * from in_status where status in ('Applied', 'Interview', 'Offer') union all select * from in_stage
), told as (
  select status, stage, count(days) as over, count(*) - count(days) as lasting,
    percentile_cont(array[0.25, 0.5, 0.75]) within group (order by days) as quarters
  from stays group by status, stage
)
select status, stage, over, lasting, quarters from told order by stage <> '', over desc, status, stage limit %(stages)s
"""


def grouped(user_id: UUID, *, since: date, first_month: date, first_week: date, most: int) -> list[Row]:
    """Applications sent since a day, counted by "kind": "all", "source", "resume", "version" of a résumé, "month",
    "week". A month or week is null for what was sent before the first; of each kind at most `most` + 1 rows come, the
    largest first (months from the latest back)."""
    asked = {"first_month": first_month, "first_week": first_week, "versions": VERSIONS, "groups": most}
    return _rows(GROUPED, {"user": user_id, "since": since, **asked})


def stays(user_id: UUID, *, since: date) -> list[Row]:
    """Of each status, and of each stage within one, how many stays are over or lasting; the quarters of those over, in
    days."""
    return _rows(STAYS, {"user": user_id, "since": since, "stages": STAGES})


def _rows(query: str, asked: Row) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
