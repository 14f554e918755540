"""The private address of a calendar: who knows it reads that calendar, and nothing else."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.limits import Limit
from applications.models import CalendarFeed, JobApplication
from applications.tests.factories import (
    ApplicationTaskFactory,
    InterviewRoundFactory,
    JobApplicationFactory,
)
from applications.views import feed as views
from saaska.db import feeds
from saaska.db.scope import scope

pytestmark = pytest.mark.django_db
PAGE = "/applications/calendar/feed/"


@pytest.fixture
def feed(ada):
    return CalendarFeed.renew(ada)


@pytest.fixture
def program():
    return Client()


class TestPage:
    def test_making_shows_the_address_that_works(self, client, ada, program):
        before = client.get(PAGE).context["address"]
        client.post(PAGE)

        path = client.get(PAGE).context["address"].partition("//")[2].partition("/")[2]
        assert before == ""
        assert program.get(f"/{path}").status_code == 200

    def test_only_a_hash_of_the_key_is_stored(self, ada, feed):
        key = feed.get_absolute_url().rpartition("/")[2].removesuffix(".ics")

        with connection.cursor() as cursor:
            cursor.execute("select row_to_json(f)::text from calendar_feeds f")
            assert key not in cursor.fetchone()[0]

    def test_a_new_address_ends_the_old_one(self, client, feed, ada, program):
        old = feed.get_absolute_url()
        client.post(PAGE, {"action": "renew"})

        assert program.get(old).status_code == 404
        assert program.get(ada.calendar_feeds.get().get_absolute_url()).status_code == 200

    def test_ending_it_leaves_none(self, client, feed, ada, program):
        client.post(PAGE, {"action": "end"})

        assert program.get(feed.get_absolute_url()).status_code == 404
        assert ada.activities.filter(type="unshare", feature="calendar").exists()
        assert CalendarFeed.objects.count() == 0

    def test_with_another_secret_key_it_asks_for_a_new_one(self, client, feed):
        CalendarFeed.objects.update(sha256="0" * 64)

        page = client.get(PAGE)

        assert page.context["address"] == ""
        assert "Make a new one" in page.content.decode()

    def test_another_method_is_refused(self, client, ada):
        assert client.put(PAGE).status_code == 405


class TestCalendar:
    def test_it_holds_the_persons_calendar_and_no_one_elses(self, feed, ada, program):
        soon = timezone.now() + timedelta(days=3)
        mine = JobApplicationFactory(user=ada, position="Mine", notes="Secret")
        InterviewRoundFactory(application=mine, starts_at=soon)
        ApplicationTaskFactory(application=mine, due_on=soon.date(), title="Read up")
        InterviewRoundFactory(application__position="Theirs", starts_at=soon)

        file = program.get(feed.get_absolute_url()).content.decode()

        assert "SUMMARY:Video call: Mine" in file
        assert "SUMMARY:Read up" in file
        assert "Theirs" not in file
        assert "Secret" not in file

    def test_who_is_signed_in_reads_the_same(self, feed, client):
        stranger = JobApplicationFactory(position="Theirs")
        InterviewRoundFactory(application=stranger)
        client.force_login(stranger.user)

        assert "Theirs" not in client.get(feed.get_absolute_url()).content.decode()

    def test_what_has_not_changed_is_not_sent_again(self, feed, program):
        etag = program.get(feed.get_absolute_url())["ETag"]

        again = program.get(feed.get_absolute_url(), HTTP_IF_NONE_MATCH=etag)
        JobApplicationFactory(user=feed.user, date_applied=timezone.localdate())
        changed = program.get(feed.get_absolute_url(), HTTP_IF_NONE_MATCH=etag)

        assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)

    def test_nobody_keeps_or_lists_it(self, feed, program):
        answer = program.get(feed.get_absolute_url())

        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"

    def test_somebody_deactivated_has_none(self, feed, program, ada):
        type(ada).objects.update(is_active=False)

        assert program.get(feed.get_absolute_url()).status_code == 404

    def test_reads_are_limited(self, feed, program, monkeypatch):
        monkeypatch.setattr(views, "READS", Limit("few reads", 1, 3600))

        answers = [program.get(feed.get_absolute_url()).status_code for _time in range(2)]

        assert answers == [200, 429]

    def test_guesses_are_limited(self, db, program, monkeypatch):
        monkeypatch.setattr(views, "GUESSES", Limit("few guesses", 1, 3600))

        answers = [program.get(f"/calendar/{number}.ics").status_code for number in range(2)]

        assert answers == [404, 429]

    def test_it_asks_as_much_for_many(self, feed, program, count_queries, ada):
        for _n in range(10):
            InterviewRoundFactory(application__user=ada)

        with count_queries() as queries:
            program.get(feed.get_absolute_url())

        assert len(queries) <= 6

    def test_another_method_is_refused(self, feed, program):
        assert program.post(feed.get_absolute_url()).status_code == 405


class TestPolicies:
    def test_the_key_opens_one_persons_rows(self, feed):
        JobApplicationFactory()
        mine = JobApplicationFactory(user=feed.user)

        with scope("anon"):
            before = list(JobApplication.objects.only("id"))
            feeds.ask_for(feed.sha256)
            after = list(JobApplication.objects.only("id"))

        assert (before, after) == ([], [mine])

    @pytest.mark.parametrize(
        "column", ["job_applications.notes", "job_applications.offer_salary", "interview_rounds.notes"]
    )
    def test_and_not_the_columns_that_no_calendar_has(self, feed, column):
        table, _dot, name = column.partition(".")
        with scope("anon"):
            feeds.ask_for(feed.sha256)

            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"select {name} from {table}")
