"""What is done with an application as a whole."""

import pytest
from django.urls import reverse

from applications.tests.factories import (
    ApplicationContactFactory,
    ApplicationTaskFactory,
    InterviewRoundFactory,
    JobApplicationFactory,
)
from resumes.tests.factories import ResumeFactory

pytestmark = pytest.mark.django_db
AWAY = "/applications/away/"


def act(name, application):
    return reverse(f"applications:{name}", args=[application.pk])


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

        assert len(queries) == 8, queries


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
