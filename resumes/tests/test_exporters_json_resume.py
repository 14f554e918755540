"""JSON Resume files of our own: what is in them, and that they come back."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker

from resumes import importers
from resumes.exporters import json_resume
from resumes.importers.source import leaves_of
from resumes.schema import EDUCATION, SKILL_LIST, WORK_EXPERIENCE, Education, Job, Skill
from resumes.tests import samples
from resumes.tests.factories import (
    full_education,
    full_personal_info,
    full_skills,
    full_work_experience,
)
from saaska.documents.schema import PERSONAL_INFO, PersonalInfo
from saaska.documents.tests.test_fuzz import objects as objects_of

COLUMNS = ("personal_info", "work_experience", "education", "skills", "summary")


def resume(**columns):
    empty = {"personal_info": {}, "work_experience": [], "education": [], "skills": [], "summary": ""}
    return SimpleNamespace(**{**empty, **columns})


def full(**layout):
    """Every column and kind of section, the summary in its own column alone."""
    return resume(
        personal_info=PERSONAL_INFO.clean({**full_personal_info(), "summary": "", "layout": layout}),
        work_experience=full_work_experience(),
        education=full_education(),
        skills=full_skills(),
        summary="Builds pipelines that people trust.",
    )


def columns_of(found):
    return {name: getattr(found, name) for name in COLUMNS}


def read(tree):
    return importers.read(json.dumps(tree).encode(), file_name="resume.json")


def without_content(document):
    """As another program writes it again: what only we know is lost."""
    tree = json_resume.export(document)
    del tree["meta"]
    return tree


class TestExport:
    def test_it_says_everything_in_the_words_of_the_format(self):
        tree = json_resume.export(full())

        assert tree["basics"] == {
            "name": "Zoë Müller",
            "label": "Data engineer",
            "email": "zoe@example.org",
            "phone": "+1 312 555 0142",
            "url": "https://zoe.example.com",
            "summary": "Builds pipelines that people trust.",
            "location": {"city": "Chicago, IL"},
            "profiles": [
                {"network": "LinkedIn", "url": "https://linkedin.example.com/zoe"},
                {"network": "GitHub", "url": "https://github.example.com/zoe"},
                {"network": "Talks", "url": "https://talks.example.com/zoe"},
            ],
        }
        assert tree["work"] == [
            {
                "name": "Harbour Data",
                "position": "Data Engineer",
                "location": "Chicago, IL",
                "url": "https://harbour.example.com",
                "startDate": "2021-03",
                "summary": "Owns the ingestion platform.",
                "highlights": ["Cut nightly loads from 6 h to 40 min"],
                "keywords": ["Python", "PostgreSQL"],
            }
        ]
        assert tree["skills"] == [{"name": "Python", "level": "Expert", "years": 7, "category": "Languages"}]
        assert tree["awards"] == [{"title": "Best Paper", "awarder": "Example Society", "date": "2022"}]

    def test_skills_of_a_category_and_level_stand_together(self):
        skills = [{"name": name, "category": "Databases", "level": "Expert"} for name in ("SQL", "Redis")]

        tree = json_resume.export(resume(skills=SKILL_LIST.clean([*skills, {"name": "Git"}])))

        databases = {"name": "Databases", "level": "Expert", "keywords": ["SQL", "Redis"]}
        assert tree["skills"] == [databases, {"name": "Git"}]

    def test_an_address_that_is_none_is_no_email(self):
        document = resume(personal_info=PERSONAL_INFO.clean({"firstName": "Li", "email": "ask me"}))

        assert json_resume.export(document)["basics"] == {"name": "Li"}

    def test_the_same_resume_gives_the_same_bytes(self):
        document = full()
        document.personal_info = dict(reversed(document.personal_info.items()))

        assert json_resume.written(full()) == json_resume.written(full())
        assert json_resume.export(document)["basics"] == json_resume.export(full())["basics"]

    def test_an_empty_resume_is_a_file_too(self):
        assert set(json_resume.export(resume())) == {"meta"}


SCHEMA = json.loads((Path(__file__).parent / "json_resume_schema" / "schema.json").read_text())


def complaints(tree):
    """What the format's own schema says against the file. Its formats too: the library checks no addresses."""
    checks = FormatChecker(())
    checks.checks("uri")(lambda text: bool(re.fullmatch(r"[a-z]+:[\w:/?#@!$&'()*+,;=.~%-]*", text, re.ASCII)))
    checks.checks("email")(lambda text: text.isascii() and text.count("@") == 1)
    return [error.message for error in Draft7Validator(SCHEMA, format_checker=checks).iter_errors(tree)]


