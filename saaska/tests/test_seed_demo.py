"""The demo account: believable, complete, the same after a second run, never in production by accident."""

from datetime import date, timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User, UserActivity
from applications.models import JobApplication, SentDocument
from interviews.models import InterviewSession
from jobs.models import SavedJob
from letters.models import CoverLetter
from resumes.models import Resume
from saaska import demo, seeding
from saaska.documents.sections import Section

pytestmark = pytest.mark.django_db
OURS = ("accounts", "resumes", "letters", "applications", "jobs", "interviews", "billing", "documents")


def everything():
    """Every row of our tables, as the database holds it."""
    tables = [model._meta.db_table for label in OURS for model in apps.get_app_config(label).get_models()]
    rows = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select * from {table} order by id")
            rows[table] = cursor.fetchall()
    return rows


@pytest.fixture
def demo_user(settings):
    settings.DEBUG = True
    call_command("seed_demo", stdout=None)
    return User.objects.get(email="demo@saaska.com")


@pytest.fixture(scope="class")
def seeded_once(django_db_setup, django_db_blocker):
    """What seed_demo writes, under every test of a class that only reads it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", force=True, stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def nora(seeded_once):
    return User.objects.get(email="demo@saaska.com")


class TestSeedDemo:
    def test_it_fills_a_career(self, demo_user):
        counts = {
            model.__name__: model.objects.filter(user=demo_user).count()
            for model in (Resume, CoverLetter, JobApplication, SavedJob, InterviewSession)
        }

        assert counts == {
            "Resume": 4,
            "CoverLetter": 5,
            "JobApplication": 40,
            "SavedJob": 8,
            "InterviewSession": 4,
        }

    def test_a_second_run_changes_nothing(self, demo_user):
        before = everything()

        call_command("seed_demo")

        assert everything() == before

    def test_a_run_on_a_later_day_changes_nothing(self, demo_user):
        before = everything()

        added = seeding.seed_demo(timezone.localdate() + timedelta(days=40))

        assert (added, everything() == before) == (False, True)

    def test_it_prints_the_logins(self, settings, capsys):
        settings.DEBUG = True

        call_command("seed_demo")

        assert capsys.readouterr().out.splitlines() == [
            "Demo login: demo@saaska.com, password demo-saaska-2026",
            "Staff login: staff@example.org, password staff-saaska-2026",
        ]

    def test_a_failure_half_way_leaves_nothing(self, monkeypatch):
        monkeypatch.setattr(demo, "interview_sessions", lambda: [{"days": 1, "score": "not a number"}])

        with pytest.raises(ValidationError):
            seeding.seed_demo(timezone.localdate())

        assert not User.objects.exists()


class TestProduction:
    def test_one_application_has_what_it_was_sent_with(self):
        call_command("seed_demo", force=True, prints=True, stdout=StringIO())

        kept = SentDocument.objects.order_by("kind")
        assert [(one.kind, one.application.company) for one in kept] == [
            ("letter", "Juniper Grid"),
            ("resume", "Juniper Grid"),
        ]

    def test_it_refuses_while_debug_is_off(self):
        with pytest.raises(CommandError, match="password is public"):
            call_command("seed_demo")

        assert not User.objects.exists()

    def test_force_adds_the_demo_but_no_staff(self, capsys):
        call_command("seed_demo", "--force")

        assert list(User.objects.values_list("email", flat=True)) == ["demo@saaska.com"]
        assert "Staff" not in capsys.readouterr().out


class TestLogins:
    def test_the_demo_logs_in_and_sees_its_dashboard(self, demo_user, client):
        client.post("/accounts/login/", {"login": "demo@saaska.com", "password": "demo-saaska-2026"})

        response = client.get("/dashboard/")

        assert response.status_code == 200
        assert "Nora" in response.content.decode()

    def test_the_demo_is_no_staff(self, demo_user):
        assert (demo_user.is_staff, demo_user.is_superuser) == (False, False)

    def test_staff_open_the_admin(self, demo_user, client):
        client.post("/accounts/login/", {"login": "staff@example.org", "password": "staff-saaska-2026"})

        assert client.get("/admin/").status_code == 200


class TestCareer:
    def test_every_row_passes_the_checks_of_the_forms(self, nora):
        for kind in ("resumes", "cover_letters", "job_applications", "saved_jobs", "interview_sessions"):
            for row in getattr(nora, kind).all():
                row.full_clean()

    def test_one_resume_has_every_kind_of_section(self, nora):
        kinds = {kind.model_fields["kind"].annotation.__args__[0] for kind in Section.__origin__.__args__}

        complete = nora.resumes.get(title="Everything, complete")

        assert {section["kind"] for section in complete.personal_info["sections"]} == kinds

    def test_applications_stand_at_every_status(self, nora):
        statuses = set(nora.job_applications.values_list("status", flat=True))

        assert statuses == set(JobApplication.Status.values)

    def test_applications_spread_over_a_year(self, nora):
        days = sorted(nora.job_applications.values_list("date_applied", flat=True))

        assert days[-1] >= timezone.localdate() - timedelta(days=2)
        assert timedelta(days=330) < days[-1] - days[0] < timedelta(days=366)
        assert max(late - early for early, late in pairwise(days)) < timedelta(days=35)

    def test_nothing_is_dated_before_the_sign_up_or_after_now(self, nora):
        times = (
            UserActivity.objects.filter(user=nora).order_by("timestamp").values_list("timestamp", flat=True)
        )

        assert nora.created_at == times[0]
        assert max(times) < timezone.now()

    def test_no_document_is_sent_before_it_was_begun(self, nora):
        sent = nora.job_applications.select_related("resume", "cover_letter")

        early = [row for row in sent for document in (row.resume, row.cover_letter)
                 if document and document.created_at > row.created_at]  # fmt: skip

        assert early == []

    def test_each_download_counted_is_an_activity(self, nora):
        counted = sum(nora.resumes.values_list("download_count", flat=True))
        counted += sum(nora.cover_letters.values_list("download_count", flat=True))

        assert nora.activities.filter(type="download").count() == counted > 15

    def test_its_activities_are_named_as_the_product_names_them(self, nora):
        features = set(nora.activities.values_list("feature", flat=True))

        assert features == {"account", "application", "cover_letter", "interview", "resume", "saved_job"}

    def test_each_thing_and_download_says_what_it_is_about(self, nora):
        told = nora.activities.exclude(feature="account").values_list("type", "feature", "details")

        keys = {(type, feature, *sorted(details)) for type, feature, details in told}

        assert keys == {
            ("create", "application", "application"),
            ("create", "cover_letter", "letter"),
            ("create", "interview", "interview"),
            ("create", "resume", "resume"),
            ("create", "saved_job", "saved_job"),
            ("download", "cover_letter", "format", "letter"),
            ("download", "resume", "format", "resume"),
        }

    def test_upcoming_interviews_are_on_working_days(self, nora):
        upcoming = nora.job_applications.upcoming_interviews()

        assert len(upcoming) >= 3
        assert all(row.interview_date.weekday() < 5 for row in upcoming)

    def test_notes_are_encrypted(self, nora):
        with connection.cursor() as cursor:
            cursor.execute("select notes from job_applications where notes is not null")
            stored = [row[0] for row in cursor.fetchall()]

        assert len(stored) > 15
        assert all(token.startswith("gAAAA") for token in stored)

    def test_addresses_are_invented(self, nora):
        told = str([list(nora.resumes.values()), list(nora.saved_jobs.values())])

        hosts = {part.split("/")[0].split("'")[0] for part in told.split("https://")[1:]}

        assert hosts
        assert all(host.endswith(".example.com") for host in hosts)


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 11, 28), date(2028, 2, 29)], ids=str)
def test_a_weekend_holds_no_appointment(day):
    times = [demo.appointment(day, ahead, 10) for ahead in range(14)]

    assert {time.weekday() for time in times} <= {0, 1, 2, 3, 4}
    assert all(
        timedelta(0) <= time.date() - day - timedelta(days=n) <= timedelta(days=2)
        for n, time in enumerate(times)
    )
