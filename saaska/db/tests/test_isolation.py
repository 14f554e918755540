"""Isolation is the database's: every table of people, asked by hand-written SQL in the name of a stranger."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from accounts.tests.factories import UserActivityFactory, UserFactory, UserPreferencesFactory
from applications.tests import factories as of_applications
from applications.tests.factories import JobApplicationFactory
from billing.tests.factories import SubscriptionFactory
from interviews.tests.factories import InterviewSessionFactory
from jobs.tests.factories import SavedJobFactory, SavedPostingFactory
from letters.tests.factories import CoverLetterFactory, EnclosureFactory
from resumes.tests.factories import (
    ResumeCopyFactory,
    ResumeFactory,
    ResumeImportFactory,
    ResumeShareDayFactory,
    ResumeShareFactory,
)
from saaska.db import shares
from saaska.db.scope import scope
from saaska.db.tests import catalogue
from saaska.documents.tests.factories import PhotoFactory

pytestmark = pytest.mark.django_db


def of_auth(table: str, values: str):
    """A maker of one row in a table that has no factory because a library owns it."""

    def make(user):
        with connection.cursor() as cursor:
            cursor.execute(f"insert into {table} {values}", {"user": user.pk})

    return make


# How each table of people gets a row of somebody's. A new table must be added here, or test_every_table… fails.
MAKERS = {
    "users": lambda user: None,
    "user_preferences": lambda user: UserPreferencesFactory(user=user),
    "user_activities": lambda user: UserActivityFactory(user=user),
    "photos": lambda user: PhotoFactory(user=user),
    "resumes": lambda user: ResumeFactory(user=user),
    "resume_imports": lambda user: ResumeImportFactory(user=user),
    "resume_states": lambda user: ResumeFactory(user=user),
    "resume_copies": lambda user: ResumeCopyFactory(user=user),
    "resume_shares": lambda user: ResumeShareFactory(user=user),
    "resume_share_days": lambda user: ResumeShareDayFactory(user=user),
    "cover_letters": lambda user: CoverLetterFactory(user=user),
    "cover_letter_states": lambda user: CoverLetterFactory(user=user),
    "letter_enclosures": lambda user: EnclosureFactory(user=user),
    "job_applications": lambda user: JobApplicationFactory(user=user),
    "calendar_feeds": lambda user: of_applications.CalendarFeedFactory(user=user),
    "reminders": lambda user: of_applications.ReminderFactory(user=user),
    "reminder_choices": lambda user: of_applications.ReminderChoicesFactory(user=user),
    "saved_views": lambda user: of_applications.SavedViewFactory(user=user),
    "bulk_changes": lambda user: of_applications.BulkChangeFactory(user=user),
    "application_import_parts": lambda user: of_applications.ApplicationImportPartFactory(user=user),
    "application_imports": lambda user: of_applications.ApplicationImportFactory(user=user),
    "weekly_goals": lambda user: of_applications.WeeklyGoalFactory(user=user),
    "removed_records": lambda user: of_applications.RemovedRecordFactory(application__user=user),
    "saved_jobs": lambda user: SavedJobFactory(user=user),
    "saved_postings": lambda user: SavedPostingFactory(saved_job__user=user),
    "interview_sessions": lambda user: InterviewSessionFactory(user=user),
    "subscriptions": lambda user: SubscriptionFactory(user=user),
    "audit_log": lambda user: None,  # making the person wrote entries
    "account_emailaddress": lambda user: None,  # made with the person
    "usersessions_usersession": of_auth(
        "usersessions_usersession",
        "(user_id, session_key, ip, user_agent, created_at, last_seen_at, data)"
        " values (%(user)s, gen_random_uuid()::text, '127.0.0.1', 'x', now(), now(), '{}')",
    ),
    "django_admin_log": of_auth(
        "django_admin_log",
        "(user_id, action_time, object_repr, action_flag, change_message) values (%(user)s, now(), 'x', 1, '')",
    ),
    "users_groups": lambda user: user.groups.create(name=f"group of {user}"),
    "users_user_permissions": lambda user: user.user_permissions.add(Permission.objects.latest("pk")),
}
MAKERS |= {  # a row belongs to whoever its application belongs to
    made._meta.model._meta.db_table: lambda user, made=made: made(application__user=user)
    for made in (
        of_applications.ApplicationEventFactory,
        of_applications.InterviewRoundFactory,
        of_applications.ApplicationContactFactory,
        of_applications.ApplicationTaskFactory,
        of_applications.SentDocumentFactory,
        of_applications.PostingTextFactory,
    )
}
TABLES = sorted(MAKERS)


def column(table: str) -> str:
    return "id" if table == "users" else "user_id"


def run(statement: str, *parameters: object) -> list[tuple] | int:
    """Rows of a query, or the number of rows a statement touched; -1 when the role has no such right at all."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else cursor.rowcount
    except ProgrammingError as problem:
        if not re.search(
            "permission denied|row-level security|nobody changes their own rights", str(problem)
        ):
            raise
        return -1


