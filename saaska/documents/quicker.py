"""Quicker ways for WeasyPrint 70 to the same bytes; pdf.py applies them, nothing else knows of them.

Each function here stands in for one of WeasyPrint's, of its parser's or of its writer's that measuring showed to do
work whose result is not used, or the same work again and again. The PDF stays the same, byte for byte:
tests/test_quicker.py prints documents with and without. REPLACEMENTS names what is replaced with a digest of its
source, so that a new version whose function differs fails a test and is looked at again.

What is kept between documents is kept at a style (its lengths, its fonts, that it draws no border): a style does not
change, and a copy made to be changed starts without.
"""

import hashlib
import inspect
import io
import re
import sys
from dataclasses import dataclass
from math import inf
from types import ModuleType, SimpleNamespace
from typing import Any

import pydyf
import tinyhtml5
from weasyprint import css
from weasyprint.css import functions
from weasyprint.draw import border
from weasyprint.draw import color as colors
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, page, percent, preferred
from weasyprint.layout import float as floats
from weasyprint.text import fonts, line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango

from saaska.documents import markup

SVG = "{http://www.w3.org/2000/svg}svg"
EMPTY = pango.PANGO_GLYPH_EMPTY
SIZE_OF_GLYPH = ffi.sizeof("PangoGlyphInfo")  # five integers: glyph, width, x, y, flags

# As WeasyPrint has them, for what is out of the ordinary.
RESOLVE = percent.resolve_percentages
BACKGROUNDS = background.layout_box_backgrounds
STYLE_FOR = css.StyleFor.__init__
PAGE_STYLES = page.set_page_type_computed_styles
SETUP = line_break.Layout.setup
SET_TEXT = line_break.Layout.set_text
STRUT = line_break.strut
COLLISIONS = floats.avoid_collisions
DRAW_BORDER = border.draw_border
DRAW_FIRST_LINE = drawing.draw_first_line
TO_BYTES = pydyf._to_bytes
WRITE = pydyf.PDF.write
PAGE_REFERENCES = pydyf.PDF.page_references
PARSE = tinyhtml5.parse


def shrink_to_fit(context: Any, box: Any, available_content_width: float) -> float:
    """As wide as the text on one line where that fits, else what there is, but never less than the longest word.

    The longest word is asked for only where the whole text does not fit: it is what costs, a line of Pango's a word.
    """
    widest: float = preferred.max_content_width(context, box, outer=False)
    if widest <= available_content_width:
        return widest
    narrowest: float = preferred.min_content_width(context, box, outer=False)
    return min(max(narrowest, available_content_width), widest)


def is_in_normal_flow(box: Any) -> bool:
    """Two look-ups instead of seven."""
    floats, position = box.style["float"], box.style["position"]
    return bool(floats == "none" and position in ("static", "relative"))


def page_values(box: Any) -> tuple[Any, Any]:
    """The pages a box starts and ends on, from its first and last child alone."""
    start, end = box.style["page"], box.style["page"]
    first = next(filter(_in_flow_or_floated, box.children), None)
    if first is not None:
        last = next(filter(_in_flow_or_floated, reversed(box.children)))
        of_first = first.page_values()
        of_last = of_first if first is last else last.page_values()
        start, end = of_first[0] or start, of_last[1] or end
    return start, end


def _in_flow_or_floated(box: Any) -> bool:
    return bool(box.is_in_normal_flow() or box.is_floated())


def parse(document: Any, namespace_html_elements: bool = True, **options: Any) -> Any:
    """Plain HTML is read by markup.py, everything else by WeasyPrint's parser."""
    plain = isinstance(document, io.StringIO) and not namespace_html_elements and not options
    tree = markup.read(document.getvalue()) if plain else None
    return PARSE(document, namespace_html_elements, **options) if tree is None else tree


# Styles

MOST_SHEETS = 12  # sets of style sheets whose styles are kept, some 1.4 MB each
MOST_STYLES = 4_000  # of one set
NAMING = ("lang", "id", "name")  # attributes that WeasyPrint makes declarations of


class _Kept:
    """The computed styles of one set of style sheets, for all documents printed with it."""

    def __init__(self, sheets: Any) -> None:
        self.sheets = sheets  # named by their id in the keys: kept alive
        self.page_sizes = {"box": None, "area": None}
        self.elements: dict[Any, dict[Any, Any]] = {}
        self.pages: dict[Any, dict[Any, Any]] = {}


KEPT: dict[Any, _Kept] = {}


