"""What designs are given to print."""

from dataclasses import replace
from typing import get_args

import pytest

from saaska.documents import blocks, columns, schema
from saaska.documents.blocks import Entry, Group, Item, Link, Section, Words


class TestPeriod:
    @pytest.mark.parametrize(
        ("start", "end", "current", "printed"),
        [
            ("2022-01-15", "", True, "Jan 2022 – Present"),
            ("2022-01", "2024-09-01", False, "Jan 2022 – Sep 2024"),
            ("2019", "2022", False, "2019 – 2022"),
            ("2019", "2022-05", False, "2019 – May 2022"),
            ("2020-05-01", "2020-05-31", False, "May 2020"),
            ("2020-05", "", False, "May 2020"),
            ("", "2015-06", False, "Jun 2015"),
            ("", "", True, "Present"),
            ("2022-01", "2023-01", True, "Jan 2022 – Present"),
            ("", "", False, ""),
        ],
    )
    def test_it_is_written_as_readers_and_machines_expect(self, start, end, current, printed):
        assert blocks.period({"startDate": start, "endDate": end, "current": current}) == printed

    def test_it_needs_no_dates_at_all(self):
        assert blocks.period({}) == ""

    @pytest.mark.parametrize(
        ("form", "printed"),
        [
            ("", "Jan 2022 – 2023"),
            ("short", "Jan 2022 – 2023"),
            ("long", "January 2022 – 2023"),
            ("numeric", "01/2022 – 2023"),
            ("year", "2022 – 2023"),
        ],
    )
    def test_the_form_of_dates_can_be_chosen(self, form, printed):
        with blocks.dates_as(form):
            written = blocks.period({"startDate": "2022-01-31", "endDate": "2023"})

        assert written == printed

    def test_years_that_are_the_same_are_written_once(self):
        with blocks.dates_as("year"):
            assert blocks.period({"startDate": "2022-01", "endDate": "2022-11"}) == "2022"


class TestContacts:
    def test_they_come_in_the_usual_order_with_what_they_lead_to(self):
        contacts = blocks.contacts(
            {
                "website": "https://www.zoe.example.com/",
                "linkedin": "https://www.linkedin.com/in/zoe/",
                "location": "Chicago, IL",
                "phone": "+1 (312) 555-0142",
                "email": "zoe@example.org",
                "links": [{"label": "Talks", "url": "https://example.net/t"}],
            }
        )

        assert contacts == [
            Link("zoe@example.org", "mailto:zoe@example.org"),
            Link("+1 (312) 555-0142", "tel:+13125550142"),
            Link("Chicago, IL", ""),
            Link("linkedin.com/in/zoe", "https://www.linkedin.com/in/zoe/"),
            Link("zoe.example.com", "https://www.zoe.example.com/"),
            Link("Talks: example.net/t", "https://example.net/t"),
        ]

    @pytest.mark.parametrize(
        "address",
        ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "app:photo", "//x", "http:"],
    )
    def test_an_address_of_another_kind_is_text_only(self, address):
        assert blocks.link(address).url == ""

    def test_what_is_no_e_mail_address_is_text_only(self):
        assert blocks.contacts({"email": "ask me"}) == [Link("ask me", "")]

    def test_a_label_that_the_address_says_is_not_repeated(self):
        assert blocks.link("https://github.com/zoe", "GitHub").text == "github.com/zoe"

    def test_they_are_parted_into_lines_that_fit(self):
        contacts = [Link(Words("x" * 40)) for _ in range(5)]

        assert [len(line) for line in columns.in_lines(contacts)] == [2, 2, 1]

    def test_lines_are_about_as_long_as_each_other(self):
        contacts = [Link(Words("x" * 20)) for _ in range(5)]

        assert [len(line) for line in columns.balanced(contacts, 95)] == [3, 2]
        assert columns.balanced([], 95) == []

    def test_a_contact_longer_than_a_line_has_one_of_its_own(self):
        contacts = [Link(Words("x" * 20)), Link(Words("y" * 200)), Link(Words("z" * 20))]

        assert [len(line) for line in columns.balanced(contacts, 95)] == [1, 1, 1]

    def test_letters_of_east_asia_are_twice_as_wide(self):
        assert blocks.width("東京 AB") == 7


