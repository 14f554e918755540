"""The editor's form: what it shows, reads back, moves and refuses."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resumes.editor import Editor
from resumes.editor.form import arranged, content_of
from resumes.editor.kinds import JOB, SECTIONS, SKILL, STUDY
from resumes.models import Resume
from resumes.schema import JOBS
from resumes.tests import factories
from saaska.documents.editor.fields import read_lines, read_number, read_words, written_lines, written_words
from saaska.documents.editor.kinds import LINK, PERSON
from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.texts import printable

DESIGNS = [("modern-professional", "Modern Professional"), ("classic-elegant", "Classic Elegant")]
NORMAL = st.text(max_size=80).map(printable).filter(bool)
NORMAL_LINE = st.text(max_size=80).map(lambda text: printable(text, lines=False)).filter(bool)


def full_resume(**columns):
    return Resume(
        **{
            "title": "Data engineer",
            "template": "modern-professional",
            "personal_info": factories.full_personal_info(),
            "work_experience": factories.full_work_experience(),
            "education": factories.full_education(),
            "skills": factories.full_skills(),
            "summary": "Builds pipelines that people trust.",
            **columns,
        }
    )


def posted(editor):
    """What a browser posts when it sends the form as it stands."""
    return editor.posted_form()


def sent(resume, **changes):
    """The editor bound to the résumé's own form with some fields changed."""
    data = posted(Editor(resume, designs=DESIGNS))
    for name, value in changes.items():
        data[name] = value
    return Editor(resume, designs=DESIGNS, data=data)


class TestLines:
    @example(["0\n\n0"])
    @given(st.lists(NORMAL, max_size=5))
    def test_a_list_of_texts_comes_back_as_it_was(self, entries):
        assert [printable(entry) for entry in read_lines(written_lines(entries))] == entries

    def test_an_indented_line_goes_on_with_the_one_above(self):
        assert read_lines("Led a team\r\n  of five\r\n\r\nWon a prize") == [
            "Led a team\nof five",
            "Won a prize",
        ]

    def test_a_list_that_is_indented_as_a_whole_keeps_its_entries(self):
        assert read_lines("   Led a team\n   Won a prize") == ["Led a team", "Won a prize"]


class TestWords:
    @given(st.lists(NORMAL_LINE, max_size=5))
    def test_a_list_of_words_comes_back_as_it_was(self, words):
        assert read_words(written_words(words)) == words

    def test_commas_and_line_ends_part_them(self):
        assert read_words('Python, "C, C++"\nGo,,') == ["Python", "C, C++", "Go"]

    @pytest.mark.parametrize("text", ['"' * 200_000, '"a,' * 50_000, "," * 200_000])
    def test_it_reads_anything_quickly(self, text):
        assert isinstance(read_words(text), list)


@pytest.mark.parametrize(("text", "number"), [("", None), ("5", 5), ("2,5", 2.5), ("many", "many")])
def test_a_number_is_read_as_people_write_it(text, number):
    assert read_number(text) == number


class TestKinds:
    @pytest.mark.parametrize(
        "kind", [JOB, STUDY, SKILL, LINK, *(kind for _label, _icon, kind in SECTIONS.values())]
    )
    def test_every_key_of_a_shape_is_asked_for(self, kind):
        assert set(kind.fields) == set(kind.shape.model_fields)

    def test_of_a_person_every_key_but_those_asked_for_elsewhere(self):
        elsewhere = {"summary", "photo", "links", "sections", "layout"}

        assert set(PERSON.fields) | elsewhere == set(PERSON.shape.model_fields)


