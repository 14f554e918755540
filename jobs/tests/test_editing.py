"""A new saved job, and the form of one."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from jobs.models import SavedJob
from jobs.tests.factories import SavedJobFactory

pytestmark = pytest.mark.django_db
CREATE = "/jobs/new/"


def sent(**more):
    return {"company": "Lumen Harbor", "position": "Data Engineer"} | more


def edit(job):
    return reverse("jobs:edit", args=[job.pk])


class TestCreate:
    def test_company_and_position_are_enough(self, client, ada):
        client.post(CREATE, sent())

        job = ada.saved_jobs.get()
        assert (job.company, job.position, job.salary_currency, job.applied) == (
            "Lumen Harbor",
            "Data Engineer",
            "USD",
            False,
        )

    def test_everything_typed_is_kept(self, client, ada):
        typed = {
            "location": "Bremen",
            "salary_min": "65.000",
            "salary_max": "78k",
            "salary_currency": "eur",
            "salary_period": "year",
            "external_job_id": "DE-17",
            "source": "A friend",
            "url": "lumen.example/job",
            "job_description": "Own\r\nthe data.",
            "requirements": "Python",
            "benefits": "A bicycle",
            "applied": "on",
            "notes": "Ask Ines.",
            "posted_on": "2026-11-01",
            "closes_on": "2026-12-01",
            "tags": "remote, python , remote",
        }

        client.post(CREATE, sent(**typed))

        job = ada.saved_jobs.get()
        assert {name: getattr(job, name) for name in typed} == typed | {
            "salary_min": Decimal(65_000),
            "salary_max": Decimal(78_000),
            "salary_currency": "EUR",
            "url": "https://lumen.example/job",
            "job_description": "Own\nthe data.",
            "applied": True,
            "posted_on": date(2026, 11, 1),
            "closes_on": date(2026, 12, 1),
            "tags": ["remote", "python"],
        }

    def test_the_same_form_sent_twice_makes_one(self, client, ada):
        form = sent(key=str(uuid4()))

        client.post(CREATE, form)
        client.post(CREATE, form)

        assert ada.saved_jobs.count() == 1

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"company": " "}, "Which company is it?"),
            ({"position": "\u202e"}, "Which position is it?"),
            ({"closes_on": "soon"}, "Write the date as 2026-05-31."),
            ({"url": "javascript:alert(1)"}, "This is not a web address"),
            ({"salary_currency": "E$"}, "Three letters, such as USD."),
            ({"salary_min": "a lot"}, "Write an amount such as 65000."),
            ({"salary_min": "2", "salary_max": "1"}, "This is less than the amount before it."),
            ({"salary_max": "123456789"}, "at most 8 digits before"),
        ],
    )
    def test_bad_input_gets_a_sentence_and_writes_nothing(self, client, ada, wrong, sentence):
        response = client.post(CREATE, sent(**wrong))

        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert not SavedJob.objects.exists()


class TestEdit:
    def test_it_shows_what_is_stored_and_saves_what_is_typed(self, client, ada):
        job = SavedJobFactory(user=ada, tags=["remote"], notes="Ask Ines.")

        page = client.get(edit(job)).content.decode()
        client.post(edit(job), sent(version=1, position="Lead"))

        job.refresh_from_db()
        assert 'value="remote"' in page
        assert "Ask Ines." in page
        assert (job.position, job.version) == ("Lead", 2)

    def test_a_state_that_is_not_the_newest_is_refused_with_both_texts(self, client, ada):
        job = SavedJobFactory(user=ada)
        client.post(edit(job), sent(version=1, position="Lead"))

        response = client.post(edit(job), sent(version=1, position="Principal"))

        page = response.content.decode()
        job.refresh_from_db()
        assert (response.status_code, job.position) == (409, "Lead")
        assert '<dd dir="auto">Lead</dd>' in page
        assert 'value="Principal"' in page

    def test_a_strangers_is_not_found(self, client, ada):
        assert client.get(edit(SavedJobFactory())).status_code == 404
