"""Designs and what may parameterise them."""

import re

import pytest
from django.core.exceptions import ValidationError

from saaska.documents import designs
from saaska.documents.designs import Options


class TestFind:
    def test_an_unknown_design_names_the_known(self):
        with pytest.raises(designs.UnknownDesignError, match=r"classic-elegant, .*modern-professional"):
            designs.find("resume", "../resume/modern-professional")


CONFIG = {
    "layout": "classic",
    "colors": ["#112233", "#445566"],
    "fonts": "sans",
    "options": {
        "spacing": "airy",
        "pageSize": "letter",
        "textSize": "large",
        "dateFormat": "long",
        "order": ["skills", "work"],
    },
}


class TestOptions:
    def test_without_any_the_design_decides(self):
        assert Options.of(None, None) == Options()

    def test_the_configuration_sets_them(self):
        options = Options.of(CONFIG, {})

        assert (options.page, options.colors, options.fonts) == ("Letter", ("#112233", "#445566"), "sans")
        assert (options.spacing, options.text_size, options.date_format) == ("airy", "large", "long")
        assert options.order == ("skills", "work")

    def test_the_documents_own_win(self):
        layout = {
            "pageSize": "a4",
            "colors": ["#000000"],
            "fonts": "serif",
            "spacing": "compact",
            "textSize": "small",
            "dateFormat": "year",
            "language": "de",
            "order": ["education"],
            "attachData": False,
        }

        assert Options.of(CONFIG, layout) == Options(
            "A4", ("#000000",), "serif", "compact", "small", "year", "de", ("education",), attach_data=False
        )

    @pytest.mark.parametrize(
        ("config", "layout", "shown"), [(True, True, True), (False, True, False), (True, False, False)]
    )
    def test_a_photo_is_shown_when_neither_says_no(self, config, layout, shown):
        options = Options.of({"options": {"showPhoto": config}}, {"showPhoto": layout})

        assert options.show_photo == shown


SHEETS = sorted((designs.templates() / "pdf").glob("*/*/document.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.parts[-3]}-{sheet.parts[-2]}")
class TestSheets:
    def test_text_can_be_read_on_white(self, sheet):
        colours = re.findall(r"(?:[ {]color|--accent|--accent-dark): (#[0-9a-f]{6})", sheet.read_text())

        assert len(colours) >= 3
        assert [colour for colour in colours if designs.contrast(colour) < 4.5] == []

    def test_nothing_that_machines_misread_is_used(self, sheet):
        css = sheet.read_text()

        assert not re.search(r"float|position: *absolute|flex|grid|hyphens|url\(|@import", css)
        assert all(float(spacing) <= 1 for spacing in re.findall(r"letter-spacing: ([0-9.]+)pt", css))


class TestStyle:
    def test_colours_fonts_spacing_sizes_are_variables(self):
        css = designs.find("resume", "classic-elegant").css(Options.of(CONFIG, None))

        ours = css.splitlines()[-2:]
        assert "--accent:#112233;--on-accent:#ffffff;--accent-text:#112233;--accent-dark:#445566;" in ours[0]
        assert '--text-font:"SaaSka Sans"' in ours[0]
        assert "--line:1.5" in ours[0]
        assert "--size:1.08" in ours[0]
        assert "size:Letter" in ours[1]

    @pytest.mark.parametrize(
        "config", [{"colors": ["red;}body{display:none"]}, {"css": "*{}"}, {"fonts": '"x"'}, {"layout": "x"}]
    )
    def test_nothing_else_gets_in_from_a_configuration(self, config):
        with pytest.raises(ValidationError):
            Options.of(config, None)

    @pytest.mark.parametrize("layout", [{"colors": ["red;}"]}, {"css": "*{}"}, {"fonts": '"x"'}])
    def test_nothing_else_gets_in_from_a_document(self, layout):
        with pytest.raises(ValueError, match="validation error"):
            Options.of(None, layout)

    @pytest.mark.parametrize(
        ("colour", "expected"),
        [("#000000", "#ffffff"), ("#2563eb", "#ffffff"), ("#facc15", "#111827"), ("#ffffff", "#111827")],
    )
    def test_text_on_a_colour_can_be_read(self, colour, expected):
        assert designs.readable_on(colour) == expected

    @pytest.mark.parametrize("colour", ["#ffffff", "#facc15", "#00ffff", "#2563eb", "#000000"])
    def test_text_in_a_colour_can_be_read_on_white(self, colour):
        assert designs.contrast(designs.readable(colour)) >= 4.5

    def test_a_colour_that_can_be_read_stays_as_it_is(self):
        assert designs.readable("#2563eb") == "#2563eb"

    def test_text_in_a_style_sheet_is_escaped(self):
        assert designs.css_string('a"b\\}\n') == '"a\\22 b\\5c \\7d \\a "'
