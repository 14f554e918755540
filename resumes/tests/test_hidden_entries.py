"""Entries that their owner keeps to themselves: they stay in the editor, and nobody else reads them."""

import pytest

from resumes import printing
from resumes.advice import advise
from resumes.editor import Editor
from resumes.editor.form import content_of
from resumes.exporters import fields, json_resume
from resumes.schema import EDUCATION, SKILL_LIST, WORK_EXPERIENCE
from resumes.tests.factories import ResumeFactory
from resumes.tests.test_editing import form_of, url
from saaska.documents.schema import PERSONAL_INFO


@pytest.fixture
def resume():
    """A résumé of which the second of every kind of entry is hidden; whatever it says has "Secret" in it."""
    built = ResumeFactory.build(full=True)
    for column, shape in (
        ("work_experience", WORK_EXPERIENCE),
        ("education", EDUCATION),
        ("skills", SKILL_LIST),
    ):
        setattr(
            built,
            column,
            shape.clean([*getattr(built, column)[:1], *map(secret, getattr(built, column)[:1])]),
        )
    for section in built.personal_info["sections"]:
        section["items"] = [*section["items"][:1], *map(secret, section["items"][:1])]
    built.personal_info = PERSONAL_INFO.clean(built.personal_info)
    return built


def secret(entry):
    """The same entry with other words, hidden."""
    texts = {
        key: f"Secret {value}"
        for key, value in entry.items()
        if isinstance(value, str) and value and key not in ("id", "url", "startDate", "endDate", "date")
    }
    return {**entry, **texts, "id": f"{entry.get('id', '')}-hidden", "hidden": True}


class TestHidden:
    def test_the_fixture_hides_something_of_every_kind(self, resume):
        lists = [resume.work_experience, resume.education, resume.skills]
        lists += [section["items"] for section in resume.personal_info["sections"]]

        assert all(entries[-1]["hidden"] and not entries[0]["hidden"] for entries in lists)

    def test_pages_do_not_say_them(self, resume):
        found = printing.context(resume)

        assert "Secret" not in str(found["sections"])
        assert "Secret" not in str(found["keywords"])

    def test_nor_do_files_and_fields_for_others(self, resume):
        assert "Secret" not in str(json_resume.export(resume))
        assert "Secret" not in str(fields.groups(resume))

    def test_the_owners_own_file_has_them(self, resume):
        assert "Secret" in str(json_resume.export(resume, everything=True))

    def test_a_section_of_hidden_entries_alone_is_not_printed(self, resume):
        (section,) = (one for one in resume.personal_info["sections"] if one["kind"] == "awards")
        section["items"] = section["items"][1:]

        assert section["id"] not in [found.id for found in printing.sections(resume, printing.Options())]

    def test_advice_looks_past_them_and_names_the_right_place(self, resume):
        shown, hidden = resume.work_experience
        hidden.update(startDate="2030-01", endDate="2001-01", current=False)
        shown.update(startDate="2020-01", endDate="2019-01", current=False)
        resume.work_experience = [hidden, shown]

        backwards = [finding for finding in advise(content_of(resume)) if finding.rule == "backwards"]

        assert [finding.place.number for finding in backwards if finding.place.part == "work"] == [1]


@pytest.mark.django_db
class TestEditor:
    def test_it_is_hidden_and_shown_again_by_a_field(self, client, ada):
        resume = ResumeFactory(user=ada, full=True)

        client.post(url(resume), form_of(resume, **{"work-0-hidden": "on"}))

        resume.refresh_from_db()
        assert resume.work_experience[0]["hidden"] is True
        page = client.get(url(resume)).content.decode()
        assert 'name="work-0-hidden"' in page
        assert resume.work_experience[0]["company"] in page
        data = form_of(resume)
        del data["work-0-hidden"]
        client.post(url(resume), data)
        resume.refresh_from_db()
        assert resume.work_experience[0]["hidden"] is False

    def test_an_empty_entry_that_is_hidden_is_still_nothing(self, ada):
        resume = ResumeFactory(user=ada)
        data = Editor(resume, designs=[(resume.template, resume.template)]).posted_form()
        data.setlist("skill-entry", ["n1"])
        data["skill-n1-hidden"] = "on"

        editor = Editor(resume, designs=[(resume.template, resume.template)], data=data)

        assert editor.settle()
        assert editor.content["skills"] == []