class TestSchema:
    @pytest.mark.parametrize("sample", samples.LATIN)
    def test_our_files_are_valid(self, sample):
        assert complaints(json_resume.export(sample("minimal"))) == []

    def test_a_file_with_everything_is_valid(self):
        assert complaints(json_resume.export(full(hidden=["work"]), everything=True)) == []

    @settings(deadline=None, max_examples=100)
    @given(
        person=objects_of(PersonalInfo),
        jobs=st.lists(objects_of(Job), max_size=2),
        studies=st.lists(objects_of(Education), max_size=2),
        skills=st.lists(objects_of(Skill), max_size=3),
        everything=st.booleans(),
    )
    def test_whatever_a_resume_holds_its_file_is_valid(self, person, jobs, studies, skills, everything):
        document = resume(
            personal_info=PERSONAL_INFO.clean(person),
            work_experience=WORK_EXPERIENCE.clean(jobs),
            education=EDUCATION.clean(studies),
            skills=SKILL_LIST.clean(skills),
        )

        assert complaints(json_resume.export(document, everything=everything)) == []

    @pytest.mark.parametrize(
        ("address", "written"),
        [
            ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
            ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
            ("https://a.example/100%/[x]|", "https://a.example/100%25/%5Bx%5D%7C"),
            ("https://a.example/%C3%BC", "https://a.example/%C3%BC"),
            ("mailto:jo@a.example", "mailto:jo@a.example"),
        ],
    )
    def test_addresses_have_only_the_signs_of_the_format(self, address, written):
        document = resume(personal_info=PERSONAL_INFO.clean({"links": [{"url": address}]}))

        assert json_resume.export(document)["basics"]["profiles"] == [{"url": written}]

    @pytest.mark.parametrize(
        ("address", "written"),
        [("zoë@a.example", None), ("jo@münchen.example", "jo@xn--mnchen-3ya.example"), ("jo@local", None)],
    )
    def test_so_have_e_mail_addresses(self, address, written):
        document = resume(personal_info=PERSONAL_INFO.clean({"email": address}))

        assert json_resume.export(document).get("basics", {}).get("email") == written

    def test_a_file_that_is_not_valid_is_noticed(self):
        tree = {
            **json_resume.export(full()),
            "basics": {"email": "ask me", "url": "a b"},
            "work": [{"startDate": "soon"}],
        }

        assert len(complaints(tree)) == 3


class TestEverything:
    def test_it_comes_back_whole_hidden_parts_title_and_look_too(self):
        document = full(hidden=["work", "section_9"], pageSize="letter")
        document.title = "Version for the harbour"
        document.personal_info["sections"][0]["visible"] = False

        found = importers.read(json_resume.as_file(document, everything=True), file_name="resume.json")

        assert {**columns_of(found), "title": found.title} == vars(document)

    def test_the_photo_stays_where_it_is(self):
        document = full()
        document.personal_info["photo"] = "photos/of-somebody.webp"

        assert b"photos/" not in json_resume.as_file(document, everything=True)

    def test_an_end_of_what_still_lasts_is_kept(self):
        document = full()
        document.work_experience[0]["endDate"] = "2029-01"

        assert b"2029-01" in json_resume.as_file(document, everything=True)


class TestOnlyWhatIsPrinted:
    @pytest.mark.parametrize(
        ("part", "text"),
        [
            ("summary", "Builds pipelines that people trust."),
            ("work", "Harbour Data"),
            ("education", "Lakeside University"),
            ("skills", "Python"),
            ("section_1", "Tidewater"),
            ("section_9", "A tide gauge"),
        ],
    )
    def test_a_hidden_part_is_not_in_it(self, part, text):
        document = full(hidden=[part], order=["skills", "section_9", "work"])
        document.work_experience[0]["technologies"] = []

        data = json_resume.written(document).decode()

        assert text in json_resume.written(full()).decode()
        assert text not in data
        layout = json.loads(data)["meta"]["saaska"]["content"]["personal_info"]["layout"]
        assert "hidden" not in layout
        assert part not in layout["order"]

    def test_a_section_that_is_not_visible_is_not_in_it(self):
        document = full()
        document.personal_info["sections"][8]["visible"] = False

        assert "tide gauge" not in json_resume.written(document).decode()

    def test_what_is_never_printed_is_not_in_it(self):
        document = full()
        document.title = "Version for the competitor"
        document.personal_info["photo"] = "photos/of-somebody.webp"
        document.personal_info["summary"] = "An older summary."
        document.work_experience[0]["endDate"] = "2029-01"

        data = json_resume.written(document).decode()

        assert not any(text in data for text in ("competitor", "photos/", "An older summary", "2029"))


