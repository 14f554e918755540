"""Copies that know their source, and the page on which its changes are taken or left."""

import re
from copy import deepcopy

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from applications.tests.factories import JobApplicationFactory
from jobs.tests.factories import SavedJobFactory
from resumes import tailoring
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory

pytestmark = pytest.mark.django_db
KEY = "5a1cf4f0-9f5e-4a55-8f0b-07a2f5b1a6c1"


@pytest.fixture
def source(ada):
    return ResumeFactory(user=ada, full=True, title="Engineer")


@pytest.fixture
def twin(source):
    return tailoring.tailor(source, KEY, "Engineer at Acme")[0]


def url(name, resume):
    return reverse(f"resumes:{name}", args=[resume.pk])


def write(resume, **columns):
    """Another state of the résumé; `position` is that of its first job."""
    resume.refresh_from_db()
    if "position" in columns:
        jobs = deepcopy(resume.work_experience)
        jobs[0]["position"] = columns.pop("position")
        columns["work_experience"] = jobs
    assert resume.save_over(resume.version, columns)


def add_job(resume, **job):
    write(resume, work_experience=[*resume.work_experience, {"id": "exp_2", **job}])


def comparison(twin):
    return tailoring.compare(twin.origins.select_related("resume", "source").get())


def decide(client, twin, wishes, **more):
    """Post what is wished for the changes at these paths."""
    data = {
        f"change-{key}": wishes[unit.path]
        for key, unit in comparison(twin).pending.items()
        if unit.path in wishes
    }
    answer = client.post(url("changes", twin), {**data, **more}, follow=True)
    twin.refresh_from_db()
    return answer


SUMMARY = ("summary",)
POSITION = ("work_experience", "exp_1", "position")


class TestTailor:
    def test_it_makes_one_copy_that_knows_its_source(self, client, ada, source):
        for _again in range(2):
            client.post(url("tailor", source), {"key": KEY, "name": "For Acme"})

        [made] = ada.resumes.exclude(pk=source.pk)
        assert (made.title, made.work_experience) == ("For Acme", source.work_experience)
        assert [tie.source for tie in made.origins.all()] == [source]

    def test_the_editor_leads_to_its_source_and_to_another_copy(self, client, twin):
        page = client.get(url("edit", twin)).content.decode()

        assert url("changes", twin) in page
        assert "“Engineer”" in page
        assert url("tailor", twin) in page

    @pytest.mark.parametrize(
        ("sort", "make"), [("application", JobApplicationFactory), ("job", SavedJobFactory)]
    )
    def test_it_is_named_after_a_job(self, client, ada, source, sort, make):
        job = make(user=ada, company="Acme", position="Baker")

        client.post(url("tailor", source), {"key": KEY, "wanted": f"{sort}-{job.pk}"})

        assert ada.resumes.filter(title="Baker, Acme").exists()

    def test_it_offers_no_strangers_job(self, client, source):
        job = JobApplicationFactory()

        assert str(job.pk) not in client.get(url("tailor", source)).content.decode()
        answer = client.post(url("tailor", source), {"wanted": f"application-{job.pk}"})

        assert answer.status_code == 422

    def test_a_strangers_resume_is_not_found(self, client, ada):
        assert client.post(url("tailor", ResumeFactory())).status_code == 404

    def test_nobody_ties_a_copy_to_a_strangers_resume(self, ada, twin):
        twin.origins.update(source=ResumeFactory())

        with pytest.raises(IntegrityError, match="resume_copies_source_id_fkey"):
            connection.check_constraints()


