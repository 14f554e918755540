"""Words: Pango shapes each once for a typeface and size; lines are put together from them.

A line of Latin text in a typeface whose space has no part in any other glyph's form or place is the words and spaces
between: as wide, drawn with the same glyphs. Where a line breaks follows from the widths, as Pango does it: after the
last space whose word still fits. Everything else is Pango's to say: other scripts, spaced letters, words that are
longer than the line or may be broken, typefaces with kerned spaces.
"""

import re
from collections.abc import Iterator
from math import inf
from typing import Any, NamedTuple

from weasyprint.text import fonts, line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango

ALONE = (
    "SaaSka Sans",
    "SaaSka Narrow",
    "EB Garamond",
)  # the space stands alone: test_quicker.py reads their tables
USUAL = re.compile("[ -~\xa0À-ÖØ-öø-ſ‘’“”–—•…·€£«»]+")
LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ſ]")
BEFORE = "x "  # written before what has no letter, where it stands among words
MOST_CHARACTERS = 50_000  # of all kept words, in all typefaces and sizes, some 200 bytes each
EMPTY = pango.PANGO_GLYPH_EMPTY
SIZE_OF_GLYPH = ffi.sizeof("PangoGlyphInfo")  # five integers: glyph, width, x, y, flags


class Glyph(NamedTuple):
    number: int
    width: int  # Pango's units
    x_offset: int
    text: str  # the characters it stands for
    usual_width: int  # thousandths of the size, without kerning


class Word(NamedTuple):
    width: int
    may_break: bool  # somewhere inside
    glyphs: tuple[Glyph, ...]
    shown: str  # in PDF's notation, if the document has no other widths of the glyphs


class UnusualError(Exception):
    """Pango says more of a text than words.py knows about."""


class Setting:
    """A typeface in one size and language."""

    def __init__(self, context: Any, description: Any, lang: str | None) -> None:
        self.lang = lang
        self.example, self.layout = _layout(context, description), _layout(context, description)
        self.words: dict[str, Word] = {}
        self.wordless: dict[str, Word] = {}  # numbers and signs of texts that have no letter
        self.extents = ffi.new("PangoRectangle *")
        line = _line(self.example, b"x x")  # stays as it is, so that the font does
        self.font = line.runs[0].data.item.analysis.font
        self.key, described, self.size = fonts.get_pango_font_key(self.font)
        family = ffi.string(pango.pango_font_description_get_family(described)).decode()
        if family not in ALONE:
            raise UnusualError
        pango.pango_layout_line_get_extents(line, ffi.NULL, self.extents)
        self.height = self.extents.height * FROM_UNITS
        self.baseline = pango.pango_layout_get_baseline(self.example) * FROM_UNITS
        self.widths: dict[int, int] = {}
        _, space, _ = self._glyphs(b"x x", line)
        self.space = self._word(" ", [space])

    def kept(self, *, latin: bool) -> dict[str, Word]:
        return self.words if latin else self.wordless

    def word(self, text: str, *, latin: bool) -> Word:
        """Shapes the word, which stands in a text with letters or in one without."""
        global characters
        if characters >= MOST_CHARACTERS:
            forget()
        characters += len(text)
        before = BEFORE if latin and not LATIN.search(text) else ""
        encoded = (before + text).encode()
        glyphs = self._glyphs(encoded, _line(self.layout, encoded)) if text else []
        word = self._word(text, glyphs[len(before) :])
        self.kept(latin=latin)[text] = word
        return word

    def _glyphs(self, encoded: bytes, line: Any) -> list[Glyph]:
        run = line.runs[0]
        item, string = run.data.item, run.data.glyphs
        memory = ffi.buffer(string.glyphs, string.num_glyphs * SIZE_OF_GLYPH)
        numbers: list[int] = memoryview(memory).cast("i").tolist()
        starts = [*string.log_clusters[0 : string.num_glyphs], item.length]
        if (
            run.next != ffi.NULL
            or item.length != len(encoded)
            or item.analysis.font != self.font
            or item.analysis.level & 1  # a byte, right to left when odd
            or any(numbers[3::5])  # raised
            or not all(0 < number < EMPTY for number in numbers[::5])
        ):
            raise UnusualError
        return [
            Glyph(
                numbers[5 * i],
                numbers[5 * i + 1],
                numbers[5 * i + 2],
                encoded[starts[i] : starts[i + 1]].decode(),
                self._usual_width(numbers[5 * i]),
            )
            for i in range(string.num_glyphs)
        ]

    def _usual_width(self, glyph: int) -> int:
        width = self.widths.get(glyph)
        if width is None:
            pango.pango_font_get_glyph_extents(self.font, glyph, ffi.NULL, self.extents)
            width = self.widths[glyph] = round(self.extents.width * 1000 * FROM_UNITS / self.size)
        return width

    def _word(self, text: str, glyphs: list[Glyph]) -> Word:
        may_break = line_break.get_next_break_point_from_text(text, self.lang) is not None
        shown = "".join(self._shown(glyph, glyph.usual_width) for glyph in glyphs)
        return Word(sum(glyph.width for glyph in glyphs), may_break, tuple(glyphs), shown)

    def _shown(self, glyph: Glyph, width: int) -> str:
        """As WeasyPrint writes it: a glyph in hexadecimal, corrections of its place outside of the brackets."""
        offset = glyph.x_offset / self.size
        kerning = width + offset - glyph.width * 1000 * FROM_UNITS / self.size
        placed = f">{-offset}<" if offset else ""
        return f"{placed}{glyph.number:04x}" + (f">{int(kerning)}<" if kerning else "")

    def draw(self, word: Word, font: Any) -> str:
        """The word in PDF's notation, its glyphs noted among those the document has to embed."""
        as_usual = True
        for glyph in word.glyphs:
            if glyph.number not in font.to_unicode:
                font.to_unicode[glyph.number] = glyph.text
            if font.widths.setdefault(glyph.number, glyph.usual_width) != glyph.usual_width:
                as_usual = False  # said before in another size, whose rounding is another
        if as_usual:
            return word.shown
        return "".join(self._shown(glyph, font.widths[glyph.number]) for glyph in word.glyphs)


