"""The web's login can do nothing that it does not need (promise 3)."""

import pytest

from saaska.db.tests.catalogue import ask

pytestmark = pytest.mark.django_db
ROLES = ["saaska_web", "saaska_user", "saaska_anon", "saaska_auth", "saaska_staff", "saaska_jobs"]


@pytest.mark.parametrize("role", ROLES)
class TestRole:
    def test_it_is_no_superuser_and_passes_no_policy_by(self, role):
        rows = ask(
            "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = %s", role
        )

        assert rows == [(False, False, False, False)]

    def test_it_owns_nothing(self, role):
        assert ask("select relname from pg_class where relowner = %s::regrole", role) == []

    def test_it_makes_no_tables(self, role):
        assert ask("select has_schema_privilege(%s, 'public', 'create')", role) == [(False,)]

    def test_it_is_no_member_of_the_owner(self, role):
        assert ask("select pg_has_role(%s, 'saaska_owner', 'member')", role) == [(False,)]


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
