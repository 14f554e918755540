"""A file taken into a résumé that exists."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from resumes.importers import Import
from resumes.importers.report import Report
from resumes.joining import Joining
from resumes.models import Resume
from resumes.schema import IMPORT_CONTENT, JOBS
from resumes.tests.factories import ResumeFactory, ResumeImportFactory
from resumes.tests.test_editor import full_resume
from resumes.tests.test_importing import read, upload  # noqa: F401  # read is a fixture

OLD = {
    "position": "Data Engineer",
    "company": "Harbour Data",
    "startDate": "2021-03",
    "current": True,
    "achievements": ["Cut nightly loads"],
}


def said(**columns):
    """What a file was read as."""
    return Import(format="json-resume", report=Report.of([]), **IMPORT_CONTENT.clean(columns))


def resume(*jobs, **columns):
    content = IMPORT_CONTENT.clean({"title": "Mine", "work_experience": list(jobs), **columns})
    return Resume(**{**content, "template": "modern-professional"})


def joined(document, found, *, apart=(), **choices):
    joining = Joining(document, found, frozenset(apart))
    data = QueryDict(mutable=True)
    data.update({name.replace("__", "/"): side for name, side in choices.items()})
    return joining.result(joining.questions(data))


def keys(document, found, *, apart=()):
    questions = Joining(document, found, frozenset(apart)).questions(QueryDict())
    return [(question.choice.unit.key, str(question.choice.side)) for question in questions]


class TestQuestions:
    def test_what_the_file_says_too_or_does_not_say_is_none(self):
        document = resume(OLD, summary="Mine", skills=[{"name": "Go", "level": "Expert"}])
        found = said(work_experience=[{**OLD, "id": "other"}], skills=[{"name": " go "}])

        assert keys(document, found) == []
        assert joined(document, found)["work_experience"] == document.work_experience

    def test_what_is_new_is_taken_and_what_differs_stays_unless_chosen(self):
        document = resume(
            {**OLD, "location": ""}, {"position": "Clerk", "company": "Other", "startDate": "2001"}
        )
        new = {"position": "Trainee", "company": "Harbour Data", "startDate": "2019"}
        changed = {**OLD, "position": "data engineer", "location": "Lund", "startDate": "2021-04"}
        found = said(work_experience=[changed, new])

        first, trainee, clerk = joined(document, found)["work_experience"]

        assert ("work_experience/exp_1/startDate", "theirs") in keys(document, found)
        assert (first["position"], first["startDate"], first["location"]) == (
            "Data Engineer",
            "2021-03",
            "Lund",
        )
        assert (trainee["position"], clerk["position"]) == ("Trainee", "Clerk")
        taken = joined(document, found, **{"choice-work_experience__exp_1__startDate": "mine"})
        assert taken["work_experience"][0]["startDate"] == "2021-04"

    def test_bullets_of_both_stand_behind_one_another(self):
        found = said(work_experience=[{**OLD, "achievements": ["Led a team", "Cut nightly loads"]}])

        [job] = joined(resume(OLD), found)["work_experience"]

        assert job["achievements"] == ["Cut nightly loads", "Led a team"]

    def test_an_end_ends_what_goes_on_and_the_other_way_round(self):
        gone = {**OLD, "current": False, "endDate": "2024-01"}
        choices = {f"choice-work_experience__exp_1__{key}": "mine" for key in ("endDate", "current")}

        ended = joined(resume(OLD), said(work_experience=[gone]), **choices)["work_experience"][0]
        begun = joined(resume(gone), said(work_experience=[OLD]), **choices)["work_experience"][0]

        assert (ended["current"], ended["endDate"]) == (False, "2024-01")
        assert (begun["current"], begun["endDate"]) == (True, "")
        assert joined(resume(OLD), said(work_experience=[gone]))["work_experience"] == [
            resume(OLD).work_experience[0]
        ]

    def test_the_same_position_of_another_year_is_another_entry(self):
        found = said(work_experience=[{**OLD, "startDate": "2015", "current": False}])

        assert len(joined(resume(OLD), found)["work_experience"]) == 2

    def test_entries_that_look_alike_can_both_be_kept(self):
        found = said(work_experience=[{**OLD, "location": "Lund"}])
        questions = Joining(resume(OLD), found).questions(QueryDict())

        assert [question.apart for question in questions] == ["work_experience/exp_1"]
        both = joined(resume(OLD), found, apart=["work_experience/exp_1"])["work_experience"]
        assert [(job["id"], job["location"]) for job in both] == [("exp_1_2", "Lund"), ("exp_1", "")]

    def test_sections_are_found_by_their_kind_and_own_ones_by_their_heading(self):
        languages = {"kind": "languages", "id": "a", "items": [{"name": "German", "level": ""}]}
        own = {"kind": "custom", "id": "b", "title": "Talks", "items": [{"title": "One"}]}
        document = resume(
            personal_info={"sections": [languages, own], "layout": {"order": ["b", "work", "a"]}}
        )
        said_there = [
            {**own, "id": "a", "title": "Boats", "items": [{"title": "Two"}]},
            {**languages, "id": "x", "items": [{"name": "german", "level": "C1"}, {"name": "Dutch"}]},
        ]

        person = joined(document, said(personal_info={"sections": said_there}))["personal_info"]

        talks, german, boats = (
            next(section for section in person["sections"] if section["id"] == one)
            for one in ("b", "a", "a_2")
        )
        assert [(item["name"], item["level"]) for item in german["items"]] == [
            ("German", "C1"),
            ("Dutch", ""),
        ]
        assert (talks["items"][0]["title"], boats["title"]) == ("One", "Boats")
        assert person["layout"]["order"] == ["b", "work", "a"]

    def test_the_looks_the_title_and_what_is_hidden_stay(self):
        document = resume({**OLD, "hidden": True}, personal_info={"layout": {"pageSize": "a4"}})
        found = said(title="Theirs", work_experience=[OLD], personal_info={"layout": {"pageSize": "letter"}})

        assert keys(document, found) == []

    def test_a_whole_resume_joined_with_itself_is_as_it_was(self):
        document = full_resume()
        columns = ("personal_info", "work_experience", "education", "skills", "summary")
        found = said(**{column: getattr(document, column) for column in columns})

        assert Joining(document, found).questions(QueryDict()) == []


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def mine(self, ada):
        job = {"position": "Engineer", "company": "Harbour Data", "startDate": "2021-01"}
        content = IMPORT_CONTENT.clean({"work_experience": [job], "personal_info": {"firstName": "Zoe"}})
        return ResumeFactory(user=ada, **{**content, "title": "Mine", "summary": "Own words"})

    def url(self, row):
        return reverse("resumes:import_into", args=[row.pk])

    def form(self, mine, **choices):
        return {"resume": mine.pk, "version": mine.version, **choices}

    def test_the_report_offers_it_with_the_resumes_there_are(self, client, ada, read, mine):  # noqa: F811
        ResumeFactory(title="A stranger’s")

        page = client.get(read.get_absolute_url()).content.decode()

        assert f'action="{self.url(read)}"' in page
        assert f'<option value="{mine.pk}">Mine</option>' in page
        assert "A stranger’s" not in page

    def test_it_shows_both_sides_and_changes_nothing(self, client, read, mine):  # noqa: F811
        page = client.get(self.url(read), {"resume": mine.pk}).content.decode()

        mine.refresh_from_db()
        assert mine.version == 1
        for text in ("What “Mine” takes from the file", "Data engineer", "Native", "zoe@example.org"):
            assert text in page

    def test_what_is_chosen_is_stored_and_can_be_undone(self, client, ada, read, mine):  # noqa: F811
        name = f"choice-work_experience/{mine.work_experience[0]['id']}/startDate"
        before = (mine.personal_info, mine.work_experience)
        chosen = self.form(mine, **{"choice-personal_info/firstName": "mine", name: "mine"})

        answer = client.post(self.url(read), chosen, follow=True)

        mine.refresh_from_db()
        read.refresh_from_db()
        person = mine.personal_info
        assert (person["firstName"], person["email"], mine.summary) == ("Zoë", "zoe@example.org", "Own words")
        assert [job["startDate"] for job in mine.work_experience] == ["2021-03"]
        assert read.resume == mine
        assert ada.activities.get(type="import").details["joined"] is True
        undo = reverse("resumes:restore_state", args=[mine.pk, 1])
        assert undo in answer.content.decode()
        client.post(undo)
        mine.refresh_from_db()
        assert (mine.personal_info, mine.work_experience) == before

    def test_sent_twice_it_is_taken_once(self, client, ada, read, mine):  # noqa: F811
        answers = [client.post(self.url(read), self.form(mine)) for _ in range(2)]

        mine.refresh_from_db()
        assert {answer.url for answer in answers} == {mine.get_absolute_url()}
        assert mine.version == 2

    def test_nothing_is_taken_into_a_resume_that_was_changed_meanwhile(self, client, read, mine):  # noqa: F811
        mine.save_over(1, {"title": "Changed"})
        choice = {"choice-personal_info/firstName": "mine"}

        answer = client.post(self.url(read), self.form(mine, **choice))

        mine.refresh_from_db()
        assert answer.status_code == 409
        assert "was changed in the meantime" in answer.content.decode()
        assert answer.context["questions"][0].choice.side == "mine"
        assert mine.personal_info["email"] == ""

    def test_nor_into_one_with_fields_that_are_not_right(self, client, read, mine):  # noqa: F811
        mine.save_over(1, {}, unfinished={"work-0-startDate": "June"})
        mine.refresh_from_db()

        assert client.post(self.url(read), self.form(mine)).status_code == 409
        mine.refresh_from_db()
        assert mine.unfinished == {"work-0-startDate": "June"}

    def test_more_than_a_resume_holds_is_refused_with_every_choice(self, client, read, mine):  # noqa: F811
        jobs = [{"position": f"Job {number}", "company": "X"} for number in range(JOBS)]
        read.content = IMPORT_CONTENT.clean({**read.content, "work_experience": jobs})
        read.save()

        answer = client.post(self.url(read), self.form(mine))

        mine.refresh_from_db()
        assert answer.status_code == 422
        assert "No more than" in answer.content.decode()
        assert mine.version == 1

    @pytest.mark.parametrize("wanted", ["", "x", "00000000-0000-4000-8000-000000000000"])
    def test_a_resume_that_is_none_of_theirs_leads_back(self, client, read, wanted):  # noqa: F811
        assert client.get(self.url(read), {"resume": wanted}).url == read.get_absolute_url()

    def test_a_strangers_is_not_there(self, client, ada, read, mine):  # noqa: F811
        stranger = ResumeImportFactory(resume=None)

        assert client.get(self.url(stranger), {"resume": mine.pk}).status_code == 404
        theirs = ResumeFactory()
        assert client.post(self.url(read), self.form(theirs)).url == read.get_absolute_url()
        theirs.refresh_from_db()
        assert theirs.version == 1

    def test_another_method_is_refused(self, client, read):  # noqa: F811
        assert client.delete(self.url(read)).status_code == 405

    def test_it_asks_as_often_for_much_as_for_little(self, client, ada, read, mine, count_queries):  # noqa: F811
        client.get(self.url(read), {"resume": mine.pk})
        with count_queries() as for_little:
            client.get(self.url(read), {"resume": mine.pk})
        read.content["skills"] = [{"name": f"Skill {number}"} for number in range(30)]
        read.save()

        with count_queries() as for_much:
            client.get(self.url(read), {"resume": mine.pk})

        assert len(for_much) == len(for_little) <= 8
