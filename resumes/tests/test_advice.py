"""Checks beside the text: each rule says what it is about, and nothing about a résumé that is well written."""

import datetime

import pytest
from django.urls import reverse

from resumes.advice import advise
from resumes.editor import Editor
from resumes.schema import EDUCATION, SKILL_LIST, WORK_EXPERIENCE
from resumes.tests.factories import ResumeFactory
from saaska.documents import technologies
from saaska.documents.schema import PERSONAL_INFO


@pytest.fixture(autouse=True)
def in_spring_2026(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date(2026, 3, 2))


def job(position, start="2021-03", end="", **more):
    return {"position": position, "company": "Harbour Data", "startDate": start, "endDate": end, **more}


def written(*, person=None, jobs=None, **columns):
    """A résumé that nobody would find anything to say about, with some of it otherwise."""
    bullets = ["Cut nightly loads from 6 h to 40 min", "Taught SQL to 12 colleagues"]
    own = [job("Data Engineer", current=True, achievements=bullets)] if jobs is None else jobs
    info = {
        "firstName": "Zoë",
        "lastName": "Müller",
        "email": "zoe@example.org",
        "phone": "+1 312 555 0142",
        "location": "Chicago",
        **(person or {}),
    }
    content = {
        "personal_info": PERSONAL_INFO.clean(info),
        "work_experience": WORK_EXPERIENCE.clean(own),
        "education": EDUCATION.clean([]),
        "skills": SKILL_LIST.clean([{"name": name} for name in ("Python", "SQL", "Kafka")]),
        "summary": "Builds pipelines that people trust.",
    }
    return {**content, **columns}


def rules(content):
    return [finding.rule for finding in advise(content)]


def with_bullets(*bullets):
    return written(jobs=[job("Data Engineer", current=True, achievements=list(bullets))])


def test_nothing_is_said_about_a_good_one():
    assert rules(written()) == []


class TestContact:
    @pytest.mark.parametrize(("key", "rule"), [("email", "email"), ("phone", "phone"), ("location", "place")])
    def test_what_is_missing_is_said(self, key, rule):
        assert rules(written(person={key: ""})) == [rule]

    def test_a_name_of_one_word_is_a_name(self):
        assert rules(written(person={"firstName": ""})) == []
        assert rules(written(person={"firstName": "", "lastName": ""})) == ["name"]

    def test_the_summary_is_missed_and_may_be_too_long(self):
        assert rules(written(summary="")) == ["summary"]
        assert rules(written(summary="Builds pipelines. " * 40)) == ["long-summary"]

    def test_an_empty_one_is_told_what_it_needs(self):
        content = written(person={"email": ""}, jobs=[], skills=[])

        assert rules(content) == ["email", "no-history", "few-skills"]


class TestDates:
    @pytest.mark.parametrize(
        ("dates", "rule"),
        [
            ({"start": "2021-03", "end": "2020-01"}, "backwards"),
            ({"start": "2026-06", "end": "2026-09"}, "future"),
            ({"start": "", "end": ""}, "undated"),
            ({"start": "2021-03", "end": "2025-12", "current": True}, "current-and-ended"),
        ],
    )
    def test_what_cannot_be_is_said(self, dates, rule):
        assert rule in rules(written(jobs=[job("Data Engineer", **dates)]))

    def test_a_year_alone_lasts_all_of_it(self):
        years = [job("Lead", "2024", current=True), job("Engineer", "2020", "2023")]

        assert rules(written(jobs=years)) == []

    def test_a_gap_is_named_by_its_months(self):
        jobs = [job("Lead", "2024-02", current=True), job("Engineer", "2020-01", "2022-12")]

        (finding,) = advise(written(jobs=jobs))

        assert (finding.rule, finding.about) == ("gap", "2023-01 – 2024-01")

    def test_studies_fill_a_gap(self):
        jobs = [job("Lead", "2024-02", current=True), job("Engineer", "2020-01", "2022-12")]
        studies = EDUCATION.clean([{"institution": "Leeds", "startDate": "2023", "endDate": "2024-01"}])

        assert rules(written(jobs=jobs, education=studies)) == []

    def test_a_gap_before_today_counts(self):
        assert rules(written(jobs=[job("Lead", "2020-01", "2025-07")])) == ["gap"]
        assert rules(written(jobs=[job("Lead", "2020-01", "2025-09")])) == []

    def test_an_overlap_of_a_month_is_a_move(self):
        moved = [job("Lead", "2022-12", current=True), job("Engineer", "2020-01", "2023-01")]
        both = [job("Lead", "2022-06", current=True), job("Engineer", "2020-01", "2023-01")]

        assert rules(written(jobs=moved)) == []
        assert rules(written(jobs=both)) == ["overlap"]

    def test_the_latest_stands_first(self):
        jobs = [job("Engineer", "2020-01", "2022-12"), job("Lead", "2023-01", current=True)]

        assert rules(written(jobs=jobs)) == ["order"]


