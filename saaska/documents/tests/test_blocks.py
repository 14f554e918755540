"""What designs are given to print."""

from dataclasses import replace

import pytest

from saaska.documents import blocks
from saaska.documents.blocks import Entry, Group, Item, Section
from saaska.documents.links import Link
from saaska.documents.words import Words


class TestEntries:
    def test_one_without_a_title_is_headed_by_its_organization(self):
        entry = Entry(organization=Link(Words("Harbour"), "https://harbour.example.com"))

        assert entry.headed == Entry(
            title=Words("Harbour"), link=Link(Words("harbour.example.com"), "https://harbour.example.com")
        )

    def test_one_that_says_nothing_is_left_out(self):
        assert blocks.listed([Entry(), Entry(title=Words("x"))]) == [Entry(title=Words("x"))]

    def test_a_long_one_may_be_parted_between_pages(self):
        assert Entry(bullets=[Words("x" * 800)]).whole
        assert not Entry(bullets=[Words("x" * 800), Words("x" * 200)]).whole

    @pytest.mark.parametrize(
        ("grade", "label"), [("3.8", "GPA"), ("3.81/4.0", "GPA"), ("First class", "Grade")]
    )
    def test_a_grade_in_figures_is_a_gpa(self, grade, label):
        assert blocks.grade(grade) == [Item(label, grade)]


class TestGroups:
    def test_a_note_that_all_share_is_said_once(self):
        group = Group(
            Words("Web"), [Item(Words("HTML"), Words("Expert")), Item(Words("CSS"), Words("Expert"))]
        )

        assert group.noted_once == Group("Web", [Item("HTML"), Item("CSS")], "Expert")

    def test_different_notes_stay_where_they_are(self):
        group = Group(Words("Web"), [Item(Words("HTML"), Words("Expert")), Item(Words("CSS"))])

        assert group.noted_once == group


class TestSections:
    def test_they_stand_in_the_order_of_the_layout_without_its_hidden_ones(self):
        found = [Section(name, Words(name), paragraphs=[Words("x")]) for name in "abcd"]

        arranged = blocks.arranged(found, {"order": ["c", "a"], "hidden": ["b"]})

        assert [section.id for section in arranged] == ["c", "a", "d"]


class TestFromTheRight:
    def test_most_of_the_texts_decide(self):
        arabic = Section("a", Words("اللغات"), paragraphs=[Words("قادت فريقا")])

        assert blocks.from_the_right(Words("Layla"), [arabic])
        assert not blocks.from_the_right(
            Words("ليلى"), [Section("a", Words("Summary"), paragraphs=[Words("Led")])]
        )

    def test_numbers_count_for_neither(self):
        assert not blocks.from_the_right(Words("2024"), [])


class TestUnbroken:
    @pytest.mark.parametrize(
        ("text", "note", "expected"),
        [("Go", "", False), ("Go", "5 years", True), ("C/C++", "", True), ("x y " * 20, "", False)],
    )
    def test_short_items_of_several_words_stay_on_a_line(self, text, note, expected):
        assert Item(Words(text), Words(note)).unbroken is expected


def test_many_short_lines_are_too_long_to_be_kept_on_one_page():
    section = blocks.Section("summary", Words("Summary"), paragraphs=[Words("word")] * 13)

    assert not section.whole


def job(title="Engineer", employer="Acme", period="2020", **more):
    return Entry(title=Words(title), organization=Link(Words(employer)), period=Words(period), **more)


class TestRoles:
    """Jobs in a row at one employer are printed under its name, where that leaves nothing to guess."""

    def test_those_in_a_row_are_roles(self):
        found = blocks.by_employer([job(), job(employer="ACME"), job(employer="Other"), job()])

        assert [bool(entry.role) for entry in found] == [True, True, False, False]
        assert [(entry.role.opens, entry.role.closes) for entry in found[:2]] == [
            (True, False),
            (False, True),
        ]
        assert found[1].organization.text == "ACME"
        assert found[1].own_organization.text == ""

    def test_the_employer_has_the_address_and_place_that_one_of_them_has(self):
        second = replace(job(place=Words("Lund")), organization=Link(Words("Acme"), "https://acme.example"))

        role = blocks.by_employer([job(), second])[0].role

        assert (role.employer.url, role.place) == ("https://acme.example", "Lund")

    @pytest.mark.parametrize(
        "found",
        [
            [job(place=Words("Lund")), job(place=Words("Oslo"))],
            [job(), job(period="")],
            [job(), job(title="")],
            [job(), job(), job(employer="")],
            [job(employer=""), job(employer="")],
        ],
    )
    def test_they_name_their_employer_themselves_where_something_would_be_guessed(self, found):
        assert blocks.by_employer(found) == found