class TestFullName:
    @pytest.mark.parametrize(
        ("first", "last", "name"),
        [
            ("Zoë", "Müller", "Zoë Müller"),
            ("太郎", "山田", "山田 太郎"),
            ("민수", "김", "김 민수"),
            ("タロウ", "ヤマダ", "ヤマダ タロウ"),
            ("Taro", "山田", "Taro 山田"),
            ("小明", "", "小明"),
        ],
    )
    def test_a_familys_name_comes_first_where_it_is_written_so(self, first, last, name):
        assert blocks.full_name({"firstName": first, "lastName": last}) == name


class TestWords:
    @pytest.mark.parametrize("text", ["ليلى", "(2024) ליה", "٣ مهندسين"])
    def test_arabic_and_hebrew_are_read_from_the_right(self, text):
        assert Words(text).rtl

    @pytest.mark.parametrize("text", ["Zoë", "", "2024", "Layla ليلى", "李娜"])
    def test_everything_else_is_not(self, text):
        assert not Words(text).rtl

    def test_they_hold_nothing_that_cannot_be_printed(self):
        assert blocks.words("a\x00b\ud800\u202ec\nd") == "abc d"

    def test_paragraphs_are_parted_by_line_ends(self):
        assert blocks.paragraphs("one\r\n\n  two \u2028three") == ["one", "two", "three"]


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
    def test_every_kind_of_the_shape_is_printed(self):
        kinds = {
            get_args(kind.model_fields["kind"].annotation)[0]
            for kind in get_args(get_args(schema.Section)[0])
        }

        assert kinds == set(blocks.ENTRIES) | set(blocks.GROUPS)

    def test_hidden_and_empty_ones_are_left_out(self):
        languages = {"kind": "languages", "items": [{"name": "German", "level": ""}]}

        found = blocks.sections(
            {
                "sections": [
                    {**languages, "id": "a", "visible": False, "title": ""},
                    {**languages, "id": "b", "items": []},
                    {**languages, "id": "c", "items": [{"name": "", "level": ""}]},
                    {**languages, "id": "d", "visible": True, "title": ""},
                ]
            }
        )

        assert found == [Section("d", "Languages", "languages", groups=[Group("", [Item("German", "")])])]

    def test_they_stand_in_the_order_of_the_layout_without_its_hidden_ones(self):
        found = [Section(name, Words(name), paragraphs=[Words("x")]) for name in "abcd"]

        arranged = blocks.arranged(found, {"order": ["c", "a"], "hidden": ["b"]})

        assert [section.id for section in arranged] == ["c", "a", "d"]


class TestBeside:
    def test_chosen_kinds_stand_beside_the_others(self):
        work = Section("work", Words("Work"), "work", entries=[Entry(title=Words("Engineer"))])
        skills = Section("skills", Words("Skills"), "skills", groups=[Group(Words(), [Item(Words("Go"))])])

        found = columns.beside([work, skills], ["skills"], lines=40, characters=30)

        assert (found.side, found.main) == ([skills], [work])

    def test_what_does_not_fit_stays_in_the_main_column(self):
        long = Section("a", Words("Interests"), "interests", paragraphs=[Words("x" * 900)])
        short = Section("b", Words("Languages"), "languages", groups=[Group(Words(), [Item(Words("Go"))])])

        found = columns.beside([long, short], ["interests", "languages"], lines=20, characters=30)

        assert (found.side, found.main) == ([short], [long])

    def test_two_that_fit_alone_but_not_together_are_parted(self):
        sections = [Section(str(n), Words("Talks"), "custom", paragraphs=[Words("x" * 300)]) for n in "ab"]

        found = columns.beside(sections, ["custom"], lines=20, characters=30)

        assert (found.side, found.main) == (sections[:1], sections[1:])


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