class TestBullets:
    @pytest.mark.parametrize(
        ("bullet", "rule"),
        [
            ("Responsible for 12 nightly loads", "weak-beginning"),
            ("Python scripts for 12 nightly loads", "no-verb"),
            ("I led a team of 12", "first-person"),
            ("Cut " + "the nightly loads of many warehouses " * 7, "long-bullet"),
            ("Cut loads by [insert number]", "left-over"),
        ],
    )
    def test_what_reads_badly_is_said(self, bullet, rule):
        assert rule in rules(with_bullets(bullet))

    def test_an_adverb_may_stand_before_the_verb(self):
        assert rules(with_bullets("Single-handedly rebuilt 12 loads")) == []

    def test_verbs_are_looked_for_in_english_only(self):
        german = {"layout": {"language": "de"}}
        jobs = [job("Ingenieurin", current=True, achievements=["Ladezeiten um 40 % gesenkt"])]

        assert rules(written(person=german, jobs=jobs)) == []

    def test_each_language_has_its_own_words_for_me(self):
        german = {"layout": {"language": "de"}}
        jobs = [job("Ingenieurin", current=True, achievements=["Ich habe Ladezeiten um 40 % gesenkt"])]

        assert rules(written(person=german, jobs=jobs)) == ["first-person"]

    def test_bullets_without_any_number_are_said_once_a_position(self):
        assert rules(with_bullets("Cut nightly loads", "Taught colleagues")) == ["no-number"]

    def test_a_number_in_words_is_one(self):
        assert rules(with_bullets("Led three teams well", "Taught colleagues SQL")) == []

    def test_a_verb_is_tired_after_three_times(self):
        bullets = [f"Built {number} pipelines" for number in range(4)]

        assert rules(with_bullets(*bullets)) == ["repeated"]
        assert rules(with_bullets(*bullets[:3])) == []

    def test_full_stops_are_alike(self):
        assert rules(with_bullets("Cut 12 nightly loads.", "Taught 12 colleagues")) == ["full-stops"]


class TestTechnologies:
    @pytest.mark.parametrize(
        ("written", "right"),
        [
            ("Javascript", "JavaScript"),
            ("node js", "Node.js"),
            ("Github", "GitHub"),
            ("Postgressql", "PostgreSQL"),
            ("power bi", "Power BI"),
        ],
    )
    def test_a_name_is_written_as_its_makers_do(self, written, right):
        assert technologies.misspelled(f"Wrote {written}, daily") == ((written, right),)

    @pytest.mark.parametrize(
        "text",
        [
            "JavaScript, SQL and MYSQL",
            "https://github.com/zoe and zoe@github.example",
            "Took a rest; swift to react",
            "a javascripter",
        ],
    )
    def test_other_words_are_left_alone(self, text):
        assert technologies.misspelled(text) == ()

    def test_it_is_said_once_for_all_places(self):
        assert rules(with_bullets("Wrote 3 Javascript tools", "Taught Javascript to 12")) == ["spelling"]


class TestHiddenParts:
    def test_nothing_is_said_about_what_is_not_printed(self):
        hidden = {"layout": {"hidden": ["work"]}}
        jobs = [job("Engineer", "2020-01", "2019-12", achievements=["I was responsible"])]

        assert rules(written(person=hidden, jobs=jobs)) == []


@pytest.mark.django_db
class TestInTheEditor:
    def test_each_finding_leads_to_its_field(self, client, ada):
        resume = ResumeFactory(user=ada, **written(jobs=[job("Engineer", "2021-03", "2020-01")]))

        page = client.get(reverse("resumes:edit", args=[resume.pk])).content.decode()

        assert "It ends before it begins" in page
        assert 'href="#id_work-0-endDate"' in page
        assert 'id="id_work-0-endDate"' in page

    def test_an_answer_says_what_the_text_now_deserves(self, client, ada):
        resume = ResumeFactory(user=ada, **written())
        url = reverse("resumes:edit", args=[resume.pk])
        form = posted(resume) | {"person-phone": "", "action": "autosave"}

        answer = client.post(url, form, headers={"HX-Request": "true"})

        text = b"".join(answer.streaming_content).decode()
        assert 'id="advice" data-piece' in text
        assert "There is no phone number" in text

    def test_the_text_that_was_just_typed_counts_on_the_page_of_a_button(self, client, ada):
        resume = ResumeFactory(user=ada, **written())
        form = posted(resume) | {"person-email": "", "action": "preview"}

        page = client.post(reverse("resumes:edit", args=[resume.pk]), form).content.decode()

        assert "Your e-mail address is missing" in page

    def test_a_page_with_fewer_entries_than_are_stored_is_answered(self, client, ada):
        resume = ResumeFactory(user=ada, **written(jobs=[job("Engineer", "2021-03", "2020-01")]))
        form = posted(resume) | {"title": "", "action": "save"}
        form.pop("work-entry")

        answer = client.post(reverse("resumes:edit", args=[resume.pk]), form)

        assert answer.status_code == 422
        assert 'href="#part-work"' in answer.content.decode()


def posted(resume):
    return {
        **Editor(resume, designs=[("modern-professional", "")]).posted_form().dict(),
        "version": resume.version,
    }
