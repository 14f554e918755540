"""The pages of a résumé's history."""

import pytest
from django.urls import reverse

from resumes.models import Resume
from resumes.tests.factories import ResumeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def resume(ada):
    """One that was a baker's and is a cook's."""
    resume = ResumeFactory(user=ada, full=True, title="Baker")
    resume.save_over(1, {"title": "Cook", "summary": "Cooks with care."})
    resume.refresh_from_db()
    return resume


def url(name, resume, *args):
    return reverse(f"resumes:{name}", args=[resume.pk, *args])


class TestHistory:
    def test_it_shows_a_sitting_and_what_changed_in_it(self, client, resume):
        page = client.get(url("history", resume)).content.decode()

        assert "Show its 2 states" in page
        assert "Summary, Title" in page

    def test_a_sitting_opens_to_its_states(self, client, resume):
        page = client.get(url("history", resume), {"sitting": "1"}).content.decode()

        assert url("state", resume, 1) in page
        assert "The beginning" in page

    def test_a_sitting_stands_under_the_readers_own_day(self, client, resume):
        session = client.session
        session["timezone"] = "Asia/Tokyo"
        session.save()
        resume.states.update(at="2024-05-01 20:00Z")

        page = client.get(url("history", resume)).content.decode()

        assert "Thursday, 2 May 2024" in page
        assert "05:00" in page

    @pytest.mark.parametrize("sitting", ["", "x", "9" * 30, "-1"])
    def test_a_sitting_that_there_is_not_opens_nothing(self, client, resume, sitting):
        assert client.get(url("history", resume), {"sitting": sitting}).status_code == 200

    def test_many_sittings_take_the_queries_of_one(self, client, resume, count_queries):
        client.get(url("history", resume))
        with count_queries() as one:
            client.get(url("history", resume), {"sitting": "1"})
        for number in range(10):
            resume.states.update(at="2024-05-01 12:00Z")
            Resume.objects.filter(pk=resume.pk).update(title=str(number))

        with count_queries() as many:
            client.get(url("history", resume), {"sitting": "11"})

        assert len(many) == len(one)

    @pytest.mark.parametrize("name", ["history", "state"])
    def test_it_hides_another_users_resume(self, client, ada, name):
        other = ResumeFactory()

        assert client.get(url(name, other, *([1] if name == "state" else []))).status_code == 404

    def test_the_editor_links_to_it(self, client, resume):
        assert url("history", resume) in client.get(url("edit", resume)).content.decode()


class TestState:
    def test_it_shows_what_changed_in_words(self, client, resume):
        page = client.get(url("state", resume, 2)).content.decode()

        assert "<del>Baker</del>" in page
        assert "<ins>Cook</ins>" in page

    def test_it_compares_with_now(self, client, resume):
        page = client.get(url("state", resume, 1), {"against": "now"}).content.decode()

        assert "What has changed since" in page
        assert "<ins>Cook</ins>" in page

    def test_the_first_has_nothing_before_it(self, client, resume):
        assert "nothing before it" in client.get(url("state", resume, 1)).content.decode()

    def test_its_page_is_the_page_it_had_then(self, client, resume):
        before = client.get(url("state_page", resume, 1, "1"))
        after = client.get(url("state_page", resume, 2, "1"))

        assert before["Content-Type"] == "image/png"
        assert before.content != after.content

    @pytest.mark.parametrize("number", [0, 3, 10**30])
    def test_one_that_there_is_not_is_not_found(self, client, resume, number):
        assert client.get(url("state", resume, number)).status_code == 404
        assert client.get(url("state_page", resume, number, "1")).status_code == 404
        assert client.post(url("restore_state", resume, number)).status_code == 404
        assert client.post(url("copy_state", resume, number)).status_code == 404


class TestActs:
    def test_restoring_adds_a_state_and_loses_none(self, client, resume):
        client.post(url("restore_state", resume, 1), {"version": resume.version})

        resume.refresh_from_db()
        assert (resume.title, resume.version, resume.states.count()) == ("Baker", 3, 3)

    def test_restoring_can_be_undone(self, client, resume):
        page = client.post(url("restore_state", resume, 1), follow=True).content.decode()
        assert f'action="{url("restore_state", resume, 2)}"' in page

        client.post(url("restore_state", resume, 2))

        resume.refresh_from_db()
        assert resume.title == "Cook"

    def test_nothing_is_restored_over_a_newer_save(self, client, resume):
        answer = client.post(url("restore_state", resume, 1), {"version": 1}, follow=True)

        resume.refresh_from_db()
        assert resume.title == "Cook"
        assert "changed in the meantime" in answer.content.decode()

    def test_the_version_of_the_design_comes_back_too(self, client, resume):
        rows = Resume.objects.filter(pk=resume.pk)
        rows.update(template_version=7)
        rows.update(template="classic-elegant")
        rows.update(template_version=7)

        client.post(url("restore_state", resume, 3))

        resume.refresh_from_db()
        assert (resume.template, resume.template_version) == ("modern-professional", 7)

    def test_a_version_gets_a_name_and_loses_it(self, client, resume):
        client.post(url("name_state", resume, 1), {"name": " Sent to\nAcme "})
        assert "Sent to Acme" in client.get(url("history", resume)).content.decode()

        client.post(url("name_state", resume, 1), {"name": ""})

        assert resume.states.get(number=1).name == ""

    def test_a_state_is_copied_once(self, client, ada, resume):
        key = "5a1cf4f0-9f5e-4a55-8f0b-07a2f5b1a6c1"

        client.post(url("copy_state", resume, 1), {"key": key})
        client.post(url("copy_state", resume, 1), {"key": key})

        [twin] = ada.resumes.exclude(pk=resume.pk)
        assert (twin.title, twin.work_experience) == ("Baker (copy)", resume.work_experience)

    @pytest.mark.parametrize("name", ["restore_state", "name_state", "copy_state"])
    def test_looking_does_nothing(self, client, resume, name):
        assert client.get(url(name, resume, 1)).status_code == 405

    @pytest.mark.parametrize("name", ["restore_state", "name_state", "copy_state"])
    def test_a_strangers_is_not_found(self, client, ada, name):
        assert client.post(url(name, ResumeFactory(), 1)).status_code == 404
