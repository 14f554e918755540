"""Text with light marks: what is one, what is text, and that reading any text ends soon."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saaska.documents import marks
from saaska.documents.marks import Paragraph
from saaska.documents.texts import printable


def runs(text, **values):
    """The runs of a text that is one line: text, then b, i and the address."""
    ((line,),) = [block.lines for block in marks.read(text, values)]
    return [
        (run.text, "b" * run.bold + "i" * run.italic, *([run.url] if run.url else [])) for run in line.runs
    ]


def shown(text, **values):
    """Everything as plain text."""
    return [marks.plain_lines(block) for block in marks.read(text, values)]


class TestMarks:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a **b** c", [("a ", ""), ("b", "b"), (" c", "")]),
            ("*b*", [("b", "i")]),
            ("***b***", [("b", "bi")]),
            ("**a *b***", [("a ", "b"), ("b", "bi")]),
            ("***a** b*", [("a", "bi"), (" b", "i")]),
            ("**a *b** c*", [("a ", "b"), ("b", "bi"), (" c", "i")]),
            ("我**很**好", [("我", ""), ("很", "b"), ("好", "")]),
            (
                "[a **b**](https://example.org)",
                [("a ", "", "https://example.org"), ("b", "b", "https://example.org")],
            ),
            ("[w](https://example.org/x_(y))", [("w", "", "https://example.org/x_(y)")]),
            ("[me](mailto:ada@example.org)", [("me", "", "mailto:ada@example.org")]),
            ("[a [b](https://example.org)", [("[a ", ""), ("b", "", "https://example.org")]),
        ],
    )
    def test_it_reads_them(self, text, expected):
        assert runs(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "2 * 3 * 4",
            "2*3*4",
            "a ** b **",
            "**open",
            "a*",
            "****",
            "*****",
            "[text]",
            "[text](nowhere)",
            "[text](javascript:alert(1))",
            "[](https://example.org)",
            "](https://example.org)",
            "<b>&amp;</b>",
            "{{ 7 }}",
            "{{}}",
            "snake_case_name",
            "C:\\Users",
            "# no heading",
        ],
    )
    def test_what_is_none_is_text(self, text):
        assert runs(text) == [(text, "")]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [(r"\*b\*", "*b*"), (r"\\", "\\"), (r"\[a](https://b.org)", "[a](https://b.org)"), (r"\- a", "- a")],
    )
    def test_a_backslash_makes_text_of_a_mark(self, text, expected):
        assert runs(text) == [(expected, "")]

    def test_marks_reach_over_line_ends_and_not_over_paragraphs(self):
        (first, second) = marks.read("**a\nb** **c\n\nd**")

        assert [[run.bold for run in line.runs] for line in first.lines] == [[True], [True, False]]
        assert second.words == "d**"


class TestBlocks:
    def test_empty_lines_part_paragraphs_and_line_ends_stay(self):
        assert shown("a\r\nb\r\n\r\nc\n\n\n \nd") == [["a", "b"], ["c"], ["d"]]

    def test_no_text_has_none(self):
        assert marks.read(" \n\n") == []

    def test_lines_behind_bullets_are_a_list(self):
        (before, listing, after) = marks.read("I can:\n- read\n* write\n\n• count\nAnd more.")

        assert isinstance(before, Paragraph)
        assert [item.words for item in listing.items] == ["read", "write", "count"]
        assert not listing.numbered
        assert after.words == "And more."

    def test_numbers_are_a_list_that_counts_by_itself(self):
        (listing,) = marks.read("1. read\n1) write\n7. count")

        assert listing.numbered
        assert marks.plain_lines(listing) == ["1. read", "2. write", "3. count"]

    def test_a_bulleted_list_and_a_numbered_one_are_two(self):
        assert [block.numbered for block in marks.read("- a\n1. b")] == [False, True]

    @pytest.mark.parametrize(
        "text", ["15. March is my first day.", "2026. What a year.", "-5 degrees", "*very*", "-"]
    )
    def test_what_only_looks_like_an_item_is_text(self, text):
        (block,) = marks.read(text)

        assert isinstance(block, Paragraph)

    def test_indented_lines_go_on_with_their_item(self):
        (listing,) = marks.read("- read\n  and write\n\n  and count\n- sleep")

        assert [[line.words for line in item.lines] for item in listing.items] == [
            ["read", "and write", "and count"],
            ["sleep"],
        ]

    def test_an_item_without_words_is_none(self):
        assert shown("- \n- a") == [["-"], ["• a"]]


class TestPlaceholders:
    def test_a_known_one_is_its_value(self):
        assert runs("at **{{ Company }}** now", company="A & B") == [
            ("at ", ""),
            ("A & B", "b"),
            (" now", ""),
        ]

    @pytest.mark.parametrize("name", ["job title", "Job_Title", " JOB  TITLE ", "job-title"])
    def test_its_name_may_be_written_in_several_ways(self, name):
        assert shown(f"{{{{{name}}}}}", **{"job title": "Engineer"}) == [["Engineer"]]

    def test_an_unknown_one_stays_and_is_named(self):
        blocks = marks.read("{{company}} {{mood}}", {"company": "", "mood": " "})

        assert marks.plain(blocks) == "{{company}} {{mood}}"
        assert marks.placeholders(blocks) == ["company", "mood"]

    def test_marks_in_a_value_are_text(self):
        assert runs("{{company}}", company="**A** [b](https://c.org)") == [("**A** [b](https://c.org)", "")]


class TestPlain:
    def test_it_has_bullets_and_numbers_and_no_marks(self):
        text = "**Dear** [team](https://example.org),\n\n- a\n- b\n\n1. c"

        assert marks.plain(marks.read(text)) == "Dear team,\n\n• a\n• b\n\n1. c"


texts = st.text(st.sampled_from("ab 1.*-+•[](){}\\\n\t:/hts"), max_size=120)


class TestAnyText:
    @given(texts)
    def test_an_escaped_one_is_read_as_it_was(self, text):
        whole = marks.plain(marks.read(marks.escaped(text)))

        assert whole.split() == printable(text).split()

    @given(texts)
    def test_no_letter_is_made_up(self, text):
        read = marks.plain(marks.read(text))

        left = iter(text)
        assert all(letter in left for letter in read if letter.isalpha())

    @pytest.mark.parametrize(
        "piece", ["*a ", "**a", "[a", "](h", "{{a", "- \n", "\\", "a(", "*[a](https://b.org"]
    )
    def test_a_long_one_takes_no_more_than_its_length(self, piece):
        short, long = steps(piece * 500), steps(piece * 5_000)

        assert long <= 20 * short


def steps(text):
    """What reading takes, as the events of the interpreter: calls and returns, of regular expressions' methods too."""
    count = 0

    def note(*_event):
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        marks.read(text)
    finally:
        sys.setprofile(None)
    return count