class TestChanges:
    def test_one_is_taken_and_one_is_left(self, client, source, twin):
        write(source, summary="Builds harbours.", position="Chief Engineer")

        decide(client, twin, {SUMMARY: "take", POSITION: "leave"})

        assert twin.summary == "Builds harbours."
        assert twin.work_experience[0]["position"] == "Data Engineer"
        assert comparison(twin).pending == {}

    def test_what_was_left_comes_again_when_it_changes_again(self, client, source, twin):
        write(source, position="Chief Engineer")
        decide(client, twin, {POSITION: "leave"})

        write(source, position="Head of Data")

        [unit] = comparison(twin).pending.values()
        assert (unit.base, unit.theirs) == ("Chief Engineer", "Head of Data")

    def test_the_page_shows_both_texts_in_words(self, client, source, twin):
        write(source, position="Chief Engineer")

        page = client.get(url("changes", twin)).content.decode()

        assert "<del>Data</del> Engineer" in page
        assert "<ins>Chief</ins> Engineer" in page

    def test_a_conflict_is_shown_with_three_texts_and_nothing_takes_it_unasked(self, client, source, twin):
        write(source, position="Chief Engineer")
        write(twin, position="Pipeline Engineer")
        page = client.get(url("changes", twin)).content.decode()
        assert "changed in both" in page
        assert "Pipeline Engineer" in page

        decide(client, twin, {}, rest="take")

        assert twin.work_experience[0]["position"] == "Pipeline Engineer"
        assert len(comparison(twin).pending) == 1

    def test_the_rest_is_taken_by_one_press(self, client, source, twin):
        write(source, summary="Builds harbours.", position="Chief Engineer")

        decide(client, twin, {POSITION: "leave"}, rest="take")

        assert (twin.summary, twin.work_experience[0]["position"]) == ("Builds harbours.", "Data Engineer")

    def test_an_entry_that_is_new_in_the_source_stands_beside_the_copys_own_of_that_id(
        self, client, source, twin
    ):
        add_job(source, company="Harbour")
        add_job(twin, company="Bakery")

        decide(client, twin, {}, rest="take")

        assert [job["company"] for job in twin.work_experience] == ["Harbour Data", "Harbour", "Bakery"]

    def test_the_look_is_each_ones_own(self, source, twin):
        layout = {**source.personal_info["layout"], "spacing": "airy"}
        write(source, title="Other", personal_info={**source.personal_info, "layout": layout})

        assert comparison(twin).pending == {}

    def test_every_sort_of_change_is_shown(self, client, source, twin):
        person = deepcopy(source.personal_info)
        person["sections"].reverse()
        person["sections"][0] |= {"kind": "awards", "items": [{"id": "item_9", "title": "Seaprize"}]}
        person["sections"][2]["items"][0]["name"] = "Rowing far"
        person["layout"] |= {"hidden": ["skills", "section_1"]}
        person |= {"photo": "abc", "headline": "Chief"}
        write(
            source,
            personal_info=tailoring.IMPORT_CONTENT.clean({"personal_info": person})["personal_info"],
            skills=[{"id": "skill_2", "name": "Tides"}],
            education=[],
        )

        page = client.get(url("changes", twin)).content.decode()

        for words in ("Sections", "Entries in order", "Seaprize", "Parts that are not printed", "Headline"):
            assert words in page
        assert re.search(r"Skills</span> <span dir=\"auto\">Tides", page)
        decide(client, twin, {}, rest="take")
        assert tailoring.content(twin) == tailoring.content(source_of(twin))

    def test_without_a_decision_nothing_happens(self, client, source, twin):
        write(source, position="Chief Engineer")

        page = decide(client, twin, {}).content.decode()

        assert "Nothing was decided yet" in page
        assert twin.version == 1

    def test_a_change_that_changed_meanwhile_is_asked_again_with_the_other_choices(
        self, client, source, twin
    ):
        write(source, summary="Builds harbours.", position="Chief Engineer")
        keys = {f"change-{key}": "take" for key in comparison(twin).pending}
        write(source, position="Head of Data")

        answer = client.post(url("changes", twin), keys)

        twin.refresh_from_db()
        assert (answer.status_code, twin.version) == (409, 1)
        assert answer.content.decode().count('value="take" checked') == 1

    def test_more_than_can_be_printed_is_refused(self, client, source, twin):
        for resume in (source, twin):
            write(
                resume,
                skills=[{"id": f"skill_{n}", "name": f"{resume.pk} {'x' * 200}"} for n in range(2, 140)],
            )

        answer = decide(client, twin, {}, rest="take")

        assert (answer.status_code, twin.version) == (422, 2)

    def test_nothing_is_taken_over_fields_that_are_not_right_yet(self, client, source, twin):
        write(source, position="Chief Engineer")
        Resume.objects.filter(pk=twin.pk).update(unfinished={"work-0-startDate": "someday"})

        answer = decide(client, twin, {POSITION: "take"})

        assert (answer.status_code, twin.unfinished) == (409, {"work-0-startDate": "someday"})

    def test_a_source_in_the_bin_is_told(self, client, source, twin):
        source.delete_for_now()

        assert "The source is deleted" in client.get(url("changes", twin)).content.decode()
        assert client.post(url("changes", twin)).status_code == 409

    def test_a_copy_outlives_its_source(self, client, source, twin):
        Resume.objects.filter(pk=source.pk)._raw_delete("default")

        assert "gone for good" in client.get(url("changes", twin)).content.decode()
        assert "Tailored from “Engineer”" in client.get(reverse("resumes:index")).content.decode()

    @pytest.mark.parametrize("name", ["changes", "undo_changes"])
    def test_a_strangers_copy_and_a_resume_that_is_none_are_not_found(self, client, ada, source, name):
        other = ResumeFactory(full=True)
        theirs, _made = tailoring.tailor(other, KEY, "Theirs")

        assert client.post(url(name, theirs)).status_code == 404
        assert client.post(url(name, source)).status_code == 404

    def test_many_changes_take_the_queries_of_one(self, client, source, twin, count_queries):
        write(source, position="Chief Engineer")
        client.get(url("changes", twin))
        with count_queries() as one:
            client.get(url("changes", twin))
        write(source, skills=[{"id": f"skill_{n}", "name": f"Skill {n}"} for n in range(40)])

        with count_queries() as many:
            client.get(url("changes", twin))

        assert len(many) == len(one) <= 8


