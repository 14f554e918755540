"""What PostgreSQL's catalogue says of isolation: each function answers with what is wrong, [] when nothing is."""

from django.db import connection

OURS = "c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"


def ask(query: str, *parameters: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters or None)
        return cursor.fetchall()


def tables_of_people() -> list[tuple[str, str]]:
    """Every table that holds rows of a person, with the column that names them: users, and all with a user_id."""
    rows = ask(
        f"select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid"
        f" where {OURS} and not c.relispartition and not a.attisdropped"
        f" and (a.attname = 'user_id' or (c.relname = 'users' and a.attname = 'id')) order by 1"
    )
    return [(table, column) for table, column in rows]


def tables_without_lock() -> list[str]:
    """Tables of people without row-level security, without the policies own and staff, or with one too wide."""
    wrong = []
    for table, column in tables_of_people():
        enabled = ask("select relrowsecurity from pg_class where oid = %s::regclass", table)[0][0]
        policies = {
            name: (using or "", check or "", sorted(roles))
            for name, using, check, roles in ask(
                "select policyname, qual, with_check, roles::text[] from pg_policies where tablename = %s",
                table,
            )
        }
        own = policies.pop("own", ("", "", []))
        narrow = f"({column} = ( SELECT app_user_id() AS app_user_id))"
        if not enabled or own[0] != narrow or own[1] not in (narrow, "") or "staff" not in policies:
            wrong.append(f"{table}: row-level security {enabled}, own {own}")
        for name, (using, check, roles) in policies.items():
            everything = using == "true" or check == "true"
            if everything and not set(roles) <= {"saaska_staff", "saaska_auth"}:
                wrong.append(f"{table}: policy {name} opens every row to {roles}")
    return wrong


def tables_without_audit() -> list[str]:
    audited = {row[0] for row in ask("select tgrelid::regclass::text from pg_trigger where tgname = 'audit'")}
    return [table for table, _ in tables_of_people() if table not in {*audited, "audit_log"}]


def partitions_with_grants() -> list[tuple]:
    """A grant on a partition would go round its parent's policies."""
    return ask(
        f"select c.relname, g.grantee::regrole::text, g.privilege_type from pg_class c, aclexplode(c.relacl) g"
        f" where {OURS} and c.relispartition and g.grantee <> c.relowner"
    )


def columns_that_raise_rights() -> list[tuple]:
    """Columns of users that decide a person's rights and that the person may nevertheless write."""
    deciding = ["id", "email", "password_hash", "is_staff", "is_superuser", "is_active", "subscription_tier"]
    deciding += ["subscription_status", "subscription_expires_at", "email_verified"]
    return ask(
        "select column_name from unnest(%s::text[]) column_name"
        " where has_column_privilege('saaska_user', 'users', column_name, 'update')"
        " or has_column_privilege('saaska_anon', 'users', column_name, 'update')",
        deciding,
    )
