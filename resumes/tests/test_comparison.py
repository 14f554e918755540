"""What the page of two versions marks."""

import copy

from resumes.comparison import differences
from resumes.editor.form import content_of
from resumes.models import Resume
from resumes.tests import factories
from saaska.documents.comparison import pieces


def full():
    return content_of(
        Resume(
            title="Data engineer",
            template="modern-professional",
            personal_info=factories.full_personal_info(),
            work_experience=factories.full_work_experience(),
            education=factories.full_education(),
            skills=factories.full_skills(),
            summary="Builds pipelines that people trust.",
        )
    )


def test_two_equal_texts_do_not_differ():
    assert differences(full(), full()) == []


def test_a_changed_field_shows_both_texts_with_the_words_that_differ_marked():
    typed = copy.deepcopy(full())
    typed["work_experience"][0]["position"] = "Lead Data Engineer"

    [found] = differences(full(), typed)

    assert (found.place, str(found.name)) == ("Experience: Lead Data Engineer, Harbour Data", "Position")
    assert "".join(piece.text for piece in found.saved) == "Data Engineer"
    assert [piece.text for piece in found.typed if piece.marked] == ["Lead "]


def test_entries_in_another_order_are_one_difference():
    saved, typed = full(), full()
    for content in (saved, typed):
        content["work_experience"] = [
            {**content["work_experience"][0], "id": name, "company": name} for name in ("one", "two")
        ]
    typed["work_experience"].reverse()

    [found] = differences(saved, typed)

    assert (found.place, str(found.name)) == ("Experience", "Entries in order")


def test_an_entry_that_only_one_text_has_is_shown_field_by_field():
    typed = full()
    typed["education"] = []

    found = differences(full(), typed)

    assert "Lakeside University" in ["".join(piece.text for piece in one.saved) for one in found]
    assert all(one.typed == [] for one in found)


def test_words_that_stand_alone_are_marked_and_spaces_go_with_them():
    left, right = pieces("built fast ships", "built slow ships")

    assert [(piece.text, piece.marked) for piece in left] == [
        ("built ", False),
        ("fast", True),
        (" ships", False),
    ]
    assert [(piece.text, piece.marked) for piece in right] == [
        ("built ", False),
        ("slow", True),
        (" ships", False),
    ]


def test_a_text_that_repeats_itself_is_marked_as_a_whole():
    """Looking for the words that differ would take seconds: all pairs of a word are looked at for each block."""
    texts = [" ".join(f"x {name}{number}" for number in range(400)) for name in "uv"]

    assert [[(piece.text, piece.marked) for piece in side] for side in pieces(*texts)] == [
        [(text, True)] for text in texts
    ]