@pytest.fixture
def two(request):
    """Ada asks; Berta has a row in the table of the test."""
    ada, berta = UserFactory(), UserFactory()
    if "table" in request.fixturenames:
        MAKERS[request.getfixturevalue("table")](berta)
    return ada, berta


class TestEveryTable:
    def test_every_table_of_people_is_locked(self):
        assert catalogue.tables_without_lock() == []

    def test_every_table_of_people_is_audited(self):
        assert catalogue.tables_without_audit() == []

    def test_every_table_of_people_is_tried_here(self):
        assert [table for table, _ in catalogue.tables_of_people()] == TABLES

    def test_no_role_has_rights_on_a_partition(self):
        assert catalogue.partitions_with_grants() == []

    def test_nobody_may_write_the_columns_that_decide_their_rights(self):
        assert catalogue.columns_that_raise_rights() == []


@pytest.mark.parametrize("table", TABLES)
class TestStranger:
    def test_it_sees_no_row_of_another(self, table, two):
        ada, berta = two

        with scope("user", ada.pk):
            found = run(f"select * from {table} where {column(table)} = %s", berta.pk)

        assert found in ([], -1)

    def test_it_changes_no_row_of_another(self, table, two):
        ada, berta = two

        with scope("user", ada.pk):
            touched = run(
                f"update {table} set {column(table)} = {column(table)} where {column(table)} = %s", berta.pk
            )

        assert touched in (0, -1)

    def test_it_deletes_no_row_of_another(self, table, two):
        ada, berta = two

        with scope("user", ada.pk):
            touched = run(f"delete from {table} where {column(table)} = %s", berta.pk)

        assert touched in (0, -1)

    def test_nobody_sees_nothing(self, table, two):
        with scope("user", None):
            found = run(f"select * from {table}")

        assert found in ([], -1)

    def test_a_visitor_sees_nothing(self, table, two):
        with scope("anon"):
            found = run(f"select * from {table}")

        assert found in ([], -1)

    def test_outside_a_scope_the_web_has_no_right(self, table, two):
        with transaction.atomic():
            run("select set_config('role', 'saaska_web', true)")
            found = run(f"select * from {table}")
            run("select set_config('role', 'none', true)")

        assert found == -1

    def test_staff_sees_it(self, table, two):
        ada, berta = two

        with scope("staff", ada.pk):
            found = run(f"select * from {table} where {column(table)} = %s", berta.pk)

        assert len(found) >= 1

    def test_dropping_the_policy_would_show(self, table, two):
        ada, berta = two
        run(f"grant select on {table} to saaska_user")
        run(f"create policy hole on {table} for select to saaska_user using (true)")

        with scope("user", ada.pk):
            found = run(f"select * from {table} where {column(table)} = %s", berta.pk)

        assert len(found) >= 1, "the checks above would not notice a hole in this table"
        assert any(table in problem for problem in catalogue.tables_without_lock())


