"""The list of saved jobs, one of them, and what is done with one as a whole."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from applications.tests.factories import JobApplicationFactory
from jobs import listing
from jobs.models import SavedJob
from jobs.tasks import empty_bin_of_saved_jobs
from jobs.tests.factories import SavedJobFactory

pytestmark = pytest.mark.django_db
JOBS = "/jobs/"


def act(name, job):
    return reverse(f"jobs:{name}", args=[job.pk])


def shown(client, **query):
    return [job.position for job in client.get(JOBS, query).context["piece"].rows]


class TestIndex:
    def test_it_begins_with_what_to_do(self, client, ada):
        SavedJobFactory()

        assert "No saved job yet" in client.get(JOBS).content.decode()

    def test_a_row_says_what_is_known(self, client, ada):
        SavedJobFactory(
            user=ada,
            location="Chicago, IL",
            salary_min="150000",
            salary_max="175000",
            salary_period="year",
            tags=["remote"],
            closes_on=timezone.localdate() + timedelta(days=1),
        )

        page = client.get(JOBS).content.decode()

        for told in ("Chicago, IL", "150,000 – 175,000 USD a year", "remote", "Closes tomorrow"):
            assert told in page

    def test_each_word_is_looked_for_in_all_that_a_row_says(self, client, ada):
        SavedJobFactory(user=ada, position="Pilot", company="Gull", tags=["Sea"])
        SavedJobFactory(user=ada, position="Driver", company="Gull")

        assert shown(client, q="gull sea") == ["Pilot"]
        assert shown(client, q="gul%") == []

    @pytest.mark.parametrize(
        ("query", "first"),
        [({"sort": "closing"}, "Soon"), ({"sort": "salary"}, "Rich"), ({"sort": "x"}, "New"), ({}, "New")],
    )
    def test_it_is_sorted_as_its_address_says(self, client, ada, query, first):
        SavedJobFactory(user=ada, position="Soon", closes_on=timezone.localdate())
        SavedJobFactory(user=ada, position="Rich", salary_max=90_000)
        SavedJobFactory(user=ada, position="New")

        assert shown(client, **query)[0] == first

    def test_it_is_narrowed_by_tag_and_by_what_was_applied_for(self, client, ada):
        SavedJobFactory(user=ada, position="Pilot", tags=["sea"], applied_for=True)
        SavedJobFactory(user=ada, position="Driver", tags=["seaside"])

        assert shown(client, tag="sea") == ["Pilot"]
        assert shown(client, show="open") == ["Driver"]
        assert "No saved job matches" in client.get(JOBS, {"tag": "sea", "show": "open"}).content.decode()

    def test_it_goes_on_behind_the_last_row(self, client, ada, monkeypatch):
        monkeypatch.setattr(listing, "PAGE", 2)
        SavedJobFactory.create_batch(3, user=ada)

        after = client.get(JOBS).context["piece"].after
        page = client.get(JOBS, {"after": after})

        assert len(page.context["piece"].rows) == 1
        assert "From the beginning" in page.content.decode()

    @pytest.mark.parametrize("number", [1, 10])
    def test_it_asks_the_same_however_many_there_are(self, client, ada, count_queries, number):
        SavedJobFactory.create_batch(number, user=ada)
        client.get(JOBS)  # the first request of a person makes their preferences

        with count_queries() as queries:
            client.get(JOBS, {"q": "data", "sort": "closing"})

        assert len(queries) == 4, queries


class TestDetail:
    def test_it_tells_every_column(self, client, ada):
        job = SavedJobFactory(
            user=ada,
            url="https://lumen.example/job",
            source="A friend",
            external_job_id="DE-17",
            job_description="Own the data.",
            requirements="<b>Python</b>",
            benefits="A bicycle.",
            notes="Ask Ines.",
        )

        page = client.get(act("detail", job)).content.decode()

        for told in (
            job.url,
            "A friend",
            "DE-17",
            "Own the data.",
            "&lt;b&gt;Python",
            "A bicycle.",
            "Ask Ines.",
        ):
            assert told in page

    def test_it_and_its_application_lead_to_each_other(self, client, ada, count_queries):
        application = JobApplicationFactory(user=ada)
        job = SavedJobFactory(user=ada, application=application, applied=True)

        with count_queries() as queries:
            page = client.get(act("detail", job)).content.decode()

        assert application.get_absolute_url() in page
        assert act("detail", job) in client.get(application.get_absolute_url()).content.decode()
        assert len(queries) <= 8, queries

    def test_a_strangers_is_not_found(self, client, ada):
        assert client.get(act("detail", SavedJobFactory())).status_code == 404


class TestPutAway:
    @pytest.mark.parametrize(
        ("there", "back", "place", "column"),
        [
            ("archive", "unarchive", "archived", "archived_at"),
            ("delete", "restore", "deleted", "deleted_at"),
        ],
    )
    def test_it_waits_with_a_way_back(self, client, ada, there, back, place, column):
        job = SavedJobFactory(user=ada)

        answer = client.post(act(there, job), follow=True).content.decode()
        page = client.get(JOBS, {place: ""}).content.decode()
        client.post(act(back, job))

        job.refresh_from_db()
        assert act(back, job) in answer
        assert act(back, job) in page
        assert getattr(job, column) is None

    def test_a_deleted_one_is_nowhere_else(self, client, ada):
        job = SavedJobFactory(user=ada)
        client.post(act("delete", job))

        assert [client.get(act(name, job)).status_code for name in ("detail", "edit")] == [404, 404]
        assert client.post(act("apply", job)).status_code == 404
        assert job.position not in client.get(JOBS).content.decode()
        assert job.position not in client.get("/dashboard/").content.decode()

    @pytest.mark.parametrize("place", ["archived", "deleted"])
    def test_nothing_put_away_says_so(self, client, ada, place):
        assert f"Nothing is {place}" in client.get(JOBS, {place: ""}).content.decode()

    @pytest.mark.parametrize("name", ["apply", "archive", "unarchive", "delete", "restore"])
    def test_a_strangers_is_not_found_and_a_get_does_nothing(self, client, ada, name):
        assert client.post(act(name, SavedJobFactory())).status_code == 404
        assert client.get(act(name, SavedJobFactory(user=ada))).status_code == 405


class TestTable:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"salary_period": "eon"},
            {"tags": {}},
            {"salary_min": 2, "salary_max": 1},
        ],
    )
    def test_it_refuses_what_cannot_be(self, wrong):
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedJobFactory(**wrong)

    def test_it_refuses_another_persons_application(self):
        job = SavedJobFactory(application=JobApplicationFactory())

        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
        job.delete()

    def test_a_job_outlives_its_application(self, ada):
        application = JobApplicationFactory(user=ada)
        job = SavedJobFactory(user=ada, application=application)

        with connection.cursor() as cursor:
            cursor.execute("delete from job_applications where id = %s", [application.pk])
            cursor.execute("set constraints all immediate")

        assert SavedJob.objects.get(pk=job.pk).application_id is None


class TestExport:
    def test_it_holds_what_the_list_shows_and_no_formula(self, client, ada):
        SavedJobFactory(
            user=ada, company="=1+1", tags=["rail", "sea"], notes="for me alone", closes_on="2026-05-31"
        )
        SavedJobFactory(user=ada, company="Left out")

        answer = client.post("/jobs/csv/", {"query": "tag=rail"})

        head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
        (told,) = [dict(zip(head, row, strict=True)) for row in rows]
        assert (told["company"], told["closes on"], told["tags"]) == ("'=1+1", "2026-05-31", "rail, sea")
        assert "for me alone" not in answer.content.decode()


def test_what_lay_in_the_bin_for_a_month_goes(ada):
    kept = SavedJobFactory(user=ada)
    fresh, old = (
        SavedJobFactory(user=ada, deleted_at=timezone.now() - timedelta(days=days)) for days in (29, 31)
    )

    empty_bin_of_saved_jobs(timestamp=0)

    assert set(ada.saved_jobs.values_list("pk", flat=True)) == {kept.pk, fresh.pk}
    assert old.pk not in {kept.pk, fresh.pk}
