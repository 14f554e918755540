"""What the applications tell: counted by PostgreSQL, compared with what was noted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from applications import goals
from applications.insights import Rate, insights
from applications.models import JobApplication
from applications.tests.factories import JobApplicationFactory, SentDocumentFactory, WeeklyGoalFactory
from applications.tests.plans import partitions_of
from resumes.tests.factories import ResumeFactory
from saaska.db.stage_history import happening

pytestmark = pytest.mark.django_db
URL = "/applications/insights/"


def sent_on(user, day: int, *way: tuple[str, int], **columns) -> JobApplication:
    """Sent so many days ago, and moved on so many days ago each."""
    today = timezone.localdate()
    application = JobApplicationFactory(user=user, date_applied=today - timedelta(days=day), **columns)
    for status, ago in way:
        at = datetime.combine(today - timedelta(days=ago), datetime.min.time(), UTC) + timedelta(hours=12)
        with happening(at):
            JobApplication.objects.filter(pk=application.pk).update(status=status)
    return application


class TestRate:
    @pytest.mark.parametrize(
        ("n", "of", "interval"),
        [(0, 10, (0, 28)), (1, 3, (6, 79)), (5, 10, (24, 76)), (10, 10, (72, 100)), (150, 1000, (13, 17))],
    )
    def test_the_interval_is_wilsons(self, n, of, interval):
        assert (Rate(n, of).low, Rate(n, of).high) == interval

    def test_of_nothing_anything_may_be_true(self):
        assert (Rate(0, 0).low, Rate(0, 0).high) == (0, 100)


class TestFunnel:
    def test_a_stage_counts_for_whoever_reached_it_or_a_later_one(self, ada):
        sent_on(ada, 20)
        sent_on(ada, 20, ("Rejected", 10))
        sent_on(ada, 20, ("Interview", 12), ("Rejected", 10))
        sent_on(ada, 20, ("Hired", 3))

        told = insights(ada.pk)

        assert [step.rate.n for step in told.funnel] == [4, 2, 1, 1]
        assert [step.onward and step.onward.of for step in told.funnel] == [None, 4, 2, 1]
        assert (told.answered.n, told.answered.of) == (3, 4)

    def test_an_undone_move_was_never_made(self, client, ada):
        application = JobApplicationFactory(user=ada)
        client.post(f"/applications/{application.pk}/move/", {"status": "Offer"})
        event = application.events.get(status="Offer")

        client.post(f"/applications/{application.pk}/move/{event.pk}/undo/")

        assert [step.rate.n for step in insights(ada.pk).funnel] == [1, 0, 0, 0]

    def test_the_bin_and_other_people_are_left_out_and_the_archive_is_not(self, ada):
        JobApplicationFactory(user=ada, deleted_at=timezone.now())
        JobApplicationFactory(user=ada, archived_at=timezone.now())
        JobApplicationFactory(hired=True)

        assert [step.rate.n for step in insights(ada.pk).funnel] == [1, 0, 0, 0]

    def test_a_period_looks_back_from_today(self, ada):
        sent_on(ada, 91)
        sent_on(ada, 89)

        assert (insights(ada.pk, "90").sent, insights(ada.pk, "365").sent) == (1, 2)


class TestAnswers:
    def test_sources_are_one_however_they_are_written(self, ada):
        sent_on(ada, 9, ("Interview", 2), source="LinkedIn")
        sent_on(ada, 9, ("Rejected", 2), source=" linkedin")
        sent_on(ada, 9, source=None)

        first, unknown = insights(ada.pk).sources

        assert (first.name.lower(), first.sent, first.answered.n, first.invited.n) == ("linkedin", 2, 2, 1)
        assert (unknown.name, unknown.sent) == ("", 1)

    def test_rare_sources_are_counted_together(self, ada):
        for n in range(14):
            sent_on(ada, 9, source=f"Source {n:02}")

        *shown, rest = insights(ada.pk).sources

        assert (len(shown), rest.is_rest, rest.sent) == (12, True, 2)

    def test_a_resume_that_went_out_in_two_states_is_told_apart(self, ada):
        resume = ResumeFactory(user=ada, title="Platforms")
        for version, way in ((3, [("Interview", 1)]), (3, []), (8, [])):
            application = sent_on(ada, 9, *way, resume=resume)
            SentDocumentFactory(application=application, source_id=resume.pk, source_version=version)
        sent_on(ada, 9)

        first, unknown = insights(ada.pk).resumes

        assert (first.name, first.sent, unknown.is_known) == ("Platforms", 3, False)
        assert [(one.name, one.sent, one.answered.n) for one in first.versions] == [("3", 2, 1), ("8", 1, 0)]

    def test_months_go_back_a_year(self, ada):
        sent_on(ada, 0)
        sent_on(ada, 800)

        now, earlier = insights(ada.pk).months

        assert (now.month, now.sent) == (timezone.localdate().replace(day=1), 1)
        assert (earlier.is_rest, earlier.sent) == (True, 1)


class TestStays:
    def test_the_median_is_of_what_is_over(self, ada):
        sent_on(ada, 30, ("Interview", 20), ("Rejected", 5))
        sent_on(ada, 30, ("Rejected", 26))
        sent_on(ada, 30)

        applied, interview = insights(ada.pk).stays

        assert (applied.status, applied.over, applied.lasting, applied.median) == ("Applied", 2, 1, 7)
        assert (interview.status, interview.over, interview.median) == ("Interview", 1, 15)
        assert not applied.has_range

    def test_a_new_stage_within_a_status_does_not_end_the_stay(self, ada):
        application = sent_on(ada, 30, ("Interview", 20))
        for stage, ago in (("Phone", 18), ("On site", 12)):
            with happening(timezone.now() - timedelta(days=ago)):
                JobApplication.objects.filter(pk=application.pk).update(stage=stage)

        stays = {(one.status, one.stage): one for one in insights(ada.pk).stays}

        assert stays["Interview", ""].lasting == 1
        assert round(stays["Interview", "Phone"].median) == 6
        assert stays["Interview", "On site"].over == 0


class TestGoal:
    def test_each_week_is_judged_by_the_goal_it_had(self, ada):
        monday = goals.monday_of(timezone.localdate())
        WeeklyGoalFactory(user=ada, monday=monday - timedelta(weeks=2), applications=1)
        WeeklyGoalFactory(user=ada, monday=monday - timedelta(weeks=1), applications=2)
        for weeks in (1, 2):
            JobApplicationFactory(user=ada, date_applied=monday - timedelta(weeks=weeks))

        told = insights(ada.pk)

        assert [(week.sent, week.wanted) for week in told.weeks[-4:]] == [(0, 0), (1, 1), (1, 2), (0, 2)]
        assert (told.reached_weeks, len(told.aimed)) == (1, 2)


class TestPage:
    def test_it_tells_counts_with_intervals_and_never_a_bare_percentage(self, client, ada):
        sent_on(ada, 9, ("Interview", 2), source="<b>Board</b>")
        sent_on(ada, 9, source="<b>Board</b>")
        sent_on(ada, 9, source="<b>Board</b>")

        response = client.get(URL)

        assert response.status_code == 200
        assert "1 of 3" in response.text
        assert "6–79 %" in response.text
        assert "33 %" not in response.text
        assert "<b>Board" not in response.text

    @pytest.mark.parametrize("query", ["", "?period=90", "?period=7", "?period=" + "9" * 5000])
    def test_without_applications_it_says_what_belongs_here(self, client, ada, query):
        response = client.get(URL + query)

        assert response.status_code == 200
        assert 'class="card empty"' in response.text

    def test_a_thousand_applications_ask_the_database_as_often_as_one(self, client, ada, count_queries):
        sent_on(ada, 9, ("Interview", 2))
        client.get(URL)
        with count_queries() as few:
            client.get(URL)
        day = date(2020, 1, 1)
        JobApplication.objects.bulk_create(
            JobApplicationFactory.build(user=ada, date_applied=day + timedelta(days=n // 4), source=f"{n}")
            for n in range(1000)
        )

        with count_queries() as many:
            response = client.get(URL)

        assert response.context["told"].sent == 1001
        assert len(many) == len(few) <= 8
        assert {partitions_of(query) for query in many if "job_applications" in query} == {1}
        assert len(response.content) < 120_000

    def test_a_stranger_is_sent_to_the_login(self, client):
        assert client.get(URL).status_code == 302

    def test_it_takes_no_other_method(self, client, ada):
        assert client.post(URL).status_code == 405
