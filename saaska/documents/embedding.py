"""What of a typeface goes into a PDF: outlines and widths of the glyphs that are printed, and nothing to guess from.

WeasyPrint keeps the numbers of all glyphs. TrueType pays little for that. A Chinese, Japanese or Korean face of 65,000
glyphs pays 130 kB: its outlines (CFF) begin with the place of each, and no two places are alike. Such a face names its
glyphs by "character identifiers", which PDF asks for whatever a glyph's number in the file is: so the numbers go, the
identifiers stay, and the text that is drawn names the same glyphs as before.

Whoever draws a PDF needs no more than the outlines and what belongs to them; names, and which character is which
glyph, stand in the PDF itself.
"""

import hashlib
import inspect
import io
from collections.abc import Iterable
from typing import Any, Final

import pydyf
from fontTools.ttLib import TTFont
from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

from saaska.documents import codes

Face = Any  # HarfBuzz's

ORIGINAL: Final = fonts.Font._harfbuzz_subset
WRITTEN_AGAINST: Final = "69f128356c74865f"  # the digest of its source
UNDRAWN: Final = (  # tables, beside those of hinting, which go too
    *("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "OS/2", "PCLT", "SVG "),
    *("cmap", "gasp", "name", "post"),
)
MOST_KEPT: Final = 64  # reduced faces, for the next document that prints the same glyphs
KEPT: dict[Any, bytes] = {}
UNHINTED: Final = harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE | harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING


def apply() -> None:
    fonts.Font._harfbuzz_subset = subset


def source_digest() -> str:
    return hashlib.blake2b(inspect.getsource(ORIGINAL).encode(), digest_size=8).hexdigest()


def subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """In the place of WeasyPrint's: leaves the printed glyphs in `font.file_content`."""
    to_unicode = codes.glyphs_of(font, to_unicode)
    pictures = font.png or font.svg or font.colr
    if pictures or hinting or font.missing:
        ORIGINAL(font, to_unicode, hinting)
        return
    key = font.hash, font.index, len(font.file_content), *sorted(to_unicode)
    if key in KEPT:
        font.file_content = KEPT[key] = KEPT.pop(key)  # the last used stands last
        return
    made = b""
    if "CFF " in font.tables:
        made = _content(_reduced(font.hb_face, to_unicode, UNHINTED))
        made = made if _names_identifiers(made) else b""
    elif "glyf" in font.tables:
        # Once with the numbers kept, then again without the empty glyphs behind the last one.
        few = _reduced(font.hb_face, to_unicode, UNHINTED | harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS)
        made = _content(_reduced(few, range(max(to_unicode) + 1), UNHINTED)) if few else b""
    if made:
        font.file_content = KEPT[key] = made
        if len(KEPT) > MOST_KEPT:
            del KEPT[next(iter(KEPT))]
    else:
        ORIGINAL(font, to_unicode, hinting)


def _reduced(face: Face, glyphs: Iterable[int], flags: int) -> Face | None:
    """The face with these glyphs alone."""
    wanted = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    _add(harfbuzz_subset.hb_subset_input_glyph_set(wanted), sorted(glyphs))
    dropped = harfbuzz_subset.hb_subset_input_set(wanted, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG)
    _add(dropped, sorted(harfbuzz.hb_tag_from_string(tag.encode(), -1) for tag in UNDRAWN))
    harfbuzz_subset.hb_subset_input_set_flags(wanted, flags)
    made = harfbuzz_subset.hb_subset_or_fail(face, wanted)
    return None if made == ffi.NULL else ffi.gc(made, harfbuzz.hb_face_destroy)


def _add(to: Any, numbers: list[int]) -> None:
    harfbuzz.hb_set_add_sorted_array(to, ffi.new("hb_codepoint_t[]", numbers), len(numbers))


def _content(face: Face | None) -> bytes:
    return (fonts.get_hb_object_data(face) or b"") if face else b""


def _names_identifiers(face: bytes) -> bool:
    return bool(face) and hasattr(TTFont(io.BytesIO(face))["CFF "].cff.topDictIndex[0], "ROS")


def unwrap(stream: pydyf.Stream) -> None:
    """Leaves of an embedded OpenType face its outlines, if those name their glyphs: PDF has all else already."""
    face = b"".join(stream.stream)
    if _names_identifiers(face):
        stream.stream = [TTFont(io.BytesIO(face)).reader["CFF "]]
        stream.extra["Subtype"] = "/CIDFontType0C"
