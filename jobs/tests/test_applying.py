"""From a saved job to an application."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from applications.models import ApplicationEvent, JobApplication
from jobs import applying, salaries
from jobs.places import Place, line_of, place_in
from jobs.tests.factories import SavedJobFactory

TODAY = date(2026, 11, 28)


def apply(client, job):
    return client.post(reverse("jobs:apply", args=[job.pk]))


@pytest.mark.django_db
class TestApply:
    def test_everything_known_is_carried_over(self, ada):
        job = SavedJobFactory(
            user=ada,
            company="Kestrel",
            location="Chicago, IL",
            url="https://kestrel.example/1",
            source="LinkedIn",
            tags=["bicycles"],
            notes="Ask Ines.",
            job_description="Own the data.",
            requirements="Python",
            benefits="A bicycle",
            salary_min=150_000,
            salary_currency="CAD",
            salary_period="year",
            external_job_id="K-1",
            closes_on=date(2026, 12, 4),
        )

        application, made = applying.apply(job, on=TODAY)

        application.refresh_from_db()
        same = ("company", "position", "url", "source", "tags", "notes")
        assert made
        assert [getattr(application, name) for name in same] == [getattr(job, name) for name in same]
        assert (application.city, application.state, application.country) == (
            "Chicago",
            "IL",
            "United States",
        )
        assert (application.status, application.date_applied) == ("Applied", TODAY)
        assert (application.offer_salary, application.offer_currency) == (None, "CAD")
        assert application.job_description == (
            "Own the data.\n\nRequirements\nPython\n\nBenefits\nA bicycle\n\nSalary: from 150,000 CAD a year\n"
            "Location: Chicago, IL\nId at its source: K-1\nCloses on: 2026-12-04"
        )

    def test_it_marks_the_job_and_leads_to_the_application(self, client, ada):
        job = SavedJobFactory(user=ada)

        answer = apply(client, job)

        job.refresh_from_db()
        assert (job.applied, job.version) == (True, 2)
        assert answer["Location"] == job.application.get_absolute_url()

    def test_pressed_twice_it_is_one_application(self, client, ada):
        job = SavedJobFactory(user=ada)

        first, second = apply(client, job), apply(client, job)

        assert first["Location"] == second["Location"]
        assert ada.job_applications.count() == 1

    def test_a_deleted_application_comes_back(self, client, ada):
        job = SavedJobFactory(user=ada)
        address = apply(client, job)["Location"]
        client.post(f"{address}delete/")

        assert client.get(apply(client, job)["Location"]).status_code == 200

    def test_what_fails_leaves_nothing_behind(self, ada, monkeypatch):
        job = SavedJobFactory(user=ada)
        monkeypatch.setattr(type(job), "put_to", None)

        with pytest.raises(TypeError):
            applying.apply(job, on=TODAY)

        assert not JobApplication.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_application():
    job = SavedJobFactory()
    together = threading.Barrier(2)
    made = []

    def work():
        together.wait()
        made.append(applying.apply(job, on=TODAY))
        connection.close()

    workers = [threading.Thread(target=work) for _n in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(is_new for _application, is_new in made) == [False, True]
    assert len({application.pk for application, _is_new in made}) == 1
    assert (JobApplication.objects.count(), ApplicationEvent.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Chicago, IL", Place("Chicago", "IL", "United States")),
        ("Remote, Canada", Place(country="Canada")),
        ("Remote (US)", Place(country="United States")),
        ("Toronto, ON, Canada", Place("Toronto", "ON", "Canada")),
        ("Atlanta, Georgia", Place("Atlanta", "Georgia", "United States")),
        ("Rotterdam, Netherlands", Place("Rotterdam", "", "Netherlands")),
        ("Berlin", Place("Berlin")),
        ("Remote", Place()),
    ],
)
def test_a_place_is_what_its_line_says(line, place):
    assert place_in(line) == place


def test_a_country_is_told_by_its_name():
    address = {"addressLocality": "Boston", "addressRegion": "MA", "addressCountry": {"name": "us"}}

    assert line_of(address) == "Boston, MA, United States"


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("€65.000 – 78.000 a year", (65_000, 78_000, "EUR", "year")),
        ("$55.50/hr", (Decimal("55.50"), Decimal("55.50"), "USD", "hour")),
        ("150k-175k USD", (150_000, 175_000, "USD", "")),
        ("65-78k CHF per annum", (65_000, 78_000, "CHF", "year")),
        ("up to £90,000", (None, 90_000, "GBP", "")),
        ("from 4 200 PLN monthly", (4200, None, "PLN", "month")),
        ("competitive", (None, None, "", "")),
        ("4 weeks, 30 days, $500", (None, None, "", "")),
    ],
)
def test_a_salary_is_read_from_its_words(text, pay):
    found = salaries.salary_in(text)

    assert (found.lowest, found.highest, found.currency, found.period) == pay


@pytest.mark.parametrize(
    ("text", "value"),
    [("65.000", 65_000), ("65,000.50", Decimal("65000.50")), ("65k", 65_000), ("1 2", None)],
)
def test_an_amount_is_read_however_it_is_written(text, value):
    assert salaries.amount(text) == value
