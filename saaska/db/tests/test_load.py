"""The database for measurements: as large as asked, the same every time, with all its guards back in place."""

import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from applications.models import ApplicationEvent, JobApplication

pytestmark = pytest.mark.django_db
SMALL = {"people": 6, "applications": 90, "activities": 240, "largest": 40, "second": 10}
GUARDS = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated::text from pg_constraint
where connamespace = 'public'::regnamespace
union all select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled::text from pg_trigger
where not tgisinternal
union all select tablename, indexname, indexdef, '' from pg_indexes
where schemaname = 'public'
"""
MONTHLY = re.compile(r"(audit_log|user_activities)_\d{4}_")


def asked(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(cursor.fetchall())


def guards() -> list[tuple]:
    """Without those of the monthly partitions, of which the load makes more."""
    return [row for row in asked(GUARDS) if not MONTHLY.match(row[0])]


@pytest.fixture
def loaded(settings):
    settings.DEBUG = True
    before = guards()
    call_command("seed_load", **SMALL, today=date.today(), verbosity=0)
    return before


class TestSeedLoad:
    def test_it_writes_as_many_as_asked_and_their_history(self, loaded, django_user_model):
        counts = [asked(f"select count(*) from {table}")[0][0] for table in ("users", "user_activities")]

        assert counts == [6, 240]
        assert JobApplication.objects.count() == 90
        largest = django_user_model.objects.get(email="load-40@example.org")
        assert (largest.job_applications.count(), largest.resumes.count()) == (40, 1)
        ends = {
            event.application_id: (event.status, event.happened_at.date())
            for event in ApplicationEvent.objects.order_by("happened_at")
        }
        stand = JobApplication.objects.values_list("pk", "status", "last_contact_on")
        assert ends == {pk: (status, day) for pk, status, day in stand}

    def test_keys_indexes_and_triggers_are_back(self, loaded):
        assert guards() == loaded

    def test_the_same_seed_writes_the_same_rows_and_a_second_run_none(
        self, loaded, django_user_model, capsys
    ):
        columns = ("id", "user_id", "company", "status", "date_applied", "interview_date")
        first = sorted(JobApplication.objects.order_by().values_list(*columns), key=str)
        call_command("seed_load", **SMALL)
        assert "nothing was changed" in capsys.readouterr().out
        django_user_model.objects.all().delete()

        call_command("seed_load", **SMALL, today=date.today(), verbosity=0)

        assert sorted(JobApplication.objects.order_by().values_list(*columns), key=str) == first

    def test_it_does_nothing_in_production(self):
        with pytest.raises(CommandError, match="DEBUG is off"):
            call_command("seed_load", **SMALL)

    def test_sizes_that_cannot_be_are_refused(self):
        with pytest.raises(CommandError, match="more applications"):
            call_command("seed_load", force=True, **{**SMALL, "applications": 49})