def texts(limit):
    """Text in its normal form, of several scripts."""
    letters = st.sampled_from('aZé ßяжשלمرन漢字テ—’&<>\\"{}%🙂0')
    return st.text(letters, max_size=limit).map(str.strip)


def objects(**fields):
    return st.fixed_dictionaries({}, optional=fields)


DATES = st.sampled_from(["", "2019", "2021-03", "2022-12-31"])
ADDRESSES = st.sampled_from(["", "https://example.org/a?b=c", "http://münchen.example"])
LISTS = st.lists(texts(30).filter(bool), max_size=3)
JOBS = objects(
    company=texts(40),
    position=texts(40),
    location=texts(20),
    url=ADDRESSES,
    startDate=DATES,
    endDate=DATES,
    description=texts(60),
    achievements=LISTS,
    technologies=LISTS,
)
STUDIES = objects(institution=texts(40), degree=texts(20), field=texts(20), gpa=texts(5), courses=LISTS)
SKILLS = objects(
    name=texts(10), category=texts(2), level=texts(1), years=st.none() | st.integers(0, 80) | st.just(2.5)
)
ITEMS = {
    "awards": {"title": "Prize", "date": "2020"},
    "custom": {"title": "Patent", "date": "Spring 2021"},
    "languages": {"name": "Deutsch"},
}
SECTIONS = st.builds(
    lambda kind, title: {"kind": kind, "title": title, "items": [ITEMS[kind]]},
    st.sampled_from(sorted(ITEMS)),
    texts(9),
)


class TestRoundTrip:
    def test_our_own_file_comes_back_exactly(self):
        document = full(order=["skills", "section_9"], pageSize="letter")

        found = importers.read(json_resume.written(document), file_name="resume.json")

        assert columns_of(found) == vars(document)
        assert found.title == "Zoë Müller – Data engineer"

    def test_its_report_counts_each_value_once(self):
        tree = json_resume.export(full())

        found = read(tree)

        assert found.report.leaves == len(list(leaves_of(tree, ())))
        assert found.report.changed == []
        assert [line.why for line in found.report.left_out] == ["file", "file"]
        company = next(line for line in found.report.taken if line.value == "Harbour Data")
        assert company.place == "Experience 1: the company"
        prize = next(line for line in found.report.taken if line.value == "Best Paper")
        assert prize.place == "Award 1: the title"

    @given(
        jobs=st.lists(JOBS, max_size=3),
        studies=st.lists(STUDIES, max_size=2),
        skills=st.lists(SKILLS, max_size=4),
        sections=st.lists(SECTIONS, max_size=3),
        headline=texts(30),
    )
    def test_any_resume_comes_back_exactly(self, jobs, studies, skills, sections, headline):
        document = resume(
            personal_info=PERSONAL_INFO.clean(
                {"firstName": "Li", "headline": headline, "sections": sections}
            ),
            work_experience=WORK_EXPERIENCE.clean(jobs),
            education=EDUCATION.clean(studies),
            skills=[skill for skill in SKILL_LIST.clean(skills) if any(skill.values())],
        )

        found = importers.read(json_resume.written(document), file_name="resume.json")

        assert columns_of(found) == vars(document)

    def test_a_file_that_was_changed_is_read_as_any_other(self):
        tree = json_resume.export(full())
        tree["basics"]["phone"] = "+49 30 1234"

        found = read(tree)

        assert found.personal_info["phone"] == "+49 30 1234"
        assert found.work_experience == full_work_experience()
        assert any(line.source.startswith("meta.saaska") for line in found.report.left_out)

    def test_without_what_only_we_know_the_columns_are_the_same(self):
        found = read(without_content(full()))

        assert found.work_experience == full_work_experience()
        assert found.education == full_education()
        assert found.skills == full_skills()
        assert found.summary == "Builds pipelines that people trust."
        kinds = [section["kind"] for section in found.personal_info["sections"]]
        assert kinds == [section["kind"] for section in full_personal_info()["sections"]][:-1]

    def test_no_file_of_our_storage_can_be_named(self):
        tree = json_resume.export(full())
        tree["meta"]["saaska"]["content"]["personal_info"]["photo"] = "photos/of-somebody-else.webp"

        assert read(tree).personal_info["photo"] == ""

    @pytest.mark.parametrize(
        "content", [None, [], {"work_experience": "x"}, {"unknown": 1}, {"personal_info": {"sections": [{}]}}]
    )
    def test_what_is_not_of_our_shape_is_read_as_any_other(self, content):
        tree = json_resume.export(full())
        tree["meta"]["saaska"]["content"] = content

        assert read(tree).work_experience == full_work_experience()
