"""Two contents that began alike become one, and nothing that anybody wrote is lost by itself."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saaska.documents.merging import NOTHING, ORDER, Side, caught_up, merged, set_apart, units

JOB = {"id": "job_1", "position": "Engineer", "description": "", "achievements": ["Led 4"], "current": False}
CV = {
    "title": "CV",
    "summary": "Builds.",
    "work": [JOB, {**JOB, "id": "job_2", "position": "Intern"}],
    "person": {"firstName": "Ada", "layout": {"pageSize": "a4", "order": ["work", "skills"]}},
}


def changed(content, *path, to):
    """A copy of the content with another value at that path; entries are found by their id."""
    whole = copy.deepcopy(content)
    place = whole
    for key in path[:-1]:
        place = (
            next(entry for entry in place if entry["id"] == key) if isinstance(place, list) else place[key]
        )
    place[path[-1]] = to
    return whole


def only(found):
    (unit,) = found
    return unit


class TestUnits:
    def test_what_one_side_changed_is_theirs_to_say(self):
        mine = changed(CV, "work", "job_1", "position", to="Lead engineer")

        unit = only(units(CV, mine, CV))

        assert unit.path == ("work", "job_1", "position")
        assert (unit.is_conflict, unit.proposed) == (False, Side.MINE)
        assert only(units(CV, CV, mine)).proposed == Side.THEIRS

    def test_what_both_changed_alike_is_no_question(self):
        mine = changed(CV, "summary", to="Builds more.")

        assert units(CV, mine, mine) == []

    def test_what_both_changed_is_a_conflict(self):
        mine = changed(CV, "person", "firstName", to="Adah")
        theirs = changed(CV, "person", "firstName", to="Ada L.")

        unit = only(units(CV, mine, theirs))

        assert (unit.is_conflict, unit.takes_both, unit.proposed) == (True, False, Side.MINE)

    def test_paragraphs_may_stand_together(self):
        unit = only(units(CV, changed(CV, "summary", to="One."), changed(CV, "summary", to="Two.")))

        assert (unit.takes_both, unit.proposed) == (True, Side.BOTH)

    def test_an_entry_removed_here_and_changed_there_stays(self):
        mine = {**CV, "work": CV["work"][:1]}
        theirs = changed(CV, "work", "job_2", "position", to="Trainee")

        unit = only(units(CV, mine, theirs))

        assert (unit.sort, unit.mine, unit.is_conflict, unit.proposed) == (
            *("entry", NOTHING),
            *(True, Side.THEIRS),
        )

    def test_another_order_is_one_unit(self):
        theirs = {**CV, "work": CV["work"][::-1]}

        unit = only(units(CV, CV, theirs))

        assert (unit.path, unit.theirs) == (("work", ORDER), ["job_2", "job_1"])
        assert not unit.is_conflict

    def test_without_a_beginning_all_that_differs_is_a_conflict(self):
        unit = only(units(NOTHING, CV, changed(CV, "title", to="Résumé")))

        assert unit.is_conflict


class TestMerged:
    def test_changes_at_different_places_come_together(self):
        mine = changed(CV, "work", "job_1", "position", to="Lead")
        theirs = changed(CV, "work", "job_1", "description", to="Of platforms.")
        theirs["work"].append({**JOB, "id": "job_3", "position": "Student"})

        both = merged(CV, mine, theirs)

        assert both["work"][0] == {**JOB, "position": "Lead", "description": "Of platforms."}
        assert [job["id"] for job in both["work"]] == ["job_1", "job_2", "job_3"]

    def test_bullets_that_both_added_stand_together_and_a_removed_one_goes(self):
        mine = changed(CV, "work", "job_1", "achievements", to=["Led 4", "Saved 9"])
        theirs = changed(CV, "work", "job_1", "achievements", to=["Wrote 2"])

        both = merged(CV, mine, theirs)

        assert both["work"][0]["achievements"] == ["Saved 9", "Wrote 2"]

    def test_a_text_within_the_other_is_not_written_twice(self):
        mine = changed(CV, "summary", to="Builds. Leads.")
        theirs = changed(CV, "summary", to="Leads.")

        assert merged(CV, mine, theirs)["summary"] == "Builds. Leads."

    def test_a_choice_goes_before_what_is_proposed(self):
        theirs = changed(CV, "title", to="Résumé")

        assert merged(CV, CV, theirs, {("title",): Side.MINE})["title"] == "CV"

    def test_a_section_of_another_kind_is_taken_whole(self):
        mine = {"sections": [{"id": "s", "kind": "awards", "items": [{"id": "a", "awarder": "X"}]}]}
        theirs = {"sections": [{"id": "s", "kind": "languages", "items": [{"id": "a", "level": "C1"}]}]}

        assert merged(NOTHING, mine, theirs, {("sections", "s"): Side.THEIRS}) == theirs


class TestSetApart:
    def test_entries_that_got_the_same_id_by_chance_stay_two(self):
        mine = {**CV, "work": [*CV["work"], {**JOB, "id": "job_3", "position": "Mine"}]}
        theirs = {**CV, "work": [*CV["work"], {**JOB, "id": "job_3", "position": "Theirs"}]}

        apart = set_apart(CV, mine, theirs)
        both = merged(CV, apart, theirs)

        assert [job["position"] for job in both["work"]] == ["Engineer", "Intern", "Theirs", "Mine"]
        assert len({job["id"] for job in both["work"]}) == 4


class TestCaughtUp:
    def test_what_was_looked_at_is_not_offered_again_until_it_changes_again(self):
        theirs = changed(changed(CV, "title", to="Résumé"), "summary", to="Builds more.")

        looked = caught_up(CV, theirs, [("title",)])

        assert only(units(looked, looked, theirs)).path == ("summary",)
        again = changed(theirs, "title", to="Vita")
        assert [unit.path for unit in units(looked, CV, again) if unit.theirs_changed] == [
            ("title",),
            ("summary",),
        ]

    def test_a_removed_entry_that_changed_there_is_looked_at_as_a_whole(self):
        mine = {**CV, "work": CV["work"][:1]}
        theirs = changed(CV, "work", "job_2", "position", to="Trainee")

        looked = caught_up(CV, theirs, [("work", "job_2")])

        assert [unit for unit in units(looked, mine, theirs) if unit.theirs_changed] == []


words = st.text(alphabet="ab ", max_size=4)
entry_fields = st.fixed_dictionaries(
    {"name": words, "description": words, "bullets": st.lists(words, max_size=3, unique=True)}
)


@st.composite
def keyed(draw, fields):
    ids = draw(st.permutations(["x", "y", "z", "w"]))[: draw(st.integers(0, 4))]
    return [{"id": key, **draw(fields)} for key in ids]


sections = keyed(
    st.fixed_dictionaries({"kind": st.sampled_from(["awards", "custom"]), "items": keyed(entry_fields)})
)
contents = st.fixed_dictionaries(
    {
        "summary": words,
        "person": st.fixed_dictionaries({"firstName": words}),
        "work": keyed(entry_fields),
        "sections": sections,
    }
)


class TestAnyContents:
    @given(contents, contents, contents, st.booleans())
    def test_one_side_alone_gives_that_side(self, base, mine, theirs, known):
        base = base if known else NOTHING
        found = [unit.path for unit in units(base, mine, theirs)]

        assert merged(base, mine, theirs, dict.fromkeys(found, Side.MINE)) == mine
        assert merged(base, mine, theirs, dict.fromkeys(found, Side.THEIRS)) == theirs

    @given(contents, contents)
    def test_who_changed_nothing_gets_what_the_other_did(self, base, theirs):
        assert merged(base, base, theirs) == theirs
        assert merged(base, theirs, base) == theirs

    @given(contents, contents, contents)
    def test_every_unit_is_named_once(self, base, mine, theirs):
        found = [unit.key for unit in units(base, mine, theirs)]

        assert len(found) == len(set(found))

    @given(contents, contents, contents)
    def test_entries_that_anybody_added_are_there(self, base, mine, theirs):
        both = merged(base, mine, theirs)

        known = {job["id"] for job in base["work"]}
        added = {job["id"] for job in (*mine["work"], *theirs["work"])} - known
        assert added <= {job["id"] for job in both["work"]}

    @given(contents, contents, contents)
    def test_both_ways_keep_the_same_entries(self, base, mine, theirs):
        one, other = merged(base, mine, theirs), merged(base, theirs, mine)

        assert {job["id"] for job in one["work"]} == {job["id"] for job in other["work"]}

    @given(contents, contents)
    def test_who_looked_at_all_of_it_has_caught_up(self, base, theirs):
        decided = [unit.path for unit in units(base, base, theirs)]

        assert caught_up(base, theirs, decided) == theirs
        assert caught_up(base, theirs, []) == base

    @given(contents, contents, contents)
    def test_set_apart_changes_ids_alone(self, base, mine, theirs):
        apart = set_apart(base, mine, theirs)

        assert [{**job, "id": ""} for job in apart["work"]] == [{**job, "id": ""} for job in mine["work"]]
        assert len({job["id"] for job in apart["work"]}) == len(mine["work"])


@pytest.mark.parametrize("long", [True, False])
def test_ids_that_are_too_long_for_a_number_are_cut(long):
    name = "i" * (64 if long else 3)
    mine, theirs = ([{"id": name, "position": text}] for text in ("a", "b"))

    assert len(set_apart([], mine, theirs)[0]["id"]) <= 64
