"""The dashboard: real numbers for a full account, the way in for a new one."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import UserFactory
from applications.models import JobApplication
from applications.tests.factories import JobApplicationFactory, WeeklyGoalFactory
from applications.tests.plans import partitions_of
from jobs.tests.factories import SavedJobFactory
from letters.tests.factories import CoverLetterFactory
from resumes.tests.factories import ResumeFactory
from saaska.dashboard import desk, first_steps, pipeline

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


@pytest.fixture
def user() -> User:
    return UserFactory(first_name="Zoë")


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


class TestDashboard:
    def test_it_sends_a_stranger_to_the_login(self, client: Client) -> None:
        response = client.get("/dashboard/")

        assert response.status_code == 302
        assert unquote(response["Location"]) == "/accounts/login/?next=/dashboard/"

    def test_it_refuses_other_methods(self, signed_in: Client) -> None:
        assert signed_in.post("/dashboard/").status_code == 405

    def test_a_new_person_sees_three_steps_and_no_zeros(self, signed_in: Client) -> None:
        response = signed_in.get("/dashboard/")

        assert response.status_code == 200
        assert "Hello, Zoë" in response.text
        assert 'data-state="now"' in response.text
        assert 'class="pipeline"' not in response.text
        assert response.context["steps"].resume == "now"

    def test_it_shows_what_the_person_has(self, signed_in: Client, user: User) -> None:
        ResumeFactory(user=user, title="Data engineer", download_count=1)
        CoverLetterFactory(user=user)
        SavedJobFactory.create_batch(2, user=user)
        JobApplicationFactory(user=user, hired=True)

        response = signed_in.get("/dashboard/")

        assert "Data engineer" in response.text
        assert response.context["desk"].totals == {"resume": 1, "letter": 1, "job": 2}
        assert response.context["pipeline"].by_status["Hired"] == 1

    def test_it_shows_nothing_of_another_person(self, signed_in: Client) -> None:
        other = UserFactory()
        ResumeFactory(user=other, title="Secret plan")
        JobApplicationFactory(user=other, interview=True, company="Secret Ltd")

        response = signed_in.get("/dashboard/")

        assert "Secret" not in response.text
        assert response.context["pipeline"].total == 0

    def test_a_deleted_resume_is_not_there(self, signed_in: Client, user: User) -> None:
        ResumeFactory(user=user, title="Thrown away", deleted=True)

        response = signed_in.get("/dashboard/")

        assert "Thrown away" not in response.text
        assert response.context["desk"].totals["resume"] == 0

    def test_the_next_interview_is_the_nearest_one_to_come(self, signed_in: Client, user: User) -> None:
        now = timezone.now()
        for company, days in [("Later", 9), ("Next", 2), ("Past", -2)]:
            at = now + timedelta(days=days)
            JobApplicationFactory(user=user, status="Interview", company=company, interview_date=at)

        response = signed_in.get("/dashboard/")

        assert response.context["agenda"].interview.company == "Next"
        assert "in 2 days" in response.text

    def test_markup_in_a_name_stays_text(self, signed_in: Client, user: User) -> None:
        JobApplicationFactory(user=user, interview=True, company="<script>alert(1)</script>")
        ResumeFactory(user=user, title="<img src=x onerror=alert(1)>")

        response = signed_in.get("/dashboard/")

        assert "<script>alert" not in response.text
        assert "<img src=x" not in response.text

    def test_it_asks_the_database_as_often_for_a_thousand_applications_as_for_one(
        self, signed_in: Client, user: User, count_queries
    ) -> None:
        ResumeFactory(user=user)
        JobApplicationFactory(user=user, interview=True)
        signed_in.get("/dashboard/")  # the first visit makes the row of preferences
        with count_queries() as few:
            signed_in.get("/dashboard/")
        ResumeFactory.create_batch(9, user=user)
        JobApplication.objects.bulk_create(
            JobApplicationFactory.build(user=user, status=status, date_applied=timezone.localdate())
            for status in JobApplication.Status.values
            for _ in range(200)
        )

        with count_queries() as many:
            response = signed_in.get("/dashboard/")

        assert response.context["pipeline"].total == 1001
        assert len(many) == len(few) <= MOST_QUERIES
        assert {partitions_of(query) for query in many if "job_applications" in query} == {1}


class TestPipeline:
    def test_it_counts_every_status_and_names_the_empty_ones(self, user: User) -> None:
        JobApplicationFactory.create_batch(2, user=user)
        JobApplicationFactory(user=user, offer=True)

        assert pipeline(user).by_status == {
            "Applied": 2,
            "Interview": 0,
            "Offer": 1,
            "Hired": 0,
            "Rejected": 0,
        }

    def test_the_weeks_are_the_last_eight_and_end_with_this_one(self, user: User) -> None:
        today = timezone.localdate()
        this_monday = today - timedelta(days=today.weekday())
        for day in (today, this_monday, this_monday - timedelta(days=1), this_monday - timedelta(weeks=8)):
            JobApplicationFactory(user=user, date_applied=day)

        weeks = pipeline(user).weeks()

        assert [week.sent for week in weeks] == [0, 0, 0, 0, 0, 0, 1, 2]
        assert weeks[-1].monday == this_monday
        assert [week.now for week in weeks].count(True) == 1

    def test_the_tallest_bar_fills_the_chart_and_none_leaves_it(self, user: User) -> None:
        JobApplicationFactory.create_batch(3, user=user)

        weeks = pipeline(user).weeks()

        assert weeks[-1].top == 24
        assert {week.top + week.height for week in weeks} == {136}

    def test_an_account_without_applications_has_flat_weeks(self, user: User) -> None:
        assert {week.height for week in pipeline(user).weeks()} == {0}

    def test_rejected_and_hired_are_no_longer_open(self, user: User) -> None:
        JobApplicationFactory(user=user, rejected=True)
        JobApplicationFactory(user=user, hired=True)
        JobApplicationFactory(user=user, interview=True)

        assert pipeline(user).open == 1

    def test_a_goal_higher_than_every_bar_stays_in_the_chart(self, user: User) -> None:
        JobApplicationFactory(user=user)

        found = pipeline(user)

        assert (found.goal(4).line_at, found.weeks(4)[-1].top) == (24, 108)

    def test_the_bin_is_left_out_and_the_archive_counts_as_sent(self, user: User) -> None:
        JobApplicationFactory(user=user, deleted_at=timezone.now())
        JobApplicationFactory(user=user, archived_at=timezone.now())

        found = pipeline(user)

        assert (found.total, found.recent, found.open) == (1, 1, 0)


class TestGoal:
    def test_the_goal_of_the_week_is_counted_down(self, signed_in: Client, user: User) -> None:
        WeeklyGoalFactory(user=user, applications=3)
        JobApplicationFactory(user=user)

        response = signed_in.get("/dashboard/")

        goal = response.context["goal"]
        assert (goal.wanted, goal.sent, goal.left, goal.percent) == (3, 1, 2, 33)
        assert "2 to go this week" in response.text

    def test_who_wants_no_goal_is_not_asked_again(self, signed_in: Client, user: User) -> None:
        WeeklyGoalFactory(user=user, applications=0)
        JobApplicationFactory.create_batch(4, user=user)

        response = signed_in.get("/dashboard/")

        assert "goal-title" not in response.text


class TestDesk:
    def test_nothing_lies_there_at_first(self, user: User) -> None:
        assert desk(user).totals == {"resume": 0, "letter": 0, "job": 0}

    def test_documents_of_both_kinds_come_newest_first_and_all_are_counted(self, user: User) -> None:
        ResumeFactory.create_batch(5, user=user)
        letter = CoverLetterFactory(user=user)

        found = desk(user)

        assert [item.kind for item in found.documents] == ["letter", "resume", "resume", "resume"]
        assert found.documents[0].url == f"/letters/{letter.pk}/edit/"
        assert found.totals["resume"] == 5

    def test_a_job_that_was_applied_for_is_not_shown_as_kept(self, user: User) -> None:
        SavedJobFactory(user=user, applied=True)

        assert desk(user).jobs == []

    def test_a_job_that_closes_soon_is_to_be_applied_for(self, signed_in: Client, user: User) -> None:
        today = timezone.localdate()
        for position, days in [("Soon", 5), ("Sooner", 1), ("Over", -1), ("Later", 30)]:
            SavedJobFactory(
                user=user, company="Oakway", position=position, closes_on=today + timedelta(days=days)
            )

        response = signed_in.get("/dashboard/")

        assert [(act.title, act.is_urgent) for act in response.context["agenda"].acts] == [
            ("Apply: Sooner at Oakway", True),
            ("Apply: Soon at Oakway", False),
        ]


class TestFirstSteps:
    def test_a_finished_resume_leads_on_to_the_first_application(self) -> None:
        steps = first_steps(has_resume=True, applications=0, has_goal=False)

        assert steps is not None
        assert (steps.resume, steps.application, steps.goal) == ("done", "now", "later")

    def test_the_order_is_free(self) -> None:
        steps = first_steps(has_resume=False, applications=1, has_goal=True)

        assert steps is not None
        assert (steps.resume, steps.application, steps.goal) == ("now", "done", "done")

    def test_whoever_did_all_three_knows_the_way(self) -> None:
        assert first_steps(has_resume=True, applications=1, has_goal=True) is None

    def test_whoever_sends_without_a_goal_knows_the_way(self) -> None:
        assert first_steps(has_resume=True, applications=4, has_goal=False) is None
