"""A design that has changed: documents stay as they are until their owner takes the newer version."""

import pytest
from django.urls import reverse

from resumes.printing import printed
from resumes.tests.factories import ResumeFactory
from saaska.documents.models import Template

pytestmark = pytest.mark.django_db


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, full=True)


@pytest.fixture
def changed(resume):
    """Staff have given the résumé's design other colours: its second version."""
    design = Template.objects.get(type=Template.Type.RESUME, slug=resume.template)
    design.config = {**design.config, "colors": ["#b3261e", "#7a1f2b"]}
    design.save()
    return design


def page(resume):
    return reverse("resumes:update_design", args=[resume.pk])


def image(resume, number):
    return reverse("resumes:design_page", args=[resume.pk, number])


class TestFinishedDocuments:
    def test_a_changed_configuration_does_not_change_their_bytes(self, resume):
        resume.refresh_from_db()
        before = printed(resume).pdf
        design = Template.objects.get(type=Template.Type.RESUME, slug=resume.template)
        design.config = {**design.config, "colors": ["#b3261e", "#7a1f2b"]}

        design.save()

        resume.refresh_from_db()
        assert printed(resume).pdf == before

    def test_one_that_pins_nothing_would_change(self, resume, changed):
        """The planted fault: without a version the newest is printed, in other bytes."""
        resume.refresh_from_db()
        before = printed(resume).pdf

        resume.template_version = 0

        assert printed(resume).pdf != before


class TestNotice:
    def test_the_editor_offers_the_newer_version(self, client, resume, changed):
        assert page(resume) in client.get(resume.get_absolute_url()).content.decode()

    def test_without_a_newer_version_there_is_no_offer(self, client, resume):
        assert page(resume) not in client.get(resume.get_absolute_url()).content.decode()


class TestUpdateDesign:
    def test_it_shows_both_versions(self, client, resume, changed):
        shown = client.get(page(resume)).content.decode()

        assert image(resume, 1) in shown
        assert image(resume, 2) in shown

    def test_looking_changes_nothing(self, client, resume, changed):
        client.get(page(resume))

        resume.refresh_from_db()
        assert resume.template_version == 1

    def test_the_owner_takes_it(self, client, resume, changed):
        resume.refresh_from_db()
        before = printed(resume).pdf

        response = client.post(page(resume), {"version": "2"})

        resume.refresh_from_db()
        assert response["Location"] == resume.get_absolute_url()
        assert resume.template_version == 2
        assert printed(resume).pdf != before

    def test_the_words_stay(self, client, resume, changed):
        resume.refresh_from_db()
        words = (resume.title, resume.personal_info, resume.work_experience, resume.version)

        client.post(page(resume), {"version": "2"})

        resume.refresh_from_db()
        assert (resume.title, resume.personal_info, resume.work_experience, resume.version) == words

    @pytest.mark.parametrize("version", ["1", "3", "", "two", "0"])
    def test_only_the_version_that_was_shown_is_taken(self, client, resume, changed, version):
        response = client.post(page(resume), {"version": version})

        resume.refresh_from_db()
        assert (response.status_code, resume.template_version) == (409, 1)
        assert "changed once more" in response.content.decode()

    def test_with_the_newest_version_it_leads_back(self, client, resume):
        response = client.post(page(resume), {"version": "1"})

        assert response["Location"] == resume.get_absolute_url()

    def test_a_print_that_fails_is_said_and_offers_nothing(self, client, resume, changed):
        job = {**resume.work_experience[0], "achievements": ["Worked. " * 120] * 30}
        resume.work_experience = [{**job, "id": f"exp_{n}"} for n in range(6)]
        resume.save()

        shown = client.get(page(resume)).content.decode()

        assert "pages can be printed" in shown
        assert "Use the newer design" not in shown

    def test_it_hides_another_users_resume(self, client, ada, changed):
        other = ResumeFactory()

        assert client.get(page(other)).status_code == 404
        assert client.post(page(other), {"version": "2"}).status_code == 404

    def test_one_in_the_bin_is_not_there(self, client, resume, changed):
        resume.delete_for_now()

        assert client.get(page(resume)).status_code == 404

    def test_it_refuses_other_methods(self, client, resume):
        assert client.put(page(resume)).status_code == 405


class TestDesignPage:
    def test_it_is_the_first_page_in_that_version(self, client, resume, changed):
        before, after = client.get(image(resume, 1)), client.get(image(resume, 2))

        assert before["Content-Type"] == after["Content-Type"] == "image/png"
        assert before.content != after.content

    @pytest.mark.parametrize("number", ["0", "9", "01", "-1", "9999999999", "newest", "²"])
    def test_a_version_there_is_not_is_404(self, client, resume, number):
        assert client.get(image(resume, number)).status_code == 404

    def test_it_hides_another_users_resume(self, client, ada):
        assert client.get(image(ResumeFactory(), 1)).status_code == 404

    def test_it_refuses_other_methods(self, client, resume):
        assert client.post(image(resume, 1)).status_code == 405


class TestKeeping:
    def keep(self, client, resume, version=2):
        return client.post(page(resume), {"version": version, "action": "keep"}, follow=True)

    def offers(self, client, resume):
        return page(resume) in client.get(resume.get_absolute_url()).text

    def test_a_version_that_was_declined_is_not_offered_again(self, client, resume, changed):
        answer = self.keep(client, resume)

        resume.refresh_from_db()
        assert "keeps its design" in answer.text
        assert resume.template_version == 1
        assert not self.offers(client, resume)

    def test_a_still_newer_one_is(self, client, resume, changed):
        self.keep(client, resume)
        changed.config = {**changed.config, "colors": ["#0f5f6b", "#0c3b44"]}
        changed.save()

        assert self.offers(client, resume)

    def test_one_that_came_while_looking_is(self, client, resume, changed):
        changed.config = {**changed.config, "colors": ["#0f5f6b", "#0c3b44"]}
        changed.save()

        self.keep(client, resume, version=2)

        assert self.offers(client, resume)

    def test_who_declined_may_take_it_all_the_same(self, client, resume, changed):
        self.keep(client, resume)

        client.post(page(resume), {"version": 2})

        resume.refresh_from_db()
        assert resume.template_version == 2

    @pytest.mark.parametrize("version", ["", "x", "²", "-1"])
    def test_a_version_that_is_none_declines_nothing(self, client, resume, changed, version):
        self.keep(client, resume, version=version)

        assert self.offers(client, resume)
