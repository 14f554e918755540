"""One search over everything a person has."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import UserFactory
from applications.models import JobApplication
from applications.tests.factories import JobApplicationFactory
from applications.tests.plans import partitions_of
from jobs.tests.factories import SavedJobFactory
from letters.tests.factories import CoverLetterFactory
from resumes.tests.factories import ResumeFactory
from saaska.search import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return UserFactory()


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def titles(user: User, query: str) -> list[str]:
    return [hit.title for group in search(user, query).groups for hit in group.hits]


class TestSearch:
    def test_it_finds_every_kind_and_groups_them(self, user: User) -> None:
        application = JobApplicationFactory(user=user, company="Oakway Transit", position="Analyst")
        job = SavedJobFactory(user=user, company="Oakway Transit", position="Planner")
        resume = ResumeFactory(user=user, title="Transport", summary="Ten years at Oakway.")
        letter = CoverLetterFactory(user=user, title="To them", content="Dear people of Oakway")

        found = search(user, "oakway")

        assert [(group.kind, [hit.title for hit in group.hits]) for group in found.groups] == [
            ("application", ["Analyst"]),
            ("job", ["Planner"]),
            ("resume", ["Transport"]),
            ("letter", ["To them"]),
        ]
        assert [group.hits[0].url for group in found.groups] == [
            f"/applications/{application.pk}/",
            f"/jobs/{job.pk}/",
            f"/resumes/{resume.pk}/edit/",
            f"/letters/{letter.pk}/edit/",
        ]
        assert not found.is_near

    def test_words_may_stand_in_different_columns(self, user: User) -> None:
        JobApplicationFactory(user=user, company="Oakway", position="Data Engineer", city="Utrecht")
        JobApplicationFactory(user=user, company="Oakway", position="Cook", city=None)

        assert titles(user, "engineer OAKWAY utrecht") == ["Data Engineer"]

    @pytest.mark.parametrize("typed", ["goolge", "mircosoft enginer", "data enginer", "microsft"])
    def test_misspelt_words_find_what_comes_close(self, user: User, typed: str) -> None:
        company = "Google" if typed == "goolge" else "Microsoft"
        JobApplicationFactory(user=user, company=company, position="Data Engineer")
        JobApplicationFactory(user=user, company="Bakery", position="Cook")

        found = search(user, typed)

        assert found.is_near
        assert [hit.about for hit in found.groups[0].hits] == [company]

    def test_what_has_the_very_words_keeps_out_what_comes_close(self, user: User) -> None:
        JobApplicationFactory(user=user, position="Senior planner")
        ResumeFactory(user=user, title="Sensor planner")

        assert titles(user, "senior") == ["Senior planner"]

    def test_the_best_of_many_are_shown(self, user: User) -> None:
        for n in range(9):
            day = timezone.localdate() - timedelta(days=n)
            JobApplicationFactory(user=user, position=f"Engineer {n}", date_applied=day)

        (group,) = search(user, "engineer").groups

        assert [hit.title for hit in group.hits] == [f"Engineer {n}" for n in range(8)]
        assert group.has_more

    def test_the_bin_and_other_people_are_left_out(self, user: User) -> None:
        JobApplicationFactory(user=user, company="Oakway", deleted_at=timezone.now())
        ResumeFactory(user=user, title="Oakway", deleted=True)
        JobApplicationFactory(company="Oakway")
        ResumeFactory(title="Oakway")
        CoverLetterFactory(title="Oakway")
        SavedJobFactory(company="Oakway")

        assert titles(user, "oakway") == []

    @pytest.mark.parametrize(
        "query", ["%", "_", "\\", "'; --", "a" * 1_000_000, "x " * 500_000, "ö" * 99, "北"]
    )
    def test_no_character_means_anything_but_itself(self, user: User, query: str) -> None:
        JobApplicationFactory(user=user, company="Plain")

        assert titles(user, query) == []

    def test_one_letter_finds_only_what_has_it(self, user: User) -> None:
        JobApplicationFactory(user=user, company="Plain", position="R developer")
        JobApplicationFactory(user=user, company="Plain", position="C developer")

        assert titles(user, "c dev") == ["C developer"]


class TestPage:
    def test_it_is_a_page_of_its_own(self, signed_in: Client, user: User) -> None:
        JobApplicationFactory(user=user, company="<i>Oakway</i>")

        response = signed_in.get("/search/", {"q": "oakway"})

        assert "<h1>Search</h1>" in response.text
        assert "&lt;i&gt;Oakway" in response.text
        assert "<i>Oakway" not in response.text

    def test_a_script_gets_the_results_alone(self, signed_in: Client, user: User) -> None:
        JobApplicationFactory(user=user, company="Oakway")

        response = signed_in.get("/search/", {"q": "oakway"}, headers={"HX-Request": "true"})

        assert "Oakway" in response.text
        assert "<h1>" not in response.text
        assert "HX-Request" in response["Vary"]

    def test_more_than_are_shown_are_in_the_table(self, signed_in: Client, user: User) -> None:
        JobApplicationFactory.create_batch(9, user=user, company="R&D Oakway")

        response = signed_in.get("/search/", {"q": "r&d oakway"})

        assert 'href="/applications/table/?q=r%26d+oakway"' in response.text

    def test_nothing_found_says_what_to_try(self, signed_in: Client) -> None:
        assert "Nothing has “oakway”" in signed_in.get("/search/", {"q": " oakway "}).text

    def test_without_words_it_says_what_it_looks_through(self, signed_in: Client) -> None:
        assert "What are you looking for?" in signed_in.get("/search/").text

    def test_every_page_of_a_person_leads_there(self, signed_in: Client) -> None:
        assert 'action="/search/"' in signed_in.get("/settings/").text

    def test_a_stranger_is_sent_to_the_login(self, client: Client) -> None:
        assert client.get("/search/").status_code == 302

    def test_it_takes_no_other_method(self, signed_in: Client) -> None:
        assert signed_in.post("/search/").status_code == 405

    def test_it_asks_the_database_as_often_for_many_as_for_one(
        self, signed_in: Client, user: User, count_queries
    ) -> None:
        JobApplicationFactory(user=user, company="Oakway")
        signed_in.get("/search/")
        with count_queries() as few:
            signed_in.get("/search/", {"q": "oakway"})
        JobApplication.objects.bulk_create(
            JobApplicationFactory.build_batch(300, user=user, company="Oakway")
        )
        for made in (ResumeFactory, CoverLetterFactory):
            made.create_batch(3, user=user, title="Oakway")

        with count_queries() as many:
            signed_in.get("/search/", {"q": "oakway"})

        assert len(many) == len(few) <= 3
        assert {partitions_of(query) for query in many if "job_applications" in query} == {1}
