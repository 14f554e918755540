"""Designs and what may parameterise them."""

import pytest
from django.core.exceptions import ValidationError

from saaska.documents import designs


class TestFind:
    def test_an_unknown_design_names_the_known(self):
        with pytest.raises(designs.UnknownDesignError, match="classic-elegant, modern-professional"):
            designs.find("resume", "../resume/modern-professional")


class TestStyle:
    def test_colours_fonts_spacing_and_page_size_are_variables(self):
        css = designs.find("resume", "classic-elegant").css(
            {
                "layout": "classic",
                "colors": ["#112233", "#445566"],
                "fonts": "sans",
                "options": {"spacing": "airy", "pageSize": "letter"},
            }
        )

        ours = css.splitlines()[-2:]
        assert "--accent:#112233;--accent-dark:#445566" in ours[0]
        assert '--text-font:"SaaSka Sans"' in ours[0]
        assert "--line:1.5" in ours[0]
        assert "size:Letter" in ours[1]

    def test_the_documents_own_page_size_wins(self):
        css = designs.find("resume", "classic-elegant").css(
            {"options": {"pageSize": "letter"}}, page_size="a4"
        )

        assert "size:A4" in css

    @pytest.mark.parametrize(
        "config", [{"colors": ["red;}body{display:none"]}, {"css": "*{}"}, {"fonts": '"x"'}, {"layout": "x"}]
    )
    def test_nothing_else_gets_in(self, config):
        with pytest.raises(ValidationError):
            designs.find("resume", "classic-elegant").css(config)

    def test_text_in_a_style_sheet_is_escaped(self):
        assert designs.css_string('a"b\\}\n') == '"a\\22 b\\5c \\7d \\a "'
