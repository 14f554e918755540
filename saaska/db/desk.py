"""What lies on a person's desk, in one query. As a union of querysets Django took longer to write it than to ask it."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection

# Kind, id, title, company, changed or kept at, downloads, version, the day it closes soon, how many of its kind.
DESK: Final = """
(select 'resume', id, title, '', updated_at, download_count, version, null::date, count(*) over ()
 from resumes where user_id = %(user)s and deleted_at is null
 order by updated_at desc, id limit %(documents)s)
union all
(select 'letter', id, title, company_name, updated_at, download_count, version, null, count(*) over ()
 from cover_letters where user_id = %(user)s and deleted_at is null
 order by updated_at desc, id limit %(documents)s)
union all
(select 'job', id, position, company, created_at, 0, 0,
   case when closes_on between %(today)s and %(soon)s then closes_on end as closing, count(*) over ()
 from saved_jobs where user_id = %(user)s and archived_at is null and deleted_at is null and not applied
 order by closing nulls last, created_at desc, id limit %(jobs)s)
"""


def desk(user_id: UUID, *, documents: int, jobs: int, today: date, soon: date) -> list[tuple[Any, ...]]:
    """So many documents of each kind and so many jobs, those that close until `soon` first, then the newest."""
    asked: dict[str, Any] = {
        "user": user_id,
        "documents": documents,
        "jobs": jobs,
        "today": today,
        "soon": soon,
    }
    with connection.cursor() as cursor:
        cursor.execute(DESK, asked)
        return list(cursor.fetchall())
