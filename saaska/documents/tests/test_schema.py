"""The shapes of JSON columns: what they accept, what they say, and the normal form they give."""

import json

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from saaska.documents.schema import (
    PERSONAL_INFO,
    TEMPLATE_CONFIG,
    validate_personal_info,
    validate_template_config,
)
from saaska.documents.shapes import Shape


def said_of(shape: Shape, value: object) -> list[str]:
    """The sentences with which the shape refuses the value."""
    with pytest.raises(ValidationError) as caught:
        shape.check(value)
    return caught.value.messages


def section(kind: str, *items: object) -> dict[str, object]:
    return {"sections": [{"kind": kind, "items": list(items)}]}


class TestPersonalInfo:
    def test_it_accepts_the_specification_s_example(self):
        validate_personal_info(
            {
                "firstName": "John",
                "lastName": "Doe",
                "email": "john@example.com",
                "phone": "+1234567890",
                "location": "San Francisco, CA",
                "linkedin": "https://linkedin.com/in/johndoe",
                "github": "https://github.com/johndoe",
                "website": "https://johndoe.com",
                "summary": "Experienced software engineer...",
            }
        )

    def test_an_unfinished_draft_may_lack_everything(self):
        validate_personal_info({})

    def test_cleaning_gives_every_key(self):
        assert PERSONAL_INFO.clean({}) == {
            "firstName": "",
            "lastName": "",
            "headline": "",
            "email": "",
            "phone": "",
            "location": "",
            "linkedin": "",
            "github": "",
            "website": "",
            "summary": "",
            "photo": "",
            "links": [],
            "sections": [],
            "layout": {
                "order": [],
                "hidden": [],
                "newPage": [],
                "together": [],
                "headings": {"summary": "", "work": "", "education": "", "skills": ""},
                "pageSize": "",
                "colors": [],
                "fonts": "",
                "spacing": "",
                "textSize": "",
                "dateFormat": "",
                "language": "",
                "showPhoto": True,
                "attachData": True,
            },
        }

    def test_cleaning_trims_and_joins_lines_of_a_single_line(self):
        assert PERSONAL_INFO.clean({"firstName": " Eva\r\nMaria "})["firstName"] == "Eva Maria"

    def test_cleaning_keeps_the_lines_of_a_text(self):
        assert PERSONAL_INFO.clean({"summary": "a\r\nb\u2028c\td"})["summary"] == "a\nb\nc\td"

    def test_cleaning_drops_what_cannot_be_stored_or_printed(self):
        assert PERSONAL_INFO.clean({"firstName": "E\x00v\ud800a\x1b\ufffe"})["firstName"] == "Eva"

    def test_cleaning_adds_the_scheme_of_an_address(self):
        assert PERSONAL_INFO.clean({"website": "eva.example/me"})["website"] == "https://eva.example/me"

    def test_cleaning_gives_sections_different_ids(self):
        info = PERSONAL_INFO.clean(
            {
                "sections": [
                    {"kind": "awards", "id": "section_1"},
                    {"kind": "custom"},
                    {"kind": "awards", "id": "section_1"},
                ]
            }
        )

        assert [section["id"] for section in info["sections"]] == ["section_1", "section_2", "section_3"]

    def test_cleaning_twice_changes_nothing_more(self):
        once = PERSONAL_INFO.clean(
            {"firstName": " a ", "website": "a.example", **section("awards", {"title": "x "})}
        )

        assert PERSONAL_INFO.clean(once) == once

    def test_checking_changes_nothing(self):
        info = {"firstName": " a ", **section("awards", {"title": "x "})}

        PERSONAL_INFO.check(info)

        assert info == {"firstName": " a ", **section("awards", {"title": "x "})}

    @pytest.mark.parametrize(
        ("value", "sentence"),
        [
            ([], "The personal information has to be an object with fields."),
            ({"firstName": "x" * 101}, "The first name is longer than 100 characters."),
            ({"summary": "x" * 5_001}, "The summary is longer than 5,000 characters."),
            ({"phone": 49}, "The phone number has to be text."),
            ({"email": None}, "The e-mail address has to be text."),
            ({"firstName": "E\x00va"}, "The first name holds characters that cannot be printed."),
            ({"firstName": "E\ud800va"}, "The first name holds characters that cannot be printed."),
            ({"firstName": "Eva\nMaria"}, "The first name has to be a single line."),
            ({"nickname": "E"}, "“nickname” is not a known field."),
            (
                {"website": "javascript:alert(1)"},
                "The website is not a web address such as https://example.com.",
            ),
            ({"website": "eva.example"}, "The website is not a web address such as https://example.com."),
            ({"links": {}}, "Links: a list is needed."),
            ({"links": [{}] * 21}, "No more than 20 links."),
            (
                {"links": [{}, {"url": "ftp://a.example"}]},
                "Link 2: the web address is not a web address such as https://example.com.",
            ),
            ({"layout": {"pageSize": "a5"}}, "The page size has to be one of these: a4, letter."),
            ({"layout": {"fonts": "Comic Sans"}}, "The pair of fonts is not one of the possible choices."),
            ({"layout": {"colors": ["#000000"] * 3}}, "No more than 2 colours."),
            ({"layout": {"colors": ["red"]}}, "Colour 1 is not written as it should be."),
            (
                {"layout": {"dateFormat": "d.m."}},
                "The form of dates has to be one of these: short, long, numeric, year.",
            ),
            ({"sections": [{"kind": "films"}]}, "Section 1 is of an unknown kind."),
            ({"sections": [{}]}, "Section 1 does not say of which kind it is."),
            ({"sections": [7]}, "Section 1 has to be an object with fields."),
            ({"sections": [{"kind": "awards", "id": "a"}] * 2}, "Two sections have the same id."),
            ({"sections": [{"kind": "awards", "visible": 1}]}, "Section 1: “visible” has to be yes or no."),
            (
                section("projects", {}, {"name": "x" * 256}),
                "Section 1, project 2: the name is longer than 255 characters.",
            ),
            (
                section("projects", {"highlights": ["x" * 1_001]}),
                "Section 1, project 1: highlight 1 is longer than 1,000 characters.",
            ),
            (
                section("projects", {"highlights": ["x"] * 31}),
                "Section 1, project 1: no more than 30 highlights.",
            ),
            (
                section("awards", {"date": "2020-13"}),
                "Section 1, award 1: the date is not a date such as 2024, 2024-05 or 2024-05-31.",
            ),
            (
                section("languages", {"fluency": "C2"}),
                "Section 1, language 1: “fluency” is not a known field.",
            ),
            (section("interests", *[{}] * 101), "Section 1: no more than 100 interests."),
        ],
    )
    def test_it_says_what_is_wrong_and_where(self, value, sentence):
        assert said_of(PERSONAL_INFO, value) == [sentence]

    def test_it_says_ten_things_at_once_and_counts_the_rest(self):
        sentences = said_of(PERSONAL_INFO, section("references", *[1] * 25))

        assert len(sentences) == 11
        assert sentences[-1] == "And 15 more problems like these."

    def test_a_key_that_is_no_text_is_refused(self):
        assert said_of(PERSONAL_INFO, {"\ud800": 1}) != []

    @pytest.mark.parametrize("date", ["", "1999", "2024-02", "2024-02-29"])
    def test_a_date_may_be_a_year_a_month_a_day_or_unknown(self, date):
        PERSONAL_INFO.check(section("awards", {"date": date}))

    @pytest.mark.parametrize("date", ["2023-02-29", "2024-2", "999", "٢٠٢٤", "2024-05-31T00:00", "2024-00"])
    def test_anything_else_is_no_date(self, date):
        assert said_of(PERSONAL_INFO, section("awards", {"date": date})) != []

    @pytest.mark.parametrize("address", ["mailto:eva@eva.example", "tel:+49351", "https://eva.example"])
    def test_a_link_may_be_mail_or_telephone(self, address):
        PERSONAL_INFO.check({"links": [{"label": "Me", "url": address}]})

    @given(
        value=st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(st.characters()),
            lambda inner: (
                st.lists(inner)
                | st.dictionaries(
                    st.sampled_from(["firstName", "links", "sections", "kind", "items", "layout"]), inner
                )
            ),
            max_leaves=20,
        )
    )
    @settings(max_examples=100, deadline=None)
    def test_anything_is_cleaned_into_what_may_be_stored_or_refused(self, value):
        try:
            cleaned = PERSONAL_INFO.clean(value)
        except ValidationError as error:
            cleaned = {}
            sentences = error.messages
        else:
            sentences = ["Fine."]

        assert all(sentence.endswith(".") for sentence in sentences)
        PERSONAL_INFO.check(json.loads(json.dumps(cleaned)))


class TestTemplateConfig:
    @pytest.mark.parametrize(
        "config",
        [
            {"layout": "modern", "colors": ["#2563eb", "#1e40af"]},
            {"layout": "classic", "colors": ["#374151", "#6b7280"]},
            {"layout": "classic", "fonts": "serif", "options": {"spacing": "compact", "showPhoto": False}},
        ],
    )
    def test_it_accepts_settings(self, config):
        validate_template_config(config)

    @pytest.mark.parametrize(
        ("config", "sentence"),
        [
            ({}, "The layout is missing."),
            ({"layout": "neon"}, "The layout is not one of the possible choices."),
            ({"layout": "modern", "css": "body{}"}, "“css” is not a known field."),
            ({"layout": "modern", "colors": ["red;}"]}, "Colour 1 is not written as it should be."),
            (
                {"layout": "modern", "fonts": "Comic Sans"},
                "The pair of fonts is not one of the possible choices.",
            ),
        ],
    )
    def test_it_refuses_everything_else(self, config, sentence):
        assert said_of(TEMPLATE_CONFIG, config) == [sentence]