def _kept(sheets: Any, font_config: Any, base_url: str) -> _Kept:
    key = (
        tuple((id(sheet), origin, specificity) for sheet, origin, specificity in sheets),
        id(font_config),
        base_url,
    )
    known = KEPT.pop(key, None)
    if known is None or len(known.elements) > MOST_STYLES:
        known = _Kept((sheets, font_config))
    KEPT[key] = known  # the last used stands last
    while len(KEPT) > MOST_SHEETS:
        del KEPT[next(iter(KEPT))]
    return known


def style_for(
    styles: Any, html: Any, sheets: Any, presentational_hints: bool, font_config: Any, target_collector: Any
) -> None:
    """An element's style follows from its parent's, the declarations that match it, its language and its name.

    WeasyPrint shares equal styles within a document; here all documents of a design share them. Viewport units would
    take the page of the first document: no design has any, a test sees to it.
    """
    styles.saaska_kept = None
    if presentational_hints or any("style" in e.attrib or e.tag == SVG for e in html.etree_element.iter()):
        STYLE_FOR(styles, html, sheets, presentational_hints, font_config, target_collector)
        return
    kept = styles.saaska_kept = _kept(sheets, font_config, html.base_url)
    kept.page_sizes.update(box=None, area=None)
    styles.initial_page_sizes = kept.page_sizes
    styles.font_config = font_config
    styles._sheets = sheets
    styles._cascaded_styles = {}
    computed = styles._computed_styles = {}
    root = html.etree_element
    for element in html.wrapper_element.iter_subtree():
        tree = element.etree_element
        parent = element.parent.etree_element if element.parent else None
        matches = [sheet.matcher.match(element) for sheet, _, _ in sheets]
        key = (
            id(computed[parent, None]) if element.parent else None,
            tuple([(match[0], id(match[3])) for found in matches for match in found]),
            *(tree.attrib.get(name) for name in NAMING if name != "name" or tree.tag == "a"),
        )
        if key not in kept.elements:
            kept.elements[key] = _compute(styles, tree, parent, html, matches)
        for pseudo, style in kept.elements[key].items():
            computed[tree, pseudo] = style
        style = computed[tree, None]
        if tree is root or parent is root:
            style.pop("overflow", None)  # WeasyPrint moves it to the page
        if style["anchor"]:
            target_collector.collect_anchor(style["anchor"])


def _compute(styles: Any, element: Any, parent: Any, html: Any, matches: Any) -> dict[str | None, Any]:
    """The styles of one element and of its pseudo-elements."""
    _cascade(styles, element, matches)
    pseudos = [pseudo for _, pseudo in styles._cascaded_styles if pseudo]
    root, base_url = html.etree_element, html.base_url
    styles.set_computed_styles(element, root=root, parent=parent, base_url=base_url)
    for pseudo in pseudos:
        styles.set_computed_styles(element, pseudo_type=pseudo, root=root, parent=element, base_url=base_url)
    styles._cascaded_styles.clear()
    return {pseudo: styles._computed_styles[element, pseudo] for pseudo in (None, *pseudos)}


def _cascade(styles: Any, element: Any, matches: Any) -> None:
    """Collects the declarations of one element, like WeasyPrint's own loop."""
    cascaded = styles._cascaded_styles
    for specificity, _, declarations, base_url in css.find_style_attributes(
        SimpleNamespace(iter=lambda: [element])
    ):
        style = cascaded.setdefault((element, None), {})
        for name, values, importance in css.preprocess_declarations(base_url, declarations):
            weight = (css.declaration_precedence("author", importance), inf, specificity)
            if name not in style or style[name][1] <= weight:
                style[name] = values, weight
    for (sheet, origin, sheet_specificity), found in zip(styles._sheets, matches, strict=True):
        for specificity, _, pseudo, (declarations, layer) in found:
            order = inf if layer is None else sheet.layers.index(layer)
            style = cascaded.setdefault((element, pseudo), {})
            for name, values, importance in declarations:
                weight = (
                    css.declaration_precedence(origin, importance),
                    order,
                    sheet_specificity or specificity,
                )
                if name not in style or style[name][1] <= weight:
                    style[name] = values, weight


def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """Pages of a kind look the same in all documents of a design."""
    kept, computed = style_for.saaska_kept, style_for._computed_styles
    key = (id(computed[html.etree_element, None]), page_type)
    if kept and key in kept.pages:
        computed.update({(page_type, pseudo): style for pseudo, style in kept.pages[key].items()})
        return
    PAGE_STYLES(page_type, html, style_for)
    if kept:
        kept.pages[key] = {pseudo: style for (what, pseudo), style in computed.items() if what == page_type}


# Lengths

