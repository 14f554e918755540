"""A page that saves by itself: what it is told, what is kept of fields that are not right, whose words win."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.tests.factories import UserFactory
from letters.models import CoverLetter
from resumes.editor import Editor
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory
from resumes.tests.test_editing import form_of, url
from resumes.tests.test_editor import DESIGNS
from saaska.documents.models import Writer
from saaska.documents.schema import UNFINISHED_FIELDS, validate_unfinished

pytestmark = pytest.mark.django_db

BY_SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, full=True, title="Data engineer")


def send(client, resume, *, version=1, writer="tab1", step=1, **changes):
    """What the page's script posts at a pause."""
    own = {"action": "autosave", "writer": writer, "step": str(step)}
    return client.post(url(resume), form_of(resume, version=version, **own, **changes), headers=BY_SCRIPT)


def told(answer):
    """The first piece of the answer: its state and version."""
    head = answer.getvalue().decode().partition("<!-- pages -->")[0]
    return re.search(r'data-state="(\w+)" data-version="(\d+)"', head).groups()


class TestSaving:
    def test_it_stores_the_text_and_draws_it(self, client, resume):
        answer = send(client, resume, summary="Typed just now")

        page = answer.getvalue().decode()
        resume.refresh_from_db()
        assert answer.status_code == 200
        assert (resume.summary, resume.version) == ("Typed just now", 2)
        assert 'data-state="saved" data-version="2"' in page
        assert re.search(r'src="/resumes/[\w-]+/preview/\w{32}/1"', page)

    def test_the_image_it_names_is_of_that_text(self, client, resume):
        page = send(client, resume, summary="Typed just now").getvalue().decode()

        image = re.search(r'src="([^"]+)"', page)[1]
        assert client.get(image).status_code == 200

    def test_text_that_is_stored_already_writes_nothing(self, client, resume):
        answer = send(client, resume)

        before = resume.updated_at
        resume.refresh_from_db()
        assert told(answer) == ("saved", "1")
        assert (resume.version, resume.updated_at) == (1, before)

    def test_nothing_is_asked_of_the_database_while_pages_are_drawn(self, client, resume, count_queries):
        answer = send(client, resume, summary="Typed just now")

        with count_queries() as while_drawing:
            answer.getvalue()

        assert while_drawing == []

    def test_it_asks_as_often_for_a_large_resume_as_for_a_small_one(self, client, resume, ada, count_queries):
        small = ResumeFactory(user=ada)
        send(client, small, summary="Once")
        with count_queries() as for_small:
            send(client, small, version=2, step=2, summary="Twice")

        with count_queries() as for_large:
            send(client, resume, summary="Typed just now")

        assert len(for_large) == len(for_small)

    def test_new_entries_are_told_the_ids_they_got(self, client, resume):
        data = {"work-entry": ["0", "n0"], "work-n0-company": "Tide & Sons", "work-n0-id": ""}

        page = send(client, resume, **data).getvalue().decode()

        assert '<data data-for="work-n0-id" value="exp_2"></data>' in page

    def test_it_hides_another_users_resume(self, client, resume):
        assert send(client, ResumeFactory()).status_code == 404

    def test_one_that_is_too_large_is_refused_whole(self, client, resume):
        jobs = {f"work-n{n}-description": "x" * 4_900 for n in range(13)}

        answer = send(client, resume, **{"work-entry": [f"n{n}" for n in range(13)], **jobs})

        resume.refresh_from_db()
        assert (answer.status_code, told(answer)) == (422, ("error", "1"))
        assert resume.version == 1