class TestEditor:
    def test_a_full_resume_comes_back_as_it_was(self):
        editor = sent(full_resume())

        assert editor.is_valid(), editor.problems
        assert editor.content == content_of(full_resume())

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(st.lists(NORMAL.filter(lambda text: len(text) < 200), max_size=4), min_size=1, max_size=3),
        st.lists(NORMAL_LINE, max_size=4),
    )
    def test_any_texts_come_back_as_they_were(self, bullets, words):
        work = [
            {
                **factories.full_work_experience()[0],
                "id": f"exp_{n}",
                "achievements": own,
                "technologies": words,
            }
            for n, own in enumerate(bullets)
        ]
        resume = full_resume(work_experience=work)

        editor = sent(resume)

        assert editor.is_valid(), editor.problems
        assert editor.content["work_experience"] == work

    def test_what_the_form_does_not_ask_for_stays(self):
        info = factories.full_personal_info()
        info["photo"] = "photos/ada.webp"
        info["layout"] |= {
            "order": ["skills", "section_2", "work", "section_1"],
            "hidden": ["education"],
            "colors": ["#112233"],
            "attachData": False,
        }

        editor = sent(full_resume(personal_info=info), **{"person-photo": "photos/somebody-else.webp"})

        assert editor.is_valid()
        assert editor.content["personal_info"]["photo"] == "photos/ada.webp"
        assert editor.content["personal_info"]["layout"] == info["layout"]

    def test_sections_stand_in_the_order_in_which_they_are_printed(self):
        info = factories.full_personal_info()
        info["layout"] = {"order": ["section_2", "work", "section_1"], "hidden": [], "pageSize": ""}

        editor = Editor(full_resume(personal_info=info), designs=DESIGNS)

        assert [section.called for section in editor.sections.forms][:3] == [
            "Languages",
            "Projects",
            "Certificates",
        ]

    @pytest.mark.parametrize(
        ("field", "text", "words"),
        [
            ("work-0-startDate", "June", "The start date is not a date such as 2024, 2024-05 or 2024-05-31."),
            ("work-0-company", "x" * 256, "The company is longer than 255 characters."),
            ("work-0-achievements", "x" * 1001, "longer than 1,000 characters"),
            ("work-0-achievements", "x\n" * 31, "No more than 30 achievements"),
            ("skill-0-years", "many", "has to be a number"),
            ("person-website", "javascript:alert(1)", "not a web address"),
            ("section-0-item-0-url", "nowhere", "not a web address"),
        ],
    )
    def test_a_problem_is_told_at_its_field(self, field, text, words):
        editor = sent(full_resume(), **{field: text})

        assert not editor.is_valid()
        assert [problem.control for problem in editor.problems] == [f"id_{field}"]
        assert words in editor.problems[0].message

    def test_a_resume_too_large_to_print_is_refused_as_a_whole(self):
        skills = [{"name": "x" * 250, "level": "y" * 250, "years": None, "category": ""} for _ in range(150)]

        editor = sent(full_resume(skills=skills))

        assert not editor.is_valid()
        assert "kB" in editor.problems[0].message

    def test_more_entries_than_can_be_printed_are_refused(self):
        editor = sent(full_resume())
        editor.data.setlist("work-entry", [str(number) for number in range(JOBS + 1)])
        for number in range(JOBS + 1):
            editor.data[f"work-{number}-company"] = f"Company {number}"
        editor = Editor(editor.document, designs=DESIGNS, data=editor.data)

        assert not editor.is_valid()
        assert "40" in editor.problems[0].message

    def test_an_entry_without_a_word_is_not_kept(self):
        editor = sent(full_resume())
        editor.data.appendlist("work-entry", "n0")
        editor = Editor(editor.document, designs=DESIGNS, data=editor.data)

        assert editor.is_valid()
        assert len(editor.content["work_experience"]) == 1

    def test_the_order_on_the_page_is_the_order_that_is_saved(self):
        skills = [{"name": name, "level": "", "years": None, "category": ""} for name in ("Go", "Python")]
        editor = sent(full_resume(skills=skills))
        editor.data.setlist("skill-entry", ["1", "0"])
        editor = Editor(editor.document, designs=DESIGNS, data=editor.data)

        assert editor.is_valid()
        assert [skill["name"] for skill in editor.content["skills"]] == ["Python", "Go"]

    def test_a_design_that_is_not_offered_is_refused(self):
        editor = sent(full_resume(), template="../../etc")

        assert not editor.is_valid()


