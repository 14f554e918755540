"""Every state of a document is kept, whoever writes it and however, and comes back exactly."""

import copy
import json

import pytest
from django.db import DatabaseError, connection
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from accounts.tests.factories import UserFactory
from letters.models import CoverLetterState
from letters.tests.factories import CoverLetterFactory
from resumes.models import Resume, ResumeState
from resumes.tests.factories import ResumeFactory
from saaska.db.document_states import EVERY, KeepFirstStates
from saaska.db.models import AuditEntry
from saaska.db.scope import scope
from saaska.documents.states import contents, follow

pytestmark = pytest.mark.django_db

COLUMNS = (
    *("title", "template", "template_version", "personal_info"),
    *("work_experience", "education", "skills", "summary"),
)
ENTRY = st.fixed_dictionaries(
    {"id": st.sampled_from("abc"), "text": st.text("xyz", max_size=2)},
    optional={"list": st.lists(st.integers(0, 2), max_size=4)},
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.text("äx\"'\\", max_size=2)
    | st.lists(ENTRY, max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=4),
    max_leaves=12,
)
CONTENT = st.dictionaries(st.sampled_from("abcd"), JSON, max_size=4)


def sql(statement: str, *parameters: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def held(resume: Resume) -> dict:
    row = Resume.objects.filter(pk=resume.pk).values(*COLUMNS).get()
    return {name: row[name] for name in COLUMNS}


@settings(max_examples=300, deadline=None)
@given(CONTENT, CONTENT)
def test_steps_lead_from_any_content_to_any_other(before, after):
    [(steps,)] = sql("select json_steps(%s::jsonb, %s::jsonb)", json.dumps(before), json.dumps(after))

    assert follow(copy.deepcopy(before), json.loads(steps)) == after


class TestKeeping:
    def test_a_new_resume_has_one_whole_state(self):
        resume = ResumeFactory(full=True)

        state = resume.states.get()

        assert (state.number, state.version, state.user_id) == (1, 1, resume.user_id)
        assert contents(resume.states, [1]) == {1: held(resume)}

    def test_a_save_keeps_what_it_changed_and_nothing_else(self):
        resume = ResumeFactory(full=True)
        jobs = [{**resume.work_experience[0], "position": "Lead"}]

        resume.save_over(1, {"work_experience": jobs, "summary": resume.summary})

        state = resume.states.get(number=2)
        assert state.steps == [[["work_experience", 0, "position"], "Lead"]]
        assert (state.parts, state.version) == (["work_experience"], 2)

    def test_it_names_the_key_of_personal_info_that_changed(self):
        resume = ResumeFactory(full=True)

        Resume.objects.filter(pk=resume.pk).update(personal_info={**resume.personal_info, "phone": "1"})

        assert resume.states.get(number=2).parts == ["personal_info.phone"]

    def test_raw_sql_and_bulk_updates_are_kept(self):
        resumes = ResumeFactory.create_batch(3)

        sql("update resumes set title = 'Cook'")
        Resume.objects.update(summary="Cooks.")

        assert [resume.states.count() for resume in resumes] == [3, 3, 3]
        assert contents(resumes[0].states, [2])[2]["title"] == "Cook"

    def test_a_design_taken_is_a_state(self):
        resume = ResumeFactory()

        Resume.objects.filter(pk=resume.pk).update(template_version=7)

        assert resume.states.get(number=2).parts == ["template_version"]

    def test_what_is_no_content_makes_no_state(self):
        resume = ResumeFactory()

        resume.count_download()
        resume.delete_for_now()
        resume.restore()
        Resume.objects.filter(pk=resume.pk).update(title=resume.title, is_public=True)

        assert resume.states.count() == 1

    def test_it_knows_who_did_it(self):
        ada = UserFactory()

        with scope("user", ada.pk):
            resume = ResumeFactory(user=ada)
        Resume.objects.filter(pk=resume.pk).update(title="By a command")

        assert list(resume.states.order_by("number").values_list("actor", flat=True)) == [ada.pk, None]

    def test_after_half_an_hour_a_new_sitting_begins(self):
        resume = ResumeFactory()
        Resume.objects.filter(pk=resume.pk).update(title="Cook")
        resume.states.update(at="2024-05-01 12:00Z")

        Resume.objects.filter(pk=resume.pk).update(title="Baker")

        assert list(resume.states.order_by("number").values_list("sitting", flat=True)) == [1, 1, 2]

    def test_the_documents_that_were_there_get_a_first_state(self):
        resume = ResumeFactory(full=True)
        sql("delete from resume_states")

        for statement in KeepFirstStates(
            "resumes", states="resume_states", document="resume_id", columns=COLUMNS
        ).forwards():
            sql(statement)

        assert contents(resume.states, [1]) == {1: held(resume)}
        assert resume.states.get().at == resume.updated_at

    def test_a_letter_keeps_its_states_too(self):
        letter = CoverLetterFactory(content="Dear team,")

        type(letter).objects.filter(pk=letter.pk).update(content="Dear all,")

        assert CoverLetterState.objects.filter(cover_letter=letter).count() == 2
        assert contents(letter.states, [1, 2])[1]["content"] == "Dear team,"


class TestReading:
    def test_each_of_many_states_comes_back_exactly(self):
        resume = ResumeFactory(full=True)
        stored = {1: held(resume)}
        for number in range(2, 2 * EVERY + 4):
            Resume.objects.filter(pk=resume.pk).update(
                summary=f"State {number}", skills=[{"name": str(count)} for count in range(number % 5)]
            )
            stored[number] = held(resume)

        assert contents(resume.states, stored) == stored

    def test_every_fiftieth_state_is_whole_so_that_few_are_read(self, django_assert_num_queries):
        resume = ResumeFactory()
        for number in range(EVERY + 10):
            Resume.objects.filter(pk=resume.pk).update(title=str(number))

        whole = [state.number for state in resume.states.order_by("number") if state.steps[0][0] == []]

        assert whole == [1, EVERY + 1]
        with django_assert_num_queries(1):
            assert contents(resume.states, [3, EVERY + 5])[3]["title"] == "1"

    def test_a_state_that_there_is_not_is_left_out(self):
        assert contents(ResumeFactory().states, [2]) == {}


class TestRights:
    @pytest.mark.parametrize(
        "statement",
        [
            "insert into resume_states (resume_id, user_id, number, sitting, version, parts, steps)"
            " select resume_id, user_id, 2, 1, 1, '{}', '[]' from resume_states",
            "update resume_states set steps = '[]'",
            "update resume_states set at = now()",
            "update resume_states set number = 9",
            "delete from resume_states",
        ],
    )
    @pytest.mark.parametrize("role", ["user", "staff"])
    def test_nobody_rewrites_the_past(self, role, statement):
        resume = ResumeFactory()

        with pytest.raises(DatabaseError, match="permission denied"), scope(role, resume.user_id):
            sql(statement)

    def test_a_person_names_their_own(self):
        resume, other = ResumeFactory(), ResumeFactory()

        with scope("user", resume.user_id):
            sql("update resume_states set name = 'Sent to Acme'")

        assert (resume.states.get().name, other.states.get().name) == ("Sent to Acme", "")

    def test_a_name_is_in_the_audit_trail_and_the_content_not_a_second_time(self):
        resume = ResumeFactory()

        resume.states.update(name="Sent to Acme")

        [entry] = AuditEntry.objects.filter(table_name="resume_states")
        assert entry.changes == {"name": ["", "Sent to Acme"]}

    def test_states_go_with_their_resume_and_with_their_person(self):
        first, second = ResumeFactory(), ResumeFactory()

        first.delete()
        User.objects.get(pk=second.user_id).delete()

        assert not ResumeState.objects.exists()