class TestFieldsThatAreNotRight:
    WRONG = {"work-0-startDate": "June", "summary": "Typed beside it"}

    def test_they_do_not_hold_up_the_rest(self, client, resume):
        answer = send(client, resume, **self.WRONG)

        resume.refresh_from_db()
        assert (answer.status_code, told(answer)) == (200, ("check", "2"))
        assert resume.summary == "Typed beside it"
        assert resume.work_experience[0]["startDate"] == "2021-03"
        assert resume.unfinished == {"work-0-startDate": "June"}

    def test_their_errors_come_with_the_answer(self, client, resume):
        page = send(client, resume, **self.WRONG).getvalue().decode()

        assert '<template data-errors-for="id_work-0-startDate"><ul class="errorlist"' in page
        assert 'id="id_work-0-startDate_error"' in page
        assert "The start date is not a date" in page

    def test_who_opens_the_editor_again_finds_what_was_typed(self, client, resume):
        send(client, resume, **self.WRONG)

        page = client.get(url(resume)).content.decode()

        assert 'value="June"' in page
        assert "The start date is not a date" in page

    def test_put_right_they_are_saved(self, client, resume):
        send(client, resume, **self.WRONG)
        resume.refresh_from_db()

        answer = send(client, resume, version=2, step=2, **{"work-0-startDate": "2021-06"})

        resume.refresh_from_db()
        assert told(answer) == ("saved", "3")
        assert (resume.work_experience[0]["startDate"], resume.unfinished) == ("2021-06", {})

    def test_an_entry_that_holds_nothing_else_stays(self, client, resume):
        send(client, resume, **{"work-entry": ["0", "n0"], "work-n0-endDate": "soon"})

        resume.refresh_from_db()
        assert resume.unfinished == {"work-1-endDate": "soon"}
        assert resume.work_experience[1]["endDate"] == ""

    def test_skills_keep_their_values_too(self, client, resume):
        send(client, resume, **{"skill-0-years": "many"})

        resume.refresh_from_db()
        assert (resume.skills[0]["years"], resume.unfinished) == (7, {"skill-0-years": "many"})

    def test_those_of_a_section_are_found_again_after_it_was_moved(self, client, resume):
        send(client, resume, **{"section-4-item-0-url": "not an address"})
        resume.refresh_from_db()
        layout = {**resume.personal_info["layout"], "order": ["section_5", "section_1"]}
        Resume.objects.update(personal_info={**resume.personal_info, "layout": layout})
        resume.refresh_from_db()

        editor = Editor.opened(resume, designs=DESIGNS)

        moved = editor.sections.forms[0]
        assert moved.of == "publications"
        assert moved.items.forms[0]["url"].value() == "not an address"

    def test_a_title_that_was_emptied_stays_as_it_was(self, client, resume):
        answer = send(client, resume, title="")

        resume.refresh_from_db()
        assert told(answer)[0] == "check"
        assert (resume.title, resume.unfinished) == ("Data engineer", {"title": ""})

    def test_a_choice_of_looks_leaves_them(self, client, resume):
        send(client, resume, **self.WRONG)
        resume.refresh_from_db()
        look = {"action": "save", "version": "2", "template": "minimal", "palette": "", "page_size": "letter"}

        client.post(f"/resumes/{resume.pk}/design/", look)

        resume.refresh_from_db()
        assert (resume.template, resume.unfinished) == ("minimal", {"work-0-startDate": "June"})

    def test_more_than_can_be_kept_is_refused(self):
        with pytest.raises(ValidationError):
            validate_unfinished({f"work-{n}-url": "x" for n in range(UNFINISHED_FIELDS + 1)})


