"""What to do next, and the weekly goal."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from applications import goals
from applications.agenda import agenda
from applications.models import WeeklyGoal
from applications.tests.factories import (
    ApplicationTaskFactory,
    InterviewRoundFactory,
    JobApplicationFactory,
    WeeklyGoalFactory,
)

pytestmark = pytest.mark.django_db


def days(n: int) -> date:
    return timezone.localdate() + timedelta(days=n)


def titles(user) -> list[str]:
    return [act.title for act in agenda(user.pk).acts]


def silent(user, company: str, for_days: int):
    return JobApplicationFactory(user=user, company=company, date_applied=days(-for_days))


class TestAgenda:
    def test_the_most_pressing_comes_first(self, ada):
        silent(ada, "Quiet", 9)
        ApplicationTaskFactory(
            application=JobApplicationFactory(user=ada, company="Tasked"), title="Call", due_on=days(0)
        )
        JobApplicationFactory(user=ada, offer=True, company="Giver", offer_deadline=days(1))
        soon = JobApplicationFactory(user=ada, status="Interview", company="Second")
        JobApplicationFactory(user=ada, interview=True, company="First", interview_date=timezone.now())
        InterviewRoundFactory(application=soon, starts_at=timezone.now() + timedelta(days=1))
        InterviewRoundFactory(application=soon, starts_at=timezone.now() + timedelta(days=4))

        found = agenda(ada.pk)

        assert found.interview.company == "Second"
        assert [(act.title, act.is_urgent) for act in found.acts] == [
            ("Answer the offer of Giver", True),
            ("Call (Tasked)", True),
            ("Prepare the interview at Second", False),
            ("Follow up with Quiet", False),
        ]

    def test_an_offer_without_a_day_is_to_be_answered_too(self, ada):
        JobApplicationFactory(user=ada, offer=True, company="Giver")

        assert titles(ada) == ["Answer the offer of Giver"]

    def test_a_round_that_the_application_tells_as_well_is_one_interview(self, ada):
        application = JobApplicationFactory(user=ada, interview=True)
        InterviewRoundFactory(application=application, starts_at=application.interview_date)

        found = agenda(ada.pk)

        assert found.interview.kind == "round"
        assert found.acts == []

    def test_an_interview_of_late_asks_how_it_went_until_that_is_noted(self, ada):
        application = JobApplicationFactory(user=ada, status="Interview", company="Heard")
        past = timezone.now() - timedelta(days=2)
        InterviewRoundFactory(application=application, starts_at=past)
        InterviewRoundFactory(application=application, starts_at=past - timedelta(days=1), result="passed")

        assert titles(ada) == ["Note how the interview at Heard went"]

    def test_those_silent_for_the_shortest_come_first_and_few_of_them(self, ada):
        for n in range(6):
            silent(ada, f"Quiet {n}", 20 - n)
        silent(ada, "Long gone", 90)

        assert titles(ada) == [f"Follow up with Quiet {n}" for n in (5, 4, 3, 2)]

    def test_many_offers_hide_no_silence(self, ada):
        JobApplicationFactory.create_batch(9, user=ada, offer=True)
        silent(ada, "Quiet", 9)

        assert titles(ada)[-1] == "Follow up with Quiet"
        assert len(titles(ada)) == 6

    def test_what_is_put_away_or_over_asks_for_nothing(self, ada):
        for columns in ({"deleted_at": timezone.now()}, {"archived_at": timezone.now()}, {"rejected": True}):
            application = JobApplicationFactory(user=ada, date_applied=days(-9), **columns)
            InterviewRoundFactory(application=application)
            ApplicationTaskFactory(application=application, due_on=days(0))

        found = agenda(ada.pk)

        assert (found.interview, found.acts) == (None, [])

    def test_it_is_quiet_about_another_person(self, ada):
        JobApplicationFactory(offer=True)

        assert titles(ada) == []

    def test_days_are_those_where_the_person_is(self, ada, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
        ApplicationTaskFactory(
            user=ada, application=JobApplicationFactory(user=ada), title="Call", due_on=date(2026, 3, 3)
        )

        with timezone.override("Asia/Tokyo"):
            (act,) = agenda(ada.pk).acts

        assert act.note == "due today"


class TestGoal:
    def test_it_holds_from_this_week_on_and_leaves_the_past_alone(self, client, ada):
        monday = goals.monday_of(timezone.localdate())
        WeeklyGoalFactory(user=ada, monday=monday - timedelta(weeks=5), applications=3)

        response = client.post("/applications/goal/", {"applications": "7"})

        assert response["Location"] == "/dashboard/"
        rows = list(ada.weekly_goals.all())
        assert goals.of_week(rows, monday) == 7
        assert goals.of_week(rows, monday - timedelta(weeks=1)) == 3
        assert goals.of_week(rows, monday - timedelta(weeks=6)) == 0

    def test_setting_it_twice_in_a_week_keeps_one(self, client, ada):
        client.post("/applications/goal/", {"applications": "7"})
        client.post("/applications/goal/", {"applications": "4"})

        noted = ada.activities.filter(feature="weekly_goal").order_by("timestamp")
        assert [goal.applications for goal in ada.weekly_goals.all()] == [4]
        assert [(one.type, one.details) for one in noted] == [
            ("create", {"applications": 7}),
            ("change", {"applications": 4}),
        ]

    @pytest.mark.parametrize("typed", ["", "-1", "51", "five", "9" * 5000])
    def test_what_is_no_such_number_is_said_and_writes_nothing(self, client, ada, typed):
        response = client.post("/applications/goal/", {"applications": typed})

        assert response.status_code == 422
        assert "Write a number from 0 to 50." in response.text
        assert not WeeklyGoal.objects.exists()

    def test_the_database_takes_no_other_day_and_no_other_number(self, ada):
        for wrong in ({"monday": date(2026, 3, 3)}, {"applications": 51}):
            with pytest.raises(IntegrityError), transaction.atomic():
                WeeklyGoalFactory(user=ada, **wrong)