SIZES = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Used lengths of a box. Those of a style without percentages are always the same: found once a style."""
    known = box.style.__dict__.get("saaska_lengths")
    if known is None:
        known = box.style.saaska_lengths = _fixed_lengths(box.style)
    if known:
        box.__dict__.update(known)
    else:
        RESOLVE(box, containing_block)


def _fixed_lengths(style: Any) -> dict[str, Any]:
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return {}
    lengths: dict[str, Any] = {}
    for name in SIZES:
        value = style[name]
        if value == "auto":
            lengths[name] = 0 if name in ("min_width", "min_height") else value
        elif functions.check_math(value) or value.unit == "%":
            return {}
        else:
            lengths[name] = value.value
    lengths.update((name, style[name]) for name in BORDERS)
    return lengths


def layout_box_backgrounds(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    """Most boxes have neither background nor border image, and no round corner: that is found once a style."""
    if style is None and box is not page and _plain(box.style):
        box.border_top_left_radius = box.border_top_right_radius = (0, 0)
        box.border_bottom_right_radius = box.border_bottom_left_radius = (0, 0)
        if layout_children:
            for child in box.all_children():
                layout_box_backgrounds(page, child, get_image_from_uri)
        box.background = None
    else:
        BACKGROUNDS(page, box, get_image_from_uri, layout_children, style)


def _plain(style: Any) -> bool:
    known = style.__dict__.get("saaska_plain")
    if known is None:
        known = style.saaska_plain = (
            all(
                (0, "px") in style[f"border_{corner}_radius"]
                for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
            )
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and (style["visibility"] == "hidden" or colors.get_color(style, "background_color").alpha == 0)
            and not style["box_shadow"]
        )
    return bool(known)


# Text

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
        letters, words = style["letter_spacing"], style["word_spacing"]
        self.spaced = bool(words or letters not in ("normal", 0))
        self.breaks_words = style["overflow_wrap"] in ("anywhere", "break-word")
        self.plain = style["text_decoration_line"] == "none" and not self.features


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
    known = style.__dict__.get("saaska_pango")
    if known is None:
        known = style.saaska_pango = _Pango(style)
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
    """A laid out line is kept until it is drawn: shaping is not done again."""
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


def avoid_collisions(
    context: Any, box: Any, containing_block: Any, outer: bool = True
) -> tuple[float, float, float]:
    """A line where nothing floats has the width of its block, from its start."""
    if outer or context.excluded_shapes or not isinstance(box, boxes.LineBox):
        return COLLISIONS(context, box, containing_block, outer)  # type: ignore[no-any-return]
    left = containing_block.content_box_x()
    right = left + containing_block.width - box.margin_right
    left += box.margin_left
    start = right if containing_block.style["direction"] == "rtl" else left
    return start - box.margin_left, box.border_box_y() - box.margin_top, right - left


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
    runs = [] if shortened else _ordinary_runs(stream, box)
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


def _shown(stream: Any, layout: Any, run: _Run) -> list[str]:
    """The run in PDF's notation: hexadecimal glyphs in angles, corrections of their places between."""
    font, size, glyphs = run.font, run.font_size, run.glyphs
    shown = ["<"]
    for i in range(0, len(glyphs), 5):
        glyph, width, x_offset = glyphs[i], glyphs[i + 1], glyphs[i + 2]
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = _text_of(layout, run, i // 5)
        offset = x_offset / size
        if offset:
            shown.append(f">{-offset}<")
        shown.append(f"{glyph:04x}")
        logical = font.widths.get(glyph)
        if logical is None:
            pango_font = run.item.analysis.font
            pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
            logical = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
            font.widths[glyph] = logical
        kerning = logical + offset - width * 1000 * FROM_UNITS / size
        if kerning:
            shown.append(f">{int(kerning)}<")
    if shown[-1].endswith("<"):
        shown[-1] = shown[-1][:-1]
    else:
        shown.append(">")
    return shown


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


# Writing

WRITTEN: dict[int, bytes] = {}
KEYS: dict[str, bytes] = {}  # "Type": b"/Type ": WeasyPrint's own words, and names of fonts and pictures
writing = False


def write(pdf: Any, *arguments: Any, **options: Any) -> None:
    """The file's identifier is a digest of all its objects: each is made into bytes once, not once more for it."""
    global writing
    writing = True
    try:
        WRITE(pdf, *arguments, **options)
    finally:
        writing = False
        WRITTEN.clear()


def written_once(data: property) -> property:
    def get(entry: Any) -> bytes:
        if not writing or entry.number is None:
            return data.fget(entry)  # type: ignore[misc, no-any-return]
        known = WRITTEN.get(id(entry))
        if known is None:
            known = WRITTEN[id(entry)] = data.fget(entry)  # type: ignore[misc]
        return known

    return property(get)


def dictionary_data(dictionary: Any) -> bytes:
    """WeasyPrint's, with the names of keys made into bytes once a process."""
    parts = [b"<<"]
    for key, value in dictionary.items():
        parts.append(KEYS.get(key) or KEYS.setdefault(key, b"/" + to_bytes(key) + b" "))
        parts.append(value if type(value) is bytes else to_bytes(value))
    parts.append(b">>")
    return b"".join(parts)


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """Asked for by every tagged element: made again only when there is a new page."""
    kids = pdf.pages["Kids"]
    known: tuple[bytes, ...] = pdf.__dict__.get("saaska_references", ())
    if len(known) != len(kids) // 3:
        known = pdf.saaska_references = PAGE_REFERENCES.fget(pdf)
    return known


def to_bytes(item: Any) -> bytes:
    """The same answers, the most frequent kind first."""
    kind = type(item)
    if kind is str:
        made: bytes = item.encode("ascii")
    elif kind is bytes:
        made = item
    elif kind is int:
        made = b"%d" % item
    else:
        made = TO_BYTES(item)
    return made


@dataclass(frozen=True)
class Replacement:
    """Something of WeasyPrint's, ours, and the digest of the source it was written against."""

    owner: Any
    name: str
    original: Any
    ours: Any
    digest: str

    @property
    def original_name(self) -> str:
        return f"{self.owner.__name__}.{self.name}"

    def source_digest(self) -> str:
        function: Any = self.original.fget if isinstance(self.original, property) else self.original
        return hashlib.blake2b(inspect.getsource(function).encode(), digest_size=8).hexdigest()

    def apply(self) -> None:
        """Modules import functions from each other by name: ours is put wherever the original is."""
        if not isinstance(self.owner, ModuleType):
            setattr(self.owner, self.name, self.ours)
            return
        for name, module in list(sys.modules.items()):
            theirs = name.partition(".")[0] in ("weasyprint", "pydyf", "tinyhtml5")
            if theirs and vars(module).get(self.name) is self.original:
                setattr(module, self.name, self.ours)


def _replacement(owner: Any, name: str, ours: Any, digest: str) -> Replacement:
    return Replacement(owner, name, vars(owner)[name], ours, digest)


REPLACEMENTS = [
    _replacement(preferred, "shrink_to_fit", shrink_to_fit, "76963688b1c5305a"),
    _replacement(boxes.Box, "is_in_normal_flow", is_in_normal_flow, "d52268544c0c6518"),
    _replacement(boxes.ParentBox, "page_values", page_values, "445e34651e9f54a8"),
    _replacement(tinyhtml5, "parse", parse, "18c3160b4146dcb6"),
    _replacement(css.StyleFor, "__init__", style_for, "1b20b82c9c8fb21f"),
    _replacement(page, "set_page_type_computed_styles", set_page_type_computed_styles, "1f034ef0a02b01c2"),
    _replacement(percent, "resolve_percentages", resolve_percentages, "fb6f3aa235d6f580"),
    _replacement(background, "layout_box_backgrounds", layout_box_backgrounds, "74aaa32332233e80"),
    _replacement(line_break.Layout, "setup", setup, "ffaa91992a3e36ad"),
    _replacement(line_break.Layout, "set_text", set_text, "cda4a23158b47fb3"),
    _replacement(line_break.Layout, "deactivate", deactivate, "71174e46fee31d36"),
    _replacement(line_break.Layout, "reactivate", reactivate, "be25f01fdb529fd5"),
    _replacement(line_break, "strut", strut, "dffefb19d6ee4cf2"),
    _replacement(floats, "avoid_collisions", avoid_collisions, "9aa6977b0c5a51a9"),
    _replacement(border, "draw_border", draw_border, "19720c5792c9d789"),
    _replacement(drawing, "draw_first_line", draw_first_line, "e4a184229c356537"),
    _replacement(pydyf, "_to_bytes", to_bytes, "038ebbbb206d2f38"),
    _replacement(pydyf.PDF, "write", write, "7170e6b8a237eca2"),
    _replacement(pydyf.PDF, "page_references", property(page_references), "4446251f30a675f9"),
    _replacement(pydyf.Dictionary, "data", written_once(property(dictionary_data)), "df020e1204804740"),
    _replacement(pydyf.Stream, "data", written_once(pydyf.Stream.data), "7d33074297a435e4"),
    _replacement(pydyf.Array, "data", written_once(pydyf.Array.data), "22bcb08569e3eab1"),
    _replacement(pydyf.String, "data", written_once(pydyf.String.data), "ae3a61c751b84cf4"),
]


def apply() -> None:
    for replacement in REPLACEMENTS:
        replacement.apply()
