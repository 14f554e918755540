"""Public résumés: who knows the address sees one, and looking at it is counted.

A request says which address it asks for (app.share, for one transaction). The policies show the share of that address
until it ends, and its résumé; somebody who could run SQL of their own would have to guess the address as well.
"""

from collections.abc import Sequence

from django.db import connection

from saaska.db.rls import SqlOperation

KNOWN = (
    "address = nullif(current_setting('app.share', true), '') and (expires_at is null or expires_at > now())"
)
VISITORS = "saaska_user, saaska_anon"
# What a visitor may know of a share; days are its owner's.
COLUMNS = (
    "id",
    "user_id",
    "resume_id",
    "address",
    "password_hash",
    "expires_at",
    "is_listed",
    "updated_at",
)


class ShareByAddress(SqlOperation):
    """Policies and grants of shares, their résumés and how open their owners are; and the counter."""

    def forwards(self) -> Sequence[str]:
        known = KNOWN.replace("address", "s.address").replace("expires_at", "s.expires_at")
        mine = (
            "exists (select from resume_shares s where s.resume_id = resumes.id and s.user_id = resumes.user_id"
            f" and {known})"
        )
        theirs = (
            f"exists (select from resume_shares s where s.user_id = user_preferences.user_id and {known})"
        )
        return [
            f"create policy known on resume_shares for select to {VISITORS} using ({KNOWN})",
            f"grant select ({', '.join(COLUMNS)}) on resume_shares to saaska_anon",
            "drop policy public_read on resumes",
            f"create policy public_read on resumes for select to {VISITORS}"
            f" using (is_public and deleted_at is null and {mine})",
            f"create policy of_a_share on user_preferences for select to {VISITORS} using ({theirs})",
            "grant select (user_id, privacy_level) on user_preferences to saaska_anon",
            """create function count_share(wanted text, downloaded boolean) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into resume_share_days (user_id, share_id, day, views, downloads)
  select s.user_id, s.id, current_date, (not downloaded)::int, downloaded::int from resume_shares s
  where s.address = wanted and (s.expires_at is null or s.expires_at > now())
  on conflict (user_id, share_id, day) do update
  set views = resume_share_days.views + excluded.views, downloads = resume_share_days.downloads + excluded.downloads
$$""",
            "revoke execute on function count_share(text, boolean) from public",
            f"grant execute on function count_share(text, boolean) to {VISITORS}",
        ]

    def backwards(self) -> Sequence[str]:
        return [
            "drop function count_share(text, boolean)",
            "revoke select (user_id, privacy_level) on user_preferences from saaska_anon",
            "drop policy of_a_share on user_preferences",
            "drop policy public_read on resumes",
            f"create policy public_read on resumes for select to {VISITORS} using (is_public and deleted_at is null)",
            f"revoke select ({', '.join(COLUMNS)}) on resume_shares from saaska_anon",
            "drop policy known on resume_shares",
        ]

    def describe(self) -> str:
        return "Show public résumés to who knows their address"


class PhotoOfShare(SqlOperation):
    """The photo that a shared résumé names, for its visitors, while its owner shows everything."""

    def forwards(self) -> Sequence[str]:
        known = KNOWN.replace("address", "s.address").replace("expires_at", "s.expires_at")
        return [
            f"""create policy of_a_share on photos for select to {VISITORS} using (exists (
  select from resume_shares s
  join resumes r on r.id = s.resume_id and r.user_id = s.user_id
  join user_preferences p on p.user_id = s.user_id
  where s.user_id = photos.user_id and {known} and r.is_public and r.deleted_at is null
  and r.personal_info ->> 'photo' = photos.digest and p.privacy_level = 'public'))""",
            "grant select on photos to saaska_anon",
        ]

    def backwards(self) -> Sequence[str]:
        return ["revoke select on photos from saaska_anon", "drop policy of_a_share on photos"]

    def describe(self) -> str:
        return "Show the photo of a public résumé to who knows its address"


def ask_for(address: str) -> None:
    """What this transaction may see from here on."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.share', %s, true)", [address])


def count(address: str, *, downloaded: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count_share(%s, %s)", [address, downloaded])