class TestActs:
    def test_adding_keeps_what_was_typed_and_judges_nothing(self):
        editor = sent(full_resume(), **{"work-0-startDate": "June", "title": ""})

        assert editor.perform("add-work")

        assert [form.token for form in editor.work.forms] == ["0", "n0"]
        assert editor.work.forms[0]["startDate"].value() == "June"
        assert not editor.work.forms[0].errors
        assert editor.focus == "work-n0"

    def test_another_role_at_a_company_stands_below_the_first(self):
        jobs = [*factories.full_work_experience(), {"company": "Tide & Sons"}]
        editor = sent(full_resume(work_experience=jobs), **{"work-0-company": "Harbour Data Ltd"})

        assert editor.perform("again-work-0")

        added = editor.work.forms[1]
        assert editor.focus == added.prefix == "work-n0"
        assert [added[key].value() for key in ("position", "company", "startDate")] == [
            None,
            "Harbour Data Ltd",
            None,
        ]
        assert added["url"].value() == jobs[0]["url"]
        assert not editor.perform("again-work-9")

    def test_entries_move_up_and_down(self):
        skills = [{"name": name, "level": "", "years": None, "category": ""} for name in "abc"]
        editor = sent(full_resume(skills=skills))

        editor.perform("down-skill-0")
        editor.perform("up-skill-2")

        assert [form.called for form in editor.skills.forms] == ["b", "c", "a"]

    def test_moving_past_an_end_changes_nothing(self):
        editor = sent(full_resume())

        assert editor.perform("up-work-0")
        assert [form.token for form in editor.work.forms] == ["0"]

    def test_removing_points_to_the_neighbour(self):
        skills = [{"name": name, "level": "", "years": None, "category": ""} for name in "abc"]
        editor = sent(full_resume(skills=skills))

        editor.perform("remove-skill-1")

        assert [form.called for form in editor.skills.forms] == ["a", "c"]
        assert editor.focus == "skill-2"

    def test_a_section_is_added_with_its_first_entry(self):
        editor = sent(full_resume(personal_info=PERSONAL_INFO.clean({})), **{"new-section": "awards"})

        editor.perform("add-section")

        [section] = editor.sections.forms
        assert section.called == "Awards"
        assert len(section.items.forms) == 1

    def test_entries_of_a_section_move_too(self):
        editor = sent(full_resume())

        editor.perform("add-section-0-item")
        editor.perform("up-section-0-item-n0")

        assert [form.token for form in editor.sections.forms[0].items.forms] == ["n0", "0"]

    def test_a_new_entry_has_an_id_that_another_editor_gives_to_no_other(self):
        one, other = sent(full_resume()), sent(full_resume())

        one.perform("add-skill")
        other.perform("add-skill")

        ids = {editor.skills.forms[-1]["id"].value() for editor in (one, other)}
        assert len(ids) == 2
        assert all(ids)

    def test_a_new_entry_that_nobody_filled_is_not_saved(self):
        resume = full_resume()
        editor = sent(resume)
        editor.perform("add-work")

        again = Editor(resume, designs=DESIGNS, data=posted(editor))

        assert len(again.work.forms) == 2
        assert again.is_valid()
        assert len(again.content["work_experience"]) == 1

    @pytest.mark.parametrize(
        "action",
        ["", "up", "add-nothing", "remove-work-99", "up-work-x", "explode-work-0", "add-section-9-item"],
    )
    def test_a_button_that_there_is_not_changes_nothing(self, action):
        editor = sent(full_resume())

        assert not editor.perform(action)
        assert [form.token for form in editor.work.forms] == ["0"]


class TestArranged:
    def test_own_parts_keep_their_places(self):
        assert arranged(["work", "a", "skills", "b"], ["b", "a"]) == ["work", "b", "skills", "a"]

    def test_a_removed_section_goes_and_a_new_one_comes_last_by_itself(self):
        assert arranged(["a", "work", "b"], ["b", "new"]) == ["work", "b"]

    def test_no_order_stays_no_order(self):
        assert arranged([], ["a"]) == []
