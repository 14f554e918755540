"""Partitions: months are made and dropped, people spread over sixteen, an update opens one."""

import io
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import UserActivity
from accounts.tests.factories import UserActivityFactory, UserFactory
from applications.models import JobApplication
from applications.tests.factories import JobApplicationFactory
from jobs.tests.factories import SavedJobFactory
from saaska.db.partitions import maintain_months
from saaska.db.tests.catalogue import ask

pytestmark = pytest.mark.django_db


def months(table: str) -> list[str]:
    rows = ask(
        "select inhrelid::regclass::text from pg_inherits where inhparent = %s::regclass order by 1", table
    )
    return [name for (name,) in rows if not name.endswith("_default")]


def explained(query: str, *parameters: object) -> str:
    return "\n".join(line for (line,) in ask(f"explain {query}", *parameters))


class TestMonths:
    def test_the_command_makes_this_month_and_the_next_three(self):
        out = io.StringIO()

        call_command("partitions", stdout=out)

        this = timezone.now().strftime("user_activities_%Y_%m")
        assert this in months("user_activities")
        assert len(months("user_activities")) == len(months("audit_log")) == 4
        assert f"created {this}" in out.getvalue()

    def test_a_second_run_changes_nothing(self):
        maintain_months()

        assert maintain_months() == []

    def test_months_past_retention_go(self):
        maintain_months(since=date(2020, 1, 1))

        maintain_months(keep=24)

        oldest = min(months("user_activities"))
        now = timezone.now()
        assert oldest == f"user_activities_{now.year - 2}_{now.month:02d}"

    def test_a_row_lands_in_its_month(self):
        maintain_months()
        activity = UserActivityFactory()

        found = ask("select tableoid::regclass::text from user_activities where id = %s", activity.pk)

        assert found == [(activity.timestamp.strftime("user_activities_%Y_%m"),)]

    def test_rows_in_the_default_partition_block_their_month_and_are_named(self):
        activity = UserActivityFactory()
        UserActivity.objects.filter(pk=activity.pk).update(timestamp=datetime(2020, 5, 5, tzinfo=UTC))
        errors = io.StringIO()

        call_command(
            "partitions", "--since", "2020-05", "--keep", "1000", stdout=io.StringIO(), stderr=errors
        )

        assert "blocked user_activities_2020_05" in errors.getvalue()
        assert UserActivity.objects.filter(pk=activity.pk).exists()

    def test_the_worker_may_call_it_and_a_visitor_may_not(self):
        may = "select has_function_privilege(%s, 'maintain_partitions(date, integer, integer)', 'execute')"

        assert ask(may, "saaska_jobs") == [(True,)]
        assert ask(may, "saaska_user") == ask(may, "saaska_web") == [(False,)]

    def test_it_is_a_daily_job(self):
        periodic = app.periodic_registry.periodic_tasks

        assert [task.cron for task in periodic.values() if task.task.name.endswith("partitions")] == [
            "17 3 * * *"
        ]


class TestUserRanges:
    @pytest.mark.parametrize("table", ["job_applications", "saved_jobs"])
    def test_there_are_sixteen(self, table):
        assert len(months(table)) == 16

    @pytest.mark.parametrize(("digit", "number"), [("0", 0), ("7", 7), ("f", 15)])
    def test_a_row_lands_by_the_first_digit_of_its_person(self, digit, number):
        user = UserFactory(id=UUID(f"{digit}1234567-89ab-4def-8123-456789abcdef"))
        job = SavedJobFactory(user=user)

        found = ask("select tableoid::regclass::text from saved_jobs where id = %s", job.pk)

        assert found == [(f"saved_jobs_p{number:02d}",)]

    def test_saving_opens_one_partition(self):
        application = JobApplicationFactory()

        with CaptureQueriesContext(connection) as queries:
            application.status = JobApplication.Status.OFFER
            application.save()

        update = next(query["sql"] for query in queries if query["sql"].startswith("UPDATE"))
        assert explained(update).count("Update on job_applications_p") == 1

    def test_a_list_of_ones_own_opens_one_partition_by_its_index(self):
        user = UserFactory()
        page = "select * from job_applications where user_id = %s order by date_applied desc, id limit 50"
        ask("select set_config('enable_seqscan', 'off', true)")

        plan = explained(page, user.pk)

        assert plan.count("on job_applications_p") == 1
        assert "Index Scan" in plan