class TestCatalogueNotices:
    def test_a_new_table_without_anything(self):
        run("create table diaries (id uuid primary key, user_id uuid not null, text text)")

        assert any("diaries" in problem for problem in catalogue.tables_without_lock())
        assert catalogue.tables_without_audit() == ["diaries"]

    def test_a_policy_that_was_dropped(self):
        run("drop policy own on resumes")

        assert any("resumes" in problem for problem in catalogue.tables_without_lock())

    def test_row_security_that_was_switched_off(self):
        run("alter table saved_jobs disable row level security")

        assert any("saved_jobs" in problem for problem in catalogue.tables_without_lock())

    def test_a_grant_on_a_partition(self):
        run("grant select on saved_jobs_p03 to saaska_user")

        assert catalogue.partitions_with_grants() == [("saved_jobs_p03", "saaska_user", "SELECT")]

    def test_a_right_to_ones_own_tier(self):
        run("grant update (subscription_tier) on users to saaska_user")

        assert catalogue.columns_that_raise_rights() == [("subscription_tier",)]


class TestWrites:
    def test_a_row_for_another_is_refused(self):
        ada, berta = UserFactory(), UserFactory()

        with pytest.raises(ProgrammingError, match="row-level security"), scope("user", ada.pk):
            JobApplicationFactory(user=berta)

    def test_a_row_cannot_be_given_away(self):
        ada, berta = UserFactory(), UserFactory()
        resume = ResumeFactory(user=ada)

        with pytest.raises(ProgrammingError, match="row-level security"), scope("user", ada.pk):
            type(resume).objects.filter(pk=resume.pk).update(user=berta)

    def test_an_application_cannot_name_a_strangers_resume(self):
        ada, berta = UserFactory(), UserFactory()
        resume = ResumeFactory(user=berta)

        with scope("user", ada.pk):
            JobApplicationFactory(user=ada, resume_id=resume.pk)

        with pytest.raises(IntegrityError, match="resume_id"):
            connection.check_constraints()

    def test_an_application_cannot_name_a_strangers_letter(self):
        ada, berta = UserFactory(), UserFactory()
        letter = CoverLetterFactory(user=berta)

        with scope("user", ada.pk):
            JobApplicationFactory(user=ada, cover_letter_id=letter.pk)

        with pytest.raises(IntegrityError, match="cover_letter_id"):
            connection.check_constraints()

    def test_nobody_raises_their_own_tier(self):
        ada = UserFactory()

        with scope("user", ada.pk):
            touched = run("update users set subscription_tier = 'premium' where id = %s", ada.pk)

        assert touched == -1

    @pytest.mark.parametrize(
        "change", ["is_staff = true", "is_superuser = true", "subscription_tier = 'premium'"]
    )
    def test_login_raises_nobodys_rights(self, change):
        ada = UserFactory()

        with scope("auth", ada.pk):
            touched = run(f"update users set {change} where id = %s", ada.pk)

        assert touched == -1

    def test_sign_up_makes_no_staff(self):
        with pytest.raises(DatabaseError, match="without rights"), scope("auth"):
            UserFactory(staff=True)

    def test_a_person_changes_their_own_name(self):
        ada = UserFactory()

        with scope("user", ada.pk):
            touched = run("update users set first_name = 'Adele' where id = %s", ada.pk)

        assert touched == 1


class TestPublicResume:
    def test_a_visitor_reads_one_whose_address_is_known(self):
        share = ResumeShareFactory()
        ResumeShareFactory()

        with scope("anon"):
            shares.ask_for(share.address)
            found = run("select id from resumes")

        assert found == [(share.resume_id,)]

    def test_a_visitor_who_knows_no_address_reads_none(self):
        ResumeShareFactory()
        ResumeFactory(is_public=True)

        with scope("anon"):
            found = run("select id from resumes")

        assert found == []

    def test_one_that_is_public_no_more_is_not_read(self):
        share = ResumeShareFactory(resume__is_public=False)

        with scope("anon"):
            shares.ask_for(share.address)
            found = run("select id from resumes")

        assert found == []

    def test_a_visitor_changes_none(self):
        share = ResumeShareFactory()

        with scope("anon"):
            shares.ask_for(share.address)
            touched = run("update resumes set title = 'x'")

        assert touched == -1

    def test_one_in_the_bin_is_public_no_more(self, db):
        share = ResumeShareFactory()
        share.resume.delete_for_now()

        with scope("anon"):
            shares.ask_for(share.address)
            found = run("select id from resumes")

        assert found == []
