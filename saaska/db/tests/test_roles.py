"""The web's login can do nothing that it does not need (promise 3)."""

import pytest
from django.db import connection

from saaska.db.tests.catalogue import ask

pytestmark = pytest.mark.django_db
ROLES = ["saaska_web", "saaska_user", "saaska_anon", "saaska_auth", "saaska_staff", "saaska_jobs"]


def attributes(role: str) -> list[tuple]:
    """Superuser, past the policies, databases, roles, replication."""
    return ask(
        "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication from pg_roles where rolname = %s",
        role,
    )


def owned(role: str) -> list[tuple]:
    """What belongs to the role, of every kind and in every database."""
    return ask(
        "select pg_describe_object(classid, objid, objsubid) from pg_shdepend"
        " where refclassid = 'pg_authid'::regclass and refobjid = %s::regrole and deptype = 'o'",
        role,
    )


def makes(role: str) -> list[tuple]:
    """Where the role may create something that stays."""
    return ask(
        "select nspname::text from pg_namespace where has_schema_privilege(%s, oid, 'create')"
        " union select 'the database' where has_database_privilege(%s, current_database(), 'create')",
        role,
        role,
    )


def past_the_rows(role: str) -> list[tuple]:
    """Rights that no policy looks at, and those by which a table gets other rules."""
    return ask(
        "select c.relname::text, given.privilege_type from pg_class c, aclexplode(c.relacl) given"
        " where given.grantee = %s::regrole and given.privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')",
        role,
    )


def groups(role: str) -> list[str]:
    """Whose rights the role may take: of ours, of the server's own, of anybody's."""
    rows = ask(
        "select roleid::regrole::text from pg_auth_members where member = %s::regrole order by 1", role
    )
    return [group for (group,) in rows]


@pytest.mark.parametrize("role", ROLES)
class TestRole:
    def test_it_is_no_superuser_and_passes_no_policy_by(self, role):
        assert attributes(role) == [(False, False, False, False, False)]

    def test_it_owns_nothing(self, role):
        assert owned(role) == []

    def test_it_makes_no_tables(self, role):
        assert makes(role) == []

    def test_it_goes_past_no_row(self, role):
        assert past_the_rows(role) == []

    def test_it_is_a_member_of_nothing_else(self, role):
        allowed = {"saaska_web": sorted(ROLES[1:])}

        assert groups(role) == allowed.get(role, [])


class TestNotices:
    """Faults that the owner of the tables can plant. What takes a superuser was planted by hand."""

    @pytest.mark.parametrize(
        ("fault", "seen_by"),
        [
            ("grant create on schema public to saaska_user", makes),
            ("grant create on database {database} to saaska_user", makes),
            ("grant truncate on resumes to saaska_user", past_the_rows),
            ("grant trigger on resumes to saaska_user", past_the_rows),
            (
                "grant create on schema public to saaska_user; alter table saved_views owner to saaska_user",
                owned,
            ),
        ],
    )
    def test_a_fault_is_seen(self, fault, seen_by):
        before = seen_by("saaska_user")

        with connection.cursor() as cursor:
            cursor.execute(fault.format(database=connection.settings_dict["NAME"]))

        assert before == []
        assert len(seen_by("saaska_user")) >= 1


class TestWebLogin:
    def test_it_inherits_nothing(self):
        assert ask("select rolinherit, rolcanlogin from pg_roles where rolname = 'saaska_web'") == [
            (False, True)
        ]

    def test_it_has_rights_on_sessions_alone(self):
        rows = ask(
            "select distinct table_name::text from information_schema.role_table_grants where grantee = 'saaska_web'"
        )

        assert rows == [("django_session",)]

    def test_the_groups_cannot_log_in(self):
        assert ask("select rolname from pg_roles where rolname = any(%s) and rolcanlogin", ROLES[1:]) == []
