"""Two texts of a résumé made one on the page that a second tab meets, field by field."""

import pytest

from resumes.models import Resume
from resumes.tests.factories import ResumeFactory
from resumes.tests.test_editing import again, form_of, url
from saaska.documents.models import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, full=True, title="Data engineer")


def choice(answer, name):
    """The question of that name on the page, such as "Summary"."""
    return next(choice for choice in answer.context["choices"] if str(choice.name) == name)


def put_together(answer, **choices):
    return again(answer, action="merge", began=str(answer.context["began"]), **choices)


class TestMerge:
    @pytest.fixture
    def second(self, client, resume):
        """The answer to a tab that saves after another one did; both changed the summary, each something else too."""
        mine = form_of(
            resume, summary="Mine.", **{"work-0-description": "What I do.", "work-0-startDate": "half typed"}
        )
        client.post(url(resume), form_of(resume, summary="Theirs.", **{"person-headline": "Their headline"}))
        return client.post(url(resume), mine)

    def test_what_only_one_changed_is_chosen_already(self, second):
        page = second.content.decode()

        assert second.status_code == 409
        assert [str(choice.name) for choice in second.context["choices"] if choice.unit.is_conflict] == [
            "Summary"
        ]
        assert "1 field was changed in both" in page
        assert choice(second, "Headline").unit.proposed == "theirs"
        assert choice(second, "Description").unit.proposed == "mine"
        assert choice(second, "Summary").unit.is_conflict

    def test_all_of_it_is_saved_together(self, client, resume, second):
        began = Resume.objects.get(pk=resume.pk).work_experience[0]["startDate"]

        client.post(url(resume), put_together(second))

        resume.refresh_from_db()
        assert resume.summary == "Mine.\n\nTheirs."
        assert resume.personal_info["headline"] == "Their headline"
        assert resume.work_experience[0]["description"] == "What I do."
        assert (resume.work_experience[0]["startDate"], resume.version) == (began, 3)
        assert resume.unfinished == {"work-0-startDate": "half typed"}

    def test_a_choice_is_followed(self, client, resume, second):
        chosen = {choice(second, "Summary").field: "theirs", choice(second, "Description").field: "theirs"}

        client.post(url(resume), put_together(second, **chosen))

        resume.refresh_from_db()
        assert resume.summary == "Theirs."
        assert resume.work_experience[0]["description"] != "What I do."

    def test_a_third_text_is_asked_about_too(self, client, resume, second):
        Resume.objects.filter(pk=resume.pk).update(version=3, summary="A third one")

        answer = client.post(url(resume), put_together(second))

        resume.refresh_from_db()
        assert answer.status_code == 409
        assert resume.summary == "A third one"
        assert choice(answer, "Description").unit.proposed == "mine"  # it still knows where both began

    def test_without_its_history_every_difference_is_asked_about(self, client, resume):
        client.post(url(resume), form_of(resume, summary="Theirs."))

        answer = client.post(url(resume), form_of(resume, version="", summary="Mine."))

        assert all(choice.unit.is_conflict for choice in answer.context["choices"])
        assert "changed in both" not in answer.content.decode()

    def test_a_text_that_gets_too_long_is_not_lost(self, client, resume):
        mine = form_of(resume, summary="Mine. " * 500)
        client.post(url(resume), form_of(resume, summary="Theirs. " * 400))
        second = client.post(url(resume), mine)

        answer = client.post(url(resume), put_together(second))

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "longer than 5,000 characters" in page
        assert "Mine. Mine." in page
        assert "Theirs. Theirs." in page


class TestEntries:
    def test_more_entries_than_may_be_are_asked_about_again(self, client, resume):
        def with_jobs(number, name):
            tokens = [f"n{place}" for place in range(number)]
            return form_of(
                resume, **{"work-entry": tokens}, **{f"work-{token}-company": name for token in tokens}
            )

        mine = with_jobs(30, "Mine")
        client.post(url(resume), with_jobs(30, "Theirs"))
        second = client.post(url(resume), mine)
        asked = {choice.field: "theirs" for choice in second.context["choices"] if choice.is_gone_here}

        answer = client.post(url(resume), put_together(second, **asked))

        page = answer.content.decode()
        resume.refresh_from_db()
        assert answer.status_code == 409
        assert "more than 40" in page
        assert {choice.field for choice in answer.context["choices"] if choice.side == "theirs"} >= set(asked)
        assert {job["company"] for job in resume.work_experience} == {"Theirs"}

    def test_entries_added_in_both_tabs_stay_two(self, client, resume):
        new = {"work-entry": ["0", "1", "n1"], "work-n1-id": ""}
        mine = form_of(resume, **new, **{"work-n1-company": "Mine"})
        theirs = form_of(resume, **new, **{"work-n1-company": "Theirs"})
        client.post(url(resume), theirs)
        second = client.post(url(resume), mine)

        client.post(url(resume), put_together(second))

        resume.refresh_from_db()
        assert [job["company"] for job in resume.work_experience[-2:]] == ["Theirs", "Mine"]

    def test_a_date_half_typed_stays_with_its_entry(self, client, resume):
        number = len(resume.work_experience)
        new = {"work-entry": ["n1", *map(str, range(number))], "work-n1-id": "", "work-n1-company": "Theirs"}
        mine = form_of(resume, **{f"work-{number - 1}-startDate": "half typed"}, summary="Mine.")
        client.post(url(resume), form_of(resume, **new))
        second = client.post(url(resume), mine)

        client.post(url(resume), put_together(second))

        resume.refresh_from_db()
        assert resume.work_experience[0]["company"] == "Theirs"
        assert resume.unfinished == {f"work-{number}-startDate": "half typed"}

    def test_an_order_is_followed_through_the_layout(self, client, resume):
        sections = [str(place) for place in range(len(resume.personal_info["sections"]))]
        turned = form_of(resume, **{"section-entry": sections[::-1]})
        before = [section["id"] for section in resume.personal_info["sections"]]
        client.post(url(resume), form_of(resume, summary="Theirs."))
        second = client.post(url(resume), turned)

        client.post(url(resume), put_together(second))

        resume.refresh_from_db()
        assert [section["id"] for section in resume.personal_info["sections"]] == before[::-1]
        assert resume.summary == "Theirs."


def test_every_state_is_in_the_history(client, resume):
    """A merge is a state as every other: both texts can still be looked at."""
    assert issubclass(type(resume.states.first()), State)
    mine = form_of(resume, summary="Mine.")
    client.post(url(resume), form_of(resume, summary="Theirs."))
    second = client.post(url(resume), mine)

    client.post(url(resume), put_together(second))

    assert resume.states.count() == 3
