"""Drawing: lines of glyphs and borders."""

import copy
from dataclasses import dataclass
from typing import Any

from weasyprint.draw import border
from weasyprint.draw import text as drawing
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text import fonts, line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from saaska.documents import codes
from saaska.documents.quicker import words

EMPTY = pango.PANGO_GLYPH_EMPTY
SIZE_OF_GLYPH = ffi.sizeof("PangoGlyphInfo")  # five integers: glyph, width, x, y, flags
DRAW_BORDER = border.draw_border
SET_COLOR = Stream.set_color
DRAW_TEXT = drawing.draw_text
DRAW_FIRST_LINE = drawing.draw_first_line


def draw_border(stream: Any, box: Any) -> None:
    """Most boxes have no border."""
    if (
        box.border_top_width
        or box.border_right_width
        or box.border_bottom_width
        or box.border_left_width
        or box.style["column_width"] != "auto"
        or box.style["column_count"] != "auto"
        or box.style["border_image_source"][0] != "none"
    ):
        DRAW_BORDER(stream, box)


def set_color(stream: Any, color: Any, stroke: bool = False) -> None:
    """Channels of a colour do not change: they are found once a style."""
    known = color.__dict__.get("saaska_channels")
    if known is None:
        *channels, alpha = color
        known = color.saaska_channels = (
            alpha,
            (color.space, *channels),
            color.to("srgb").coordinates if color.space in ("srgb", "hsl", "hwb") else None,
        )
    alpha, channels, srgb = known
    if srgb is None:
        SET_COLOR(stream, color, stroke)
        return
    stream.set_alpha(alpha, stroke)
    if stroke:
        if channels != stream._current_color_stroke:
            stream._current_color_stroke = channels
            stream.set_color_rgb(*srgb, stroke)
    elif channels != stream._current_color:
        stream._current_color = channels
        stream.set_color_rgb(*srgb, stroke)


def draw_text(stream: Any, box: Any, offset_x: float, text_overflow: str, block_ellipsis: str) -> None:
    """A line of words.py's has no decoration, and nothing in it is a picture."""
    line, style = box.pango_layout, box.style
    if not isinstance(line, words.Line) or text_overflow == "ellipsis" or block_ellipsis != "none":
        DRAW_TEXT(stream, box, offset_x, text_overflow, block_ellipsis)
        return
    if style["visibility"] != "visible":
        return
    stream.set_color(style["color"])
    stream.begin_text()
    if box.text.strip() and style["font_size"] >= 1e-6:
        stream.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
        line.draw(stream)
    stream.end_text()


@dataclass
class _Run:
    """Some glyphs of one typeface, with what drawing needs."""

    item: Any
    font: Any
    font_size: float
    is_new: bool  # not the typeface of the run before
    glyphs: list[int]
    clusters: Any


