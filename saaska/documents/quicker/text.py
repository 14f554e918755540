"""Texts: Pango is told no more than it has to know, and not twice."""

import functools
import re
from math import inf
from typing import Any

from weasyprint.text import fonts, line_break
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango

from saaska.documents.quicker import words

SETUP = line_break.Layout.setup
SET_TEXT = line_break.Layout.set_text
STRUT = line_break.strut
SPLIT_FIRST_LINE = line_break.split_first_line
CAN_BREAK_TEXT = line_break.can_break_text
PARAGRAPH_ENDS = re.compile("[\n\r\u2029]")


class _Pango:
    """What Pango needs to know of a style, made once a style."""

    def __init__(self, style: Any) -> None:
        self.context = ffi.gc(
            pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
        )
        pango.pango_context_set_round_glyph_positions(self.context, False)
        pango.pango_context_set_base_dir(self.context, line_break.PANGO_DIRECTION[style["direction"]])
        override = style["font_language_override"]
        lang = (
            line_break.LST_TO_ISO.get(override.lower(), override) if override != "normal" else style["lang"]
        )
        if lang:
            self.language = pango.pango_language_from_string(lang.encode().replace(b"\0", b""))
            pango.pango_context_set_language(self.context, self.language)
        else:
            self.language = pango.pango_language_get_default()
        self.description = fonts.get_font_description(style)
        self.features = line_break.font_features(
            style["font_kerning"],
            style["font_variant_ligatures"],
            style["font_variant_position"],
            style["font_variant_caps"],
            style["font_variant_numeric"],
            style["font_variant_alternates"],
            style["font_variant_east_asian"],
            style["font_feature_settings"],
        )
        letters, between = style["letter_spacing"], style["word_spacing"]
        self.spaced = bool(between or letters not in ("normal", 0))
        self.breaks_words = style["overflow_wrap"] in ("anywhere", "break-word")
        self.plain = style["text_decoration_line"] == "none" and not self.features
        self.wraps = style["white_space"] == "normal"
        self.setting = words.setting_of(style, self)


def _known(style: Any) -> _Pango:
    known: _Pango | None = style.__dict__.get("saaska_pango")
    if known is None:
        known = style.saaska_pango = _Pango(style)
    return known


def _unhyphenated() -> Any:
    """Pango's way to say: no hyphen where a word is broken. For a text of any length, never changed."""
    attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    hyphens = pango.pango_attr_insert_hyphens_new(False)
    hyphens.start_index, hyphens.end_index = 0, 2**32 - 1
    pango.pango_attr_list_change(attributes, hyphens)
    return attributes


UNHYPHENATED = _unhyphenated()


def setup(layout: Any, style: Any) -> None:
    """Pango's context and font description are shared by all texts of a style."""
    known = _known(style)
    if not known.plain:
        SETUP(layout, style)
        return
    layout.style = style
    layout.first_line_direction = 0
    layout.language = known.language
    layout.layout = ffi.gc(pango.pango_layout_new(known.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, known.description)
    layout.ascent = layout.underline_position = layout.strikethrough_position = None


def set_text(layout: Any, text: str, justify: bool = False) -> None:
    """Without spacing and tabs, nothing but the text and the hyphens' attribute has to be told to Pango.

    A text of one paragraph is said to be one at once: drawing says so later, which would shape it again.
    """
    known = layout.style.__dict__.get("saaska_pango")
    if (
        not (known and known.plain)
        or known.spaced
        or (justify and layout.justification_spacing)
        or "\t" in text
    ):
        SET_TEXT(layout, text, justify)
        return
    index = text.find("\n")
    if index != -1:
        text = text[: index + 2]
    layout.text = text
    pango.pango_layout_set_single_paragraph_mode(layout.layout, not PARAGRAPH_ENDS.search(text))
    pango.pango_layout_set_text(layout.layout, text.encode().replace(b"\0", b""), -1)
    if text and known.breaks_words:
        pango.pango_layout_set_attributes(layout.layout, UNHYPHENATED)


def deactivate(layout: Any) -> None:
    """A laid out line is kept until it is drawn: shaping is not done again. Others may draw a shared one, too."""
    if "shared" in layout.__dict__:
        return
    if "kept" in layout.__dict__:
        del layout.layout, layout.language, layout.style, layout.kept
    else:
        layout.kept = True


def reactivate(layout: Any, style: Any) -> None:
    if "kept" in layout.__dict__ and not layout.justification_spacing:
        return
    layout.__dict__["kept"] = True
    setup(layout, style)
    layout.set_text(layout.text, justify=True)


def strut(style: Any) -> Any:
    """The height of an empty line, found once a style; the key to WeasyPrint's own cache takes longer to make."""
    known = style.__dict__.get("saaska_strut")
    if known is None:
        known = style.saaska_strut = STRUT(style)
    return known


def split_first_line(
    text: str, style: Any, context: Any, max_width: float | None, *arguments: Any, **options: Any
) -> Any:
    """Usual texts are put together from words, where the line is not justified."""
    setting = _known(style).setting
    justified = arguments[0] if arguments else options["justification_spacing"]
    if setting and text and not justified:
        limit = inf
        if max_width is not None and _known(style).wraps and max_width < 2**21:
            limit = int(max(0, max_width) * TO_UNITS)
        found = words.split_first_line(text, setting, limit, max_width)
        if found:
            return found
    return SPLIT_FIRST_LINE(text, style, context, max_width, *arguments, **options)


def can_break_text(text: str, lang: str | None) -> bool:
    """Asked of the two characters where boxes meet, for the most part."""
    return _can_break_between(text, lang) if len(text) == 2 else bool(CAN_BREAK_TEXT(text, lang))


@functools.lru_cache(maxsize=2_000)
def _can_break_between(text: str, lang: str | None) -> bool:
    return bool(CAN_BREAK_TEXT(text, lang))