class TestUndo:
    def test_what_was_decided_is_taken_back_and_offered_again(self, client, source, twin):
        write(source, summary="Builds harbours.", position="Chief Engineer")
        page = decide(client, twin, {SUMMARY: "take", POSITION: "leave"}).content.decode()
        assert f'action="{url("undo_changes", twin)}"' in page

        client.post(url("undo_changes", twin))

        twin.refresh_from_db()
        assert twin.summary == "Builds pipelines that people trust."
        assert {unit.path for unit in comparison(twin).pending.values()} == {SUMMARY, POSITION}

    def test_nothing_is_undone_over_a_newer_save(self, client, source, twin):
        write(source, summary="Builds harbours.")
        decide(client, twin, {SUMMARY: "take"})
        write(twin, title="For Acme, again")

        page = client.post(url("undo_changes", twin), follow=True).content.decode()

        twin.refresh_from_db()
        assert twin.summary == "Builds harbours."
        assert "The copy was changed since" in page


class TestList:
    def test_it_says_how_many_changes_nobody_looked_at(self, client, source, twin):
        write(source, summary="Builds harbours.", position="Chief Engineer")

        page = client.get(reverse("resumes:index")).content.decode()

        assert "1 copy that follows" in page
        assert page.count("2 changes to look at") == 2  # with the source, and with the copy

        decide(client, twin, {}, rest="leave")
        assert "to look at" not in client.get(reverse("resumes:index")).content.decode()

    def test_many_copies_take_the_queries_of_one(self, client, source, twin, count_queries):
        write(source, summary="Builds harbours.")
        client.get(reverse("resumes:index"))
        with count_queries() as one:
            client.get(reverse("resumes:index"))
        for number in range(5):
            tailoring.tailor(source, f"5a1cf4f0-9f5e-4a55-8f0b-07a2f5b1a6d{number}", "Other")
        write(source, summary="Builds piers.")

        with count_queries() as many:
            client.get(reverse("resumes:index"))

        assert len(many) == len(one) <= 8


def source_of(twin):
    return twin.origins.get().source