def draw_first_line(stream: Any, box: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> Any:
    """Ordinary glyphs: read from Pango's memory at once, not one attribute at a time.

    Anything else (emoji, missing glyphs, raised marks, ellipses) is WeasyPrint's to draw.
    """
    shortened = text_overflow == "ellipsis" or block_ellipsis != "none"
    if shortened:
        return _draw_shortened(stream, box, text_overflow, block_ellipsis, matrix)
    if isinstance(box.pango_layout, words.Line):
        if box.text.strip() and box.style["font_size"] >= 1e-6:
            stream.set_text_matrix(*matrix.values)
            box.pango_layout.draw(stream)
        return []
    runs = _ordinary_runs(stream, box)
    if not runs:
        return DRAW_FIRST_LINE(stream, box, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    shown: list[str] = []
    for run in runs:
        if run.is_new:
            if shown:
                stream.show_text("".join(shown))
                shown = []
            stream.set_font_size(run.font.hash, run.font_size)
        shown += _shown(stream, box.pango_layout, run)
    stream.show_text("".join(shown))
    return []


def _draw_shortened(stream: Any, box: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> Any:
    """WeasyPrint changes the layout to what is drawn: a layout of this box alone."""
    lasting = box.pango_layout
    layout = box.pango_layout = line_break.Layout(box.style, lasting.justification_spacing, lasting.max_width)
    layout.set_text(lasting.text, justify=True)
    emojis = DRAW_FIRST_LINE(stream, box, text_overflow, block_ellipsis, matrix)
    box.pango_layout = lasting
    return emojis


def _shown(stream: Any, layout: Any, run: _Run) -> list[str]:
    """The run in PDF's notation: hexadecimal glyphs in angles, corrections of their places between."""
    font, size, glyphs = run.font, run.font_size, run.glyphs
    shown, known = ["<"], _codes(layout, run)
    for i in range(0, len(glyphs), 5):
        glyph, width, x_offset = glyphs[i], glyphs[i + 1], glyphs[i + 2]
        code = known[i // 5] if known else glyph
        if code not in font.to_unicode:
            font.to_unicode[code] = _text_of(layout, run, i // 5)
        offset = x_offset / size
        if offset:
            shown.append(f">{-offset}<")
        shown.append(f"{code:04x}")
        logical = font.widths.get(code)
        if logical is None:
            pango_font = run.item.analysis.font
            pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
            logical = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
            font.widths[code] = logical
        kerning = logical + offset - width * 1000 * FROM_UNITS / size
        if kerning:
            shown.append(f">{int(kerning)}<")
    if shown[-1].endswith("<"):
        shown[-1] = shown[-1][:-1]
    else:
        shown.append(">")
    return shown


def _codes(layout: Any, run: _Run) -> list[int]:
    """Of a run whose glyphs are no letters; none of any other, where codes are glyphs."""
    item = run.item
    text: bytes = layout.text.encode()[item.offset : item.offset + item.length]
    if item.analysis.level % 2 or text.isascii() or not codes.SYLLABIC.search(text.decode()):
        return []
    starts = [run.clusters[i] for i in range(len(run.glyphs) // 5)]
    return codes.of_run(run.font, text, run.glyphs[::5], starts)


def _text_of(layout: Any, run: _Run, i: int) -> str:
    """The characters a glyph stands for."""
    item, clusters = run.item, run.clusters
    if item.analysis.level % 2:  # right to left
        end = item.length if i == 0 else clusters[i - 1]
    else:
        end = item.length if i == len(run.glyphs) // 5 - 1 else clusters[i + 1]
    text: bytes = layout.text.encode()[item.offset + clusters[i] : item.offset + end]
    return text.decode()


def _ordinary_runs(stream: Any, box: Any) -> list[_Run]:
    """The line's runs; none when one of them is out of the ordinary."""
    if not box.text.strip() or box.style["font_size"] < 1e-6:
        return []
    pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)
    line, _ = box.pango_layout.get_first_line()
    found: list[_Run] = []
    font: Any = None
    size: Any = None
    previous: Any = None
    run = line.runs[0]
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        run = run.next
        glyphs = _glyphs(string)
        is_new = item.analysis.font != previous
        if is_new:
            previous = item.analysis.font
            font, size = stream.add_font(previous)
        if not glyphs or font.bitmap or font.svg or font.png or font.colr:
            return []
        found.append(_Run(item, font, size, is_new, glyphs, string.log_clusters))
    return found


def _glyphs(string: Any) -> list[int]:
    """Five numbers a glyph; none when one is missing in its typeface, invisible or raised."""
    memory = ffi.buffer(string.glyphs, string.num_glyphs * SIZE_OF_GLYPH)
    glyphs: list[int] = memoryview(memory).cast("i").tolist()
    raised = any(glyphs[3::5])
    return [] if raised or not all(0 <= glyph < EMPTY for glyph in glyphs[::5]) else glyphs


FONTS: dict[Any, Any] = {}
MOST_FONTS = 40  # typefaces in a size, whose files are kept, some 300 kB a typeface
LARGEST_FONT = 1_000_000  # bytes of a file


def add_font(stream: Any, pango_font: Any) -> tuple[Any, float]:
    """A typeface of the document; what does not depend on the document is found out once."""
    key, description, size = fonts.get_pango_font_key(pango_font)
    if key not in stream._fonts:
        stream._fonts[key] = _font(key, pango_font, description, size)
    return stream._fonts[key], size


def _font(key: int, pango_font: Any, description: Any, size: float) -> Any:
    known = FONTS.get((key, size))
    if known is None:
        known = Font(pango_font, description, size)
        if len(known.file_content) > LARGEST_FONT or known.png or known.svg or known.colr or known.variations:
            return known
        if len(FONTS) >= MOST_FONTS:
            FONTS.clear()
        for other in FONTS.values():
            if other.hash == known.hash:  # in another size
                known.file_content = other.file_content
                break
        FONTS[key, size] = known
    font = copy.copy(known)
    font.widths, font.to_unicode, font.missing = {}, {}, {}
    return font
