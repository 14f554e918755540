"""Lines put together from words are Pango's lines: as long, as wide, drawn with the same bytes."""

from types import SimpleNamespace

import pytest
from fontTools.ttLib import TTFont
from hypothesis import example, given, settings
from hypothesis import strategies as st
from weasyprint.formatting_structure import boxes
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream

from saaska.documents import fonts, pdf
from saaska.documents.quicker import drawing, text, words

PIECES = (
    *("reliable", "systems", "a", "I", "office", "AVATAR", "mid-sized", "and/or", "e-mail:", "co‑op", "Zoë"),
    *(
        "(in",
        "total)",
        "“quoted”",
        "‘it’s",
        "–",
        "—",
        "•",
        "1,900,000",
        "2014–2017",
        "99.9%",
        "$5",
        "C++",
        "C#",
    ),
    *(
        "fjäll",
        "Łódź",
        "…",
        "etc.",
        "!",
        "?",
        "/",
        "supercalifragilisticexpialidocious",
        "12\xa0kg",
        "«oui»",
        "&",
    ),
    *("x" * 70, "", "To", "Yo", "fi", "ffi", "AT&T", "[1]", "日本", "٣"),
)


@pytest.fixture(scope="module")
def styles():
    """Of a paragraph in each family that is put together."""
    families = [f"<p style='font: 9.7pt \"{family}\"'>x" for family in words.ALONE]
    page = pdf.HTML(string=f"<html lang=en><body>{''.join(families)}", url_fetcher=pdf.FILES)
    document = page.render(font_config=pdf.FONTS)
    return [
        box.style
        for box in document.pages[0]._page_box.descendants()
        if isinstance(box, boxes.TextBox) and box.text == "x"
    ]


class TestLines:
    @settings(deadline=None)  # a typeface that falls in takes its time to be read
    @given(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=25),
        st.none() | st.floats(0, 700) | st.integers(0, 500),
        st.integers(0, len(words.ALONE) - 1),
    )
    @example(["2014", "–", "2017", "Engineer"], 62.0, 0)  # a line without a letter of a text with some
    @example(["", "Engineer"], 20.0, 0)
    @example(["Engineer", ""], 47.0, 0)
    @example(["", ""], 1.0, 0)
    @example(["a", "!"], 8.0, 0)  # no line begins with an exclamation mark
    def test_a_line_is_pangos(self, styles, pieces, width, family):
        style, written = styles[family], " ".join(pieces)
        if not written:
            return

        ours = text.split_first_line(written, style, None, width, 0)
        theirs = text.SPLIT_FIRST_LINE(written, style, None, width, 0)

        assert ours[1:] == theirs[1:]
        assert ours[0].text == theirs[0].text
        assert drawn(ours[0], style) == drawn(theirs[0], style)

    @pytest.mark.parametrize("family", range(len(words.ALONE)))
    def test_usual_text_is_put_together_from_words(self, styles, family):
        line, *_ = text.split_first_line("Led 9 engineers (all remote) there.", styles[family], None, 120, 0)

        assert isinstance(line, words.Line)
        assert line.text == "Led 9 engineers (all"

    def test_words_are_forgotten_when_too_many_were_kept(self, styles, monkeypatch):
        monkeypatch.setattr(words, "MOST_CHARACTERS", 100)
        words.forget()

        for number in range(30):
            text.split_first_line(f"unheard{number}", styles[0], None, 500, 0)

        kept = {word for setting in words.SETTINGS.values() if setting for word in setting.words}
        assert kept == {f"unheard{number}" for number in range(25, 30)}
        assert words.characters == sum(map(len, kept))


def drawn(layout, style):
    stream = Stream({}, None, {}, {}, None, {}, None)
    box = SimpleNamespace(text=layout.text, style=style, pango_layout=layout)
    if isinstance(layout, words.Line):
        drawing.draw_first_line(stream, box, "clip", "none", Matrix())
    else:
        layout.reactivate(style)
        drawing.DRAW_FIRST_LINE(stream, box, "clip", "none", Matrix())
    return stream.stream, [
        (key, list(font.to_unicode.items()), list(font.widths.items())) for key, font in stream._fonts.items()
    ]


class TestTypefaces:
    @pytest.mark.parametrize("path", fonts.files(), ids=lambda path: path.stem)
    def test_only_typefaces_whose_space_stands_alone_are_put_together(self, path):
        face = TTFont(path)

        assert face["name"].getBestFamilyName() not in words.ALONE or stands_alone(face)

    def test_some_typefaces_have_spaces_that_do_not(self):
        assert not stands_alone(TTFont(fonts.FOLDER / "literata-400.ttf"))


def stands_alone(face):
    """Whether no rule of the face's forms and places names the space, or takes it for one of the rest."""
    space = face.getBestCmap()[ord(" ")]
    return "kern" not in face and not any(
        space in named(subtable) or takes_the_rest(subtable)
        for table in ("GSUB", "GPOS")
        if table in face and face[table].table.LookupList
        for lookup in face[table].table.LookupList.Lookup
        for subtable in lookup.SubTable
    )


def named(part):
    """The glyphs a part of a table names anywhere."""
    if isinstance(part, str):
        return {part}
    if isinstance(part, dict):
        return named([*part.keys(), *part.values()])
    if isinstance(part, list | tuple):
        return set().union(*map(named, part))
    if hasattr(part, "ensureDecompiled"):
        part.ensureDecompiled()
    return named(list(vars(part).values())) if hasattr(part, "__dict__") else set()


def takes_the_rest(subtable):
    """Whether glyphs of no class, as the space, are moved in a pair or asked for by a rule with context."""
    if hasattr(subtable, "ExtSubTable"):
        subtable = subtable.ExtSubTable
    if hasattr(subtable, "Class1Record"):
        rest = [record.Class2Record[0] for record in subtable.Class1Record]
        values = [value for pair in rest for value in (pair.Value1, pair.Value2) if value]
        return any(number for value in values for number in vars(value).values())
    rules = [name for name in vars(subtable) if "ClassSet" in name]
    sequences = ("Backtrack", "Input", "LookAhead", "Class")
    return any(
        0 in getattr(rule, name, ())
        for sets in rules
        if isinstance(getattr(subtable, sets), list)
        for ruleset in getattr(subtable, sets)
        if ruleset
        for several in vars(ruleset).values()
        if isinstance(several, list)
        for rule in several
        for name in sequences
    )
