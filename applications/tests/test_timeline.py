"""The dated history of an application, written by the database."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.tests.factories import UserFactory
from applications.models import ApplicationEvent, JobApplication
from applications.tests.factories import ApplicationTaskFactory, JobApplicationFactory
from saaska.db.stage_history import happening

pytestmark = pytest.mark.django_db


def history(application: JobApplication) -> list[tuple[str, str, date]]:
    events = application.events.filter(kind=ApplicationEvent.Kind.STATUS).order_by(
        "happened_at", "created_at"
    )
    return [(event.status, event.stage, event.happened_at.date()) for event in events]


class TestStatus:
    def test_a_new_application_begins_on_the_day_it_was_sent(self):
        application = JobApplicationFactory(date_applied=date(2026, 3, 2))

        assert history(application) == [("Applied", "", date(2026, 3, 2))]

    def test_a_change_by_an_update_of_many_rows_is_dated_too(self):
        application = JobApplicationFactory(date_applied=date(2026, 3, 2))

        JobApplication.objects.filter(user=application.user).update(status="Interview", stage="Phone screen")

        today = timezone.now().date()
        assert history(application)[1:] == [("Interview", "Phone screen", today)]
        application.refresh_from_db()
        assert application.last_contact_on == today

    def test_a_change_can_be_told_later_than_it_happened(self):
        application = JobApplicationFactory(date_applied=date(2026, 3, 2))

        with happening(datetime(2026, 3, 20, 9, tzinfo=UTC)):
            application.status = "Rejected"
            application.save()

        assert history(application)[1:] == [("Rejected", "", date(2026, 3, 20))]

    def test_what_is_told_ends_with_its_block(self):
        with happening(datetime(2026, 3, 20, 9, tzinfo=UTC)):
            pass

        application = JobApplicationFactory(date_applied=date(2026, 3, 2))

        assert history(application) == [("Applied", "", date(2026, 3, 2))]

    def test_another_change_adds_nothing(self):
        application = JobApplicationFactory()

        application.source = "A friend"
        application.save()

        assert len(history(application)) == 1


class TestKeys:
    def test_a_strangers_application_is_refused_by_the_database(self):
        application, stranger = JobApplicationFactory(), UserFactory()
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")

        with pytest.raises(IntegrityError), transaction.atomic():
            ApplicationTaskFactory(application=application, user=stranger)

    def test_they_go_with_their_application(self):
        application = JobApplicationFactory()
        ApplicationTaskFactory(application=application)

        with connection.cursor() as cursor:
            cursor.execute("delete from job_applications where id = %s", [application.pk])
            cursor.execute("set constraints all immediate")

        assert not ApplicationEvent.objects.filter(application_id=application.pk).exists()
