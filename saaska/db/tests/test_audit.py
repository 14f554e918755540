"""The audit trail sees every change however it was made, and nobody rewrites it."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.tests.factories import UserActivityFactory, UserFactory
from applications.tests.factories import JobApplicationFactory
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory
from saaska.db.models import AuditEntry
from saaska.db.scope import scope
from saaska.http import request_id

pytestmark = pytest.mark.django_db


def sql(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def entries(table: str, operation: str):
    return AuditEntry.objects.filter(table_name=table, operation=operation)


class TestTrail:
    def test_a_new_row_is_there_whole(self):
        resume = ResumeFactory(title="Baker")

        entry = entries("resumes", "I").get(row_id=resume.pk)

        assert (entry.user_id, entry.changes["title"]) == (resume.user_id, "Baker")

    def test_a_change_names_old_and_new(self):
        resume = ResumeFactory(title="Baker")

        Resume.objects.filter(pk=resume.pk).update(title="Cook")

        assert entries("resumes", "U").get().changes == {"title": ["Baker", "Cook"]}

    def test_an_update_that_changes_nothing_leaves_no_entry(self):
        resume = ResumeFactory(title="Baker")

        resume.save()

        assert not entries("resumes", "U").exists()

    def test_raw_sql_and_bulk_are_seen(self):
        ResumeFactory.create_batch(3)

        sql("update resumes set title = 'Cook'")

        assert entries("resumes", "U").count() == 3

    def test_a_cascade_is_seen(self):
        resume = ResumeFactory()

        sql("delete from users where id = %s", resume.user_id)

        assert entries("resumes", "D").get().row_id == resume.pk

    def test_a_partition_writes_the_name_of_its_table(self):
        JobApplicationFactory()

        assert entries("job_applications", "I").count() == 1

    def test_it_knows_who_in_which_role_and_request(self):
        ada = UserFactory()
        token = request_id.set("request-1234")

        with scope("user", ada.pk):
            ResumeFactory(user=ada)
        request_id.reset(token)

        entry = entries("resumes", "I").get()
        assert (entry.actor_id, entry.actor_role, entry.request_id) == (ada.pk, "saaska_user", "request-1234")

    @pytest.mark.parametrize("column", ["password_hash", "email_verification_token", "reset_password_token"])
    def test_secrets_are_hidden(self, column):
        UserFactory(email_verification_token="secret", reset_password_token="secret")

        sql(f"update users set {column} = 'other secret'")

        assert entries("users", "I").get().changes[column] == "***"
        assert entries("users", "U").get().changes == {column: ["***", "***"]}

    def test_an_activity_is_a_log_itself_but_its_deletion_is_seen(self):
        activity = UserActivityFactory()

        activity.delete()

        assert not entries("user_activities", "I").exists()
        assert entries("user_activities", "D").count() == 1


class TestAppendOnly:
    @pytest.mark.parametrize(
        "statement",
        [
            "update audit_log set table_name = 'x'",
            "delete from audit_log",
            "truncate audit_log",
            "delete from audit_log_default",
            "update audit_log_default set table_name = 'x'",
        ],
    )
    def test_even_the_owner_is_refused(self, statement):
        ResumeFactory()

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            sql(statement)

    @pytest.mark.parametrize("role", ["user", "anon", "auth", "staff"])
    def test_no_role_writes_it(self, role):
        with pytest.raises(DatabaseError, match="permission denied"), scope(role, UserFactory().pk):
            sql(
                "insert into audit_log (actor_role, table_name, operation, changes) values ('x', 'x', 'I', '{}')"
            )

    def test_a_person_reads_their_own_trail(self):
        ada, _berta = UserFactory(), UserFactory()

        with scope("user", ada.pk):
            owners = set(AuditEntry.objects.values_list("user_id", flat=True))

        assert owners == {ada.pk}
