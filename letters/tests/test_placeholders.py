"""Values in a letter's text."""

from types import SimpleNamespace

import pytest

from letters import placeholders


def letter(content, **columns):
    empty = {"personal_info": {}, "company_name": "", "job_title": ""}
    return SimpleNamespace(content=content, **{**empty, **columns})


class TestUnfilled:
    def test_it_names_those_without_a_value_and_those_nobody_knows(self):
        text = "{{company}} {{Job title}} {{mood}} {{ MOOD }}"

        assert placeholders.unfilled(letter(text, company_name="Harbour Data")) == ["job title", "mood"]

    def test_a_filled_letter_has_none(self):
        assert placeholders.unfilled(letter("{{date}}: {{company}}", company_name="Harbour Data")) == []

    def test_one_behind_a_backslash_is_text(self):
        assert placeholders.unfilled(letter(r"\{{mood}}")) == []


class TestValues:
    @pytest.mark.parametrize("name", placeholders.NAMES)
    def test_every_name_of_the_menu_has_one(self, name):
        assert name in placeholders.values(letter(""), "today")
