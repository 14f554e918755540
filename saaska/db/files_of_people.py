"""Files that belong to somebody go when they go: a trigger puts the job into the transaction that deletes a person.

So it does not matter who deletes the row: staff, a command, a statement by hand. Every file lies in a folder of its
owner, and two people with the same content have it twice, so nothing of anybody else can go with it.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from saaska.db.rls import SqlOperation

JOB = "saaska.db.tasks.drop_files_of"
NAMED = """
select 'photos/' || user_id || '/' || digest || '.jpg' from photos where user_id = %(owner)s
union all select 'enclosures/' || user_id || '/' || sha256 || '.pdf' from letter_enclosures where user_id = %(owner)s
union all select file from sent_documents where user_id = %(owner)s
"""


class FilesGoToo(SqlOperation):
    """The trigger."""

    def forwards(self) -> Sequence[str]:
        return [
            f"""create function users_files_go() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform procrastinate_defer_jobs_v1(array[
    row('default', '{JOB}', 0, null, null, jsonb_build_object('user_id', old.id), null)
      ::procrastinate_job_to_defer_v1]);
  return null;
end $$""",
            "create trigger files_go after delete on users for each row execute function users_files_go()",
        ]

    def backwards(self) -> Sequence[str]:
        return ["drop trigger files_go on users", "drop function users_files_go()"]

    def describe(self) -> str:
        return "Files of people go with them"


def named(owner: UUID) -> set[str]:
    """The keys of all files that rows of that person name. As staff."""
    with connection.cursor() as cursor:
        cursor.execute(NAMED, {"owner": owner})
        return {key for (key,) in cursor}


def exists(owner: UUID) -> bool:
    """As staff."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from users where id = %s)", [owner])
        return bool(cursor.fetchone()[0])
