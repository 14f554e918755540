"""A new application, and the form of one."""

from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import JobApplication
from applications.tests.factories import JobApplicationFactory
from letters.tests.factories import CoverLetterFactory
from resumes.tests.factories import ResumeFactory
from saaska.tests.at_once import all_at_once

pytestmark = pytest.mark.django_db
CREATE = "/applications/new/"


def sent(**more):
    return {
        "company": "Lumen Harbor",
        "position": "Data Engineer",
        "status": "Applied",
        "date_applied": "2026-11-02",
    } | more


def edit(application):
    return reverse("applications:edit", args=[application.pk])


class TestCreate:
    def test_company_position_and_date_are_enough(self, client, ada):
        client.post(CREATE, sent())

        application = ada.job_applications.get()
        assert (application.company, application.date_applied) == ("Lumen Harbor", date(2026, 11, 2))
        assert application.country == "United States"

    def test_the_country_it_takes_is_shown_before(self, client, ada):
        assert 'value="United States"' in client.get(CREATE).content.decode()

    def test_a_country_that_is_cleared_stays_so(self, client, ada):
        application = JobApplicationFactory(user=ada, country="Germany")

        client.post(CREATE, sent(company="Anywhere", country=""))
        client.post(edit(application), sent(country="", version=application.version))

        application.refresh_from_db()
        assert (ada.job_applications.get(company="Anywhere").country, application.country) == ("", "")

    def test_the_line_of_the_board_takes_country_and_currency_of_the_last(self, client, ada):
        JobApplicationFactory(user=ada, country="Germany", offer_currency="EUR")

        client.post(CREATE, sent(quick="1", company="Weser"))

        made = ada.job_applications.get(company="Weser")
        assert (made.country, made.offer_currency) == ("Germany", "EUR")

    def test_everything_typed_is_kept(self, client, ada):
        resume, letter = ResumeFactory(user=ada), CoverLetterFactory(user=ada)
        typed = {
            "stage": "Panel",
            "city": "Bremen",
            "country": "Germany",
            "source": "A friend",
            "url": "lumen.example/job",
            "answers": "Permit: yes",
        }
        typed |= {
            "resume": resume.pk,
            "cover_letter": letter.pk,
            "tags": "remote, python , remote",
            "notes": "Ask Ines.",
        }
        typed |= {"offer_salary": "81000.50", "offer_currency": "eur", "notes": "Ask Ines."}

        client.post(CREATE, sent(**typed, job_description="Python\nand rails"))

        made = ada.job_applications.get()
        assert (made.stage, made.city, made.country, made.url) == (
            "Panel",
            "Bremen",
            "Germany",
            "https://lumen.example/job",
        )
        assert made.answers == "Permit: yes"
        assert (made.resume, made.cover_letter, made.tags) == (resume, letter, ["remote", "python"])
        assert (str(made.offer_salary), made.offer_currency, made.notes) == ("81000.50", "EUR", "Ask Ines.")

    def test_the_same_form_sent_twice_makes_one(self, client, ada):
        form = sent(key=str(uuid4()))

        client.post(CREATE, form)
        client.post(CREATE, form)

        assert ada.job_applications.count() == 1

    def test_it_begins_in_the_lane_it_was_asked_in_with_the_country_of_the_last(self, client, ada):
        JobApplicationFactory(user=ada, country="Portugal", offer_currency="EUR")

        initial = client.get(CREATE, {"status": "Interview"}).context["form"].initial

        assert (initial["status"], initial["country"], initial["offer_currency"]) == (
            "Interview",
            "Portugal",
            "EUR",
        )
        assert initial["date_applied"] == timezone.localdate()

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"company": " "}, "Which company is it?"),
            ({"position": "\u202e"}, "Which position is it?"),
            ({"date_applied": "yesterday"}, "Write the date as 2026-05-31."),
            ({"url": "javascript:alert(1)"}, "This is not a web address"),
            ({"offer_currency": "E$"}, "Three letters, such as USD."),
            ({"tags": ",".join(f"t{number}" for number in range(21))}, "o more than 20 tags"),
        ],
    )
    def test_bad_input_gets_a_sentence_and_writes_nothing(self, client, ada, wrong, sentence):
        response = client.post(CREATE, sent(**wrong))

        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert not JobApplication.objects.exists()

    def test_a_strangers_resume_is_refused(self, client, ada):
        response = client.post(CREATE, sent(resume=ResumeFactory().pk))

        assert response.status_code == 422
        assert not JobApplication.objects.exists()


class TestEdit:
    def test_it_shows_what_is_stored_and_saves_what_is_typed(self, client, ada):
        application = JobApplicationFactory(user=ada, tags=["remote"], notes="Ask Ines.")

        page = client.get(edit(application)).content.decode()
        client.post(edit(application), sent(version=1, position="Lead"))

        application.refresh_from_db()
        assert 'value="remote"' in page
        assert "Ask Ines." in page
        assert (application.position, application.version) == ("Lead", 2)

    def test_a_state_that_is_not_the_newest_is_refused_with_both_texts(self, client, ada):
        application = JobApplicationFactory(user=ada, company="Lumen Harbor", position="Data Engineer")
        client.post(edit(application), sent(version=1, position="Lead"))

        response = client.post(edit(application), sent(version=1, position="Principal"))

        page = response.content.decode()
        application.refresh_from_db()
        assert (response.status_code, application.position) == (409, "Lead")
        assert '<dd dir="auto">Lead</dd>' in page
        assert 'value="Principal"' in page

    def test_after_the_question_mine_can_be_saved(self, client, ada):
        application = JobApplicationFactory(user=ada)
        client.post(edit(application), sent(version=1, position="Lead"))
        asked = client.post(edit(application), sent(version=1, position="Principal"))

        client.post(edit(application), sent(version=asked.context["version"], position="Principal"))

        application.refresh_from_db()
        assert application.position == "Principal"

    def test_a_wrong_field_keeps_the_version_it_began_from(self, client, ada):
        application = JobApplicationFactory(user=ada)

        response = client.post(edit(application), sent(version=1, company=""))

        assert (response.status_code, response.context["version"]) == (422, 1)

    def test_a_strangers_is_not_found(self, client, ada):
        assert client.get(edit(JobApplicationFactory())).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_is_refused():
    application = JobApplicationFactory()

    taken = all_at_once(
        [partial(application.save_over, 1, {"position": position}) for position in ("Lead", "Principal")],
        lock=f"select from job_applications where id = '{application.pk}' for update",
    )

    assert sorted(taken) == [False, True]