class TestSteps:
    """The steps of one page's text arrive in any order, and an answer may be lost; the newest step stays."""

    def test_a_step_follows_the_one_whose_answer_was_lost(self, client, resume):
        send(client, resume, step=1, summary="First")

        answer = send(client, resume, step=2, summary="Second")

        resume.refresh_from_db()
        assert told(answer) == ("saved", "3")
        assert resume.summary == "Second"

    def test_a_step_that_comes_late_changes_nothing(self, client, resume):
        send(client, resume, step=2, summary="Second")

        answer = send(client, resume, step=1, summary="First")

        resume.refresh_from_db()
        assert told(answer) == ("saved", "2")
        assert resume.summary == "Second"

    def test_a_page_does_not_follow_another_page(self, client, resume):
        send(client, resume, writer="tab1", summary="First")

        answer = send(client, resume, writer="tab2", step=9, summary="Other")

        resume.refresh_from_db()
        assert (answer.status_code, told(answer)) == (409, ("conflict", "2"))
        assert resume.summary == "First"

    def test_nor_itself_once_another_page_came_between(self, client, resume):
        send(client, resume, writer="tab1", step=1, summary="First")
        send(client, resume, writer="tab2", version=2, summary="Between")

        answer = send(client, resume, writer="tab1", version=2, step=2, summary="Second")

        resume.refresh_from_db()
        assert answer.status_code == 409
        assert resume.summary == "Between"

    def test_text_for_a_resume_deleted_meanwhile_is_no_success(self, client, resume):
        send(client, resume, step=2, summary="Second")
        resume.delete_for_now()

        assert send(client, resume, step=1, summary="First").status_code == 409

    @pytest.mark.parametrize("writer", ["", "x" * 33, "é", "a b"])
    def test_a_page_without_a_proper_name_follows_nobody(self, client, resume, writer):
        send(client, resume, writer=writer, step=1, summary="First")

        assert send(client, resume, writer=writer, step=2, summary="Second").status_code == 409

    def test_letters_are_saved_alike(self, ada):
        letter = CoverLetter.objects.create(
            user=ada,
            title="x",
            template="minimal",
            personal_info={},
            company_name="",
            job_title="",
            content="",
        )

        assert letter.save_over(1, {"content": "First"}, writer=Writer("tab1", 1))
        assert letter.save_over(1, {"content": "Second"}, writer=Writer("tab1", 2))
        assert not letter.save_over(1, {"content": "Other"}, writer=Writer("tab2", 3))

        letter.refresh_from_db()
        assert (letter.content, letter.version) == ("Second", 3)


class TestSessionOver:
    @pytest.fixture
    def answer(self, client, resume):
        """What the page gets at its next pause."""
        client.get(url(resume))
        del client.cookies[settings.SESSION_COOKIE_NAME]
        data = form_of(resume, action="autosave", writer="tab1", step="1", summary="Typed after the end")
        return client.post(url(resume), data, headers={**BY_SCRIPT, "Sec-Fetch-Site": "same-origin"})

    def test_the_page_is_led_to_the_login_and_its_text_is_kept(self, client, answer):
        assert answer["HX-Redirect"].startswith("/accounts/login/")
        assert ["summary", "Typed after the end"] in client.session["kept_form"]["fields"]

    def test_sent_again_after_the_login_it_is_saved(self, client, resume, ada, answer):
        data = QueryDict(mutable=True)
        for name, value in client.session["kept_form"]["fields"]:
            data.appendlist(name, value)
        client.force_login(ada)

        answer = client.post(url(resume), dict(data.lists()))

        resume.refresh_from_db()
        assert answer.status_code == 302
        assert resume.summary == "Typed after the end"


class TestWithoutScript:
    def test_a_save_keeps_what_is_right_and_says_what_is_not(self, client, resume):
        answer = client.post(url(resume), form_of(resume, **TestFieldsThatAreNotRight.WRONG))

        page = answer.content.decode()
        resume.refresh_from_db()
        assert answer.status_code == 422
        assert 'value="June"' in page
        assert 'href="#id_work-0-startDate"' in page
        assert '<input type="hidden" name="version" value="2"' in page
        assert (resume.summary, resume.unfinished) == ("Typed beside it", {"work-0-startDate": "June"})

    def test_the_preview_shows_what_is_not_saved(self, client, resume):
        page = client.post(
            url(resume), form_of(resume, summary="Only typed", action="preview")
        ).content.decode()

        resume.refresh_from_db()
        assert re.search(r'src="/resumes/[\w-]+/preview/\w{32}/1"', page)
        assert 'value="pages" id="pane-pages" checked' in page
        assert resume.version == 1

    def test_a_copy_takes_unfinished_fields_along(self, client, resume, ada):
        Resume.objects.update(unfinished={"work-0-startDate": "June"})

        client.post(f"/resumes/{resume.pk}/duplicate/", {"key": "9f3c2a52-7b3e-4b4e-9d61-2f6d4b6f0a11"})

        assert ada.resumes.exclude(pk=resume.pk).get().unfinished == {"work-0-startDate": "June"}


def test_a_stranger_cannot_save_into_it(client, resume):
    client.force_login(UserFactory())

    assert send(client, resume).status_code == 404