def _layout(context: Any, description: Any) -> Any:
    layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout, False)
    pango.pango_layout_set_font_description(layout, description)
    return layout


def _line(layout: Any, text: bytes) -> Any:
    pango.pango_layout_set_text(layout, text, len(text))
    return pango.pango_layout_get_line_readonly(layout, 0)


SETTINGS: dict[Any, Setting | None] = {}
BETWEEN: dict[Any, bool] = {}  # by the characters at a space
MOST_SETTINGS = 300
characters = 0


def forget() -> None:
    global characters
    characters = 0
    BETWEEN.clear()
    for setting in SETTINGS.values():
        if setting:
            setting.words.clear()
            setting.wordless.clear()


def setting_of(style: Any, known: Any) -> Setting | None:
    """How the style's texts are set, or None when they are Pango's alone."""
    if (
        not known.plain
        or known.spaced
        or style["direction"] != "ltr"
        or style["white_space"] not in ("normal", "nowrap")
        or (style["hyphens"] == "auto" and style["lang"])
        or not style["font_size"]
    ):
        return None
    described = ffi.string(pango.pango_font_description_to_string(known.description))
    key = described, known.language, style["lang"], style.font_config.font_map
    if key not in SETTINGS:
        if len(SETTINGS) >= MOST_SETTINGS:
            forget()
            SETTINGS.clear()
        try:
            SETTINGS[key] = Setting(known.context, known.description, style["lang"])
        except UnusualError:
            SETTINGS[key] = None
    return SETTINGS[key]


class Line(line_break.Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """Stands where Pango's layout would."""

    ascent = underline_position = strikethrough_position = None
    first_line_direction = 0

    def __init__(self, text: str, setting: Setting, latin: bool, max_width: Any) -> None:
        self.text = text
        self.setting_of_words = setting
        self.latin = latin
        self.max_width = max_width
        self.justification_spacing = 0

    def deactivate(self) -> None:
        """There is nothing to leave."""

    def reactivate(self, style: Any) -> None:
        """Drawing asks for it."""

    def draw(self, stream: Any) -> None:
        setting = self.setting_of_words
        font = stream._fonts.get(setting.key) or stream.add_font(setting.font)[0]
        stream.set_font_size(font.hash, setting.size)
        drawn = font.__dict__.setdefault("saaska_drawn", {}).setdefault((setting, self.latin), {})
        shown = "<" + "".join(self._pieces(drawn, font))
        stream.show_text(shown[:-1] if shown.endswith("<") else shown + ">")

    def _pieces(self, drawn: dict[str, str], font: Any) -> Iterator[str]:
        setting = self.setting_of_words
        first = True
        for text in self.text.split(" "):
            if not first:
                yield drawn.get(" ") or drawn.setdefault(" ", setting.draw(setting.space, font))
            first = False
            if text:
                shown = drawn.get(text)
                if shown is None:
                    word = setting.kept(latin=self.latin).get(text) or setting.word(text, latin=self.latin)
                    shown = drawn[text] = setting.draw(word, font)
                yield shown


def may_break_between(before: str, after: str, lang: str | None) -> bool:
    """Whether a line may end at the space between the two words: only the characters at its sides matter."""
    key = before[-1], after[0], lang
    known = BETWEEN.get(key)
    if known is None:
        attributes = line_break.get_log_attrs(f"{before[-1]} {after[0]}", lang)
        known = BETWEEN[key] = bool(attributes[2].is_line_break)
    return known


def split_first_line(text: str, setting: Setting, limit: float, max_width: float | None) -> Any:
    """What WeasyPrint's function of this name answers with; None when Pango has to be asked."""
    words = text.split(" ")
    if "" in words[1:-1] or not USUAL.fullmatch(text):
        return None
    if text == " ":
        limit = inf  # one character is never too much for a line
    latin = LATIN.search(text) is not None
    kept = setting.kept(latin=latin)
    number, of_word, space = 0, "", setting.space.width
    width = -space
    try:
        for number, of_word in enumerate(words):  # noqa: B007  # where the line ends
            word = kept.get(of_word) or setting.word(of_word, latin=latin)
            if width + space + word.width > limit:
                break
            width += space + word.width
        else:
            line = Line(text, setting, latin, max_width)
            return line, len(text.encode()), None, width * FROM_UNITS, setting.height, setting.baseline
    except UnusualError:
        return None
    fitting = " ".join(words[:number])
    if (
        not (fitting and of_word)
        or word.may_break
        or not may_break_between(fitting, of_word, setting.lang)
        or latin != (LATIN.search(fitting) is not None)
    ):
        return None
    length = len(fitting.encode())
    line = Line(fitting, setting, latin, max_width)
    return line, length, length + 1, width * FROM_UNITS, setting.height, setting.baseline
