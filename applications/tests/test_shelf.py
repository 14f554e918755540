"""What is done with an application as a whole."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications import records
from applications.tests.factories import (
    ApplicationContactFactory,
    ApplicationEventFactory,
    ApplicationTaskFactory,
    InterviewRoundFactory,
    JobApplicationFactory,
    SentDocumentFactory,
)
from applications.views.records import KINDS
from resumes.tests.factories import ResumeFactory

pytestmark = pytest.mark.django_db
AWAY = "/applications/away/"


def act(name, application):
    return reverse(f"applications:{name}", args=[application.pk])


def contents(rows):
    return [
        {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} for row in rows
    ]


class TestDetail:
    def test_it_tells_everything(self, client, ada):
        application = JobApplicationFactory(
            user=ada,
            notes="Ask Ines.",
            job_description="Python and rails",
            tags=["remote"],
            resume=ResumeFactory(user=ada),
        )
        InterviewRoundFactory(application=application)
        ApplicationTaskFactory(application=application, title="Send a thank-you note")

        page = client.get(act("detail", application)).content.decode()

        for told in (
            "Ask Ines.",
            "Python and rails",
            "remote",
            "Send a thank-you note",
            "Video call",
            application.resume.title,
        ):
            assert told in page

    def test_a_posting_is_text(self, client, ada):
        application = JobApplicationFactory(user=ada, job_description="<script>alert(1)</script>")

        assert "&lt;script&gt;" in client.get(act("detail", application)).content.decode()

    def test_a_strangers_is_not_found(self, client, ada):
        assert client.get(act("detail", JobApplicationFactory())).status_code == 404

    @pytest.mark.parametrize("number", [1, 10])
    def test_it_asks_the_same_however_much_there_is(self, client, ada, count_queries, number):
        application = JobApplicationFactory(user=ada)
        InterviewRoundFactory.create_batch(number, application=application)
        ApplicationTaskFactory.create_batch(number, application=application)
        ApplicationContactFactory.create_batch(number, application=application)
        client.get(act("detail", application))  # the first request of a person makes their preferences

        with count_queries() as queries:
            client.get(act("detail", application))

        assert len(queries) == 5, queries

    def test_its_rows_are_those_of_their_tables(self, ada):
        application = JobApplicationFactory(user=ada)
        of = {"application": application}
        for name, notes in (("Robin Vale", "Ask for Élodie"), ("ada Hill", None), ("Ada Hill", "")):
            ApplicationContactFactory(name=name, notes=notes, **of)
        InterviewRoundFactory(notes="Bring the drawings", **of)
        InterviewRoundFactory(starts_at=timezone.now() - timedelta(days=3, microseconds=1), **of)
        ApplicationEventFactory(details={"text": "They called", "corrections": []}, **of)
        for due, done in ((date(2026, 5, 2), None), (None, None), (date(2026, 5, 1), timezone.now())):
            ApplicationTaskFactory(due_on=due, done_at=done, **of)
        SentDocumentFactory.create_batch(2, **of)
        InterviewRoundFactory(application=JobApplicationFactory(user=ada))

        told = records.all_of(application)

        expected = {kind.section: list(kind.rows(application)) for kind in KINDS.values()}
        expected["documents"] = list(application.documents.order_by("sent_at", "created_at"))
        assert told == expected
        assert [contents(rows) for rows in told.values()] == [contents(expected[name]) for name in told]


class TestPutAway:
    def test_archived_ones_wait_with_a_way_back(self, client, ada):
        application = JobApplicationFactory(user=ada)

        client.post(act("archive", application))
        page = client.get(AWAY).content.decode()
        client.post(act("unarchive", application))

        application.refresh_from_db()
        assert application.position in page
        assert application.archived_at is None

    def test_deleted_ones_wait_with_a_way_back(self, client, ada):
        application = JobApplicationFactory(user=ada)

        answer = client.post(act("delete", application), follow=True).content.decode()
        page = client.get(AWAY, {"deleted": ""}).content.decode()
        client.post(act("restore", application))

        application.refresh_from_db()
        assert act("restore", application) in answer
        assert application.position in page
        assert application.deleted_at is None

    def test_a_deleted_one_is_neither_shown_nor_edited(self, client, ada):
        application = JobApplicationFactory(user=ada)
        client.post(act("delete", application))

        assert client.get(act("detail", application)).status_code == 404
        assert client.get(act("edit", application)).status_code == 404

    @pytest.mark.parametrize("query", ["", "deleted"])
    def test_nothing_put_away_says_so(self, client, ada, query):
        page = client.get(f"{AWAY}?{query}").content.decode()

        assert ("Nothing is deleted" if query else "The archive is empty") in page

    @pytest.mark.parametrize("name", ["archive", "unarchive", "delete", "restore"])
    def test_a_strangers_is_not_found(self, client, ada, name):
        assert client.post(act(name, JobApplicationFactory())).status_code == 404

    @pytest.mark.parametrize("name", ["archive", "unarchive", "delete", "restore"])
    def test_it_is_done_by_a_post_alone(self, client, ada, name):
        assert client.get(act(name, JobApplicationFactory(user=ada))).status_code == 405
