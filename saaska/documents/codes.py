"""Codes for the glyphs of Hindi, so that whoever reads a PDF gets the letters in the order they were written in.

A PDF says of each code which letters it stands for, once. WeasyPrint takes glyphs for codes, and of a syllable drawn
with several glyphs it gives all letters to the last and none to the others. In Devanagari that fails twice: a glyph
means other letters in other syllables (the hook above a letter is an "r" that was written before it), and a code
without letters is read as rubbish or as a gap.

Here each glyph of a syllable stands for one of its letters, in the order in which they are written, and the last for
the rest; where there are more glyphs than letters, a joiner that nobody sees fills in. A glyph that stood for
something else before gets a further code; the PDF's table of codes and glyphs (CIDToGIDMap) says which glyph it draws.
"""

import hashlib
import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pydyf
from weasyprint.pdf import fonts

ORIGINAL: Final = fonts._build_vector_font_dictionary
WRITTEN_AGAINST: Final = "f63698ab706bc265"  # the digest of its source
SYLLABIC: Final = re.compile("[\u0900-\u097f\u0e33]")  # of Thai, the one vowel that is drawn as two glyphs
JOINER: Final = "\u200d"
ROOM: Final = 256  # codes that WeasyPrint may give to missing glyphs


def apply() -> None:
    fonts._build_vector_font_dictionary = build_vector_font_dictionary


def of_run(font: Any, text: bytes, glyphs: Sequence[int], starts: Sequence[int]) -> list[int]:
    """The codes of a run's glyphs, which the typeface learns. `starts` says where in the text each one's syllable
    begins; it is written from the left."""
    letters = list(_letters(text, starts))
    return [_code(font, glyph, said) for glyph, said in zip(glyphs, letters, strict=True)]


def _letters(text: bytes, starts: Sequence[int]) -> Iterator[str]:
    place = 0
    while place < len(starts):
        after = next((at for at in range(place, len(starts)) if starts[at] != starts[place]), len(starts))
        end = starts[after] if after < len(starts) else len(text)
        syllable = text[starts[place] : end].decode()
        last = after - place - 1
        yield from syllable[:last].ljust(last, JOINER)
        yield syllable[last:] or JOINER
        place = after


def _code(font: Any, glyph: int, letters: str) -> int:
    if font.to_unicode.setdefault(glyph, letters) == letters or "glyf" not in font.tables:
        return glyph
    further = further_of(font)
    code = next(
        (code for code, drawn in further.items() if drawn == glyph and font.to_unicode[code] == letters), 0
    )
    if not code:
        code = font.glyph_count + ROOM + len(further)
        further[code] = glyph
        font.to_unicode[code] = letters
    return code


def further_of(font: Any) -> dict[int, int]:
    """The glyphs of a typeface's further codes, to which more may be added."""
    found: dict[int, int] = font.__dict__.setdefault("saaska_codes", {})
    return found


def source_digest() -> str:
    return hashlib.blake2b(inspect.getsource(ORIGINAL).encode(), digest_size=8).hexdigest()


def glyphs_of(font: Any, to_unicode: dict[int, str]) -> dict[int, str]:
    """The same with glyphs instead of codes."""
    further = further_of(font)
    return (
        {further.get(code, code): letters for code, letters in to_unicode.items()} if further else to_unicode
    )


def build_vector_font_dictionary(  # noqa: PLR0913  # WeasyPrint's own arguments
    font_dictionary: Any, pdf: Any, font: Any, widths: Any, compress: Any, reference: Any, pdf_version: Any
) -> None:
    before = len(pdf.objects)
    ORIGINAL(font_dictionary, pdf, font, widths, compress, reference, pdf_version)
    further = further_of(font)
    if not further:
        return
    drawn = {code: code for code in font.to_unicode} | further
    table = b"".join(drawn.get(code, 0).to_bytes(2, "big") for code in range(max(drawn) + 1))
    stream = pydyf.Stream([table], compress=compress)
    pdf.add_object(stream)
    for entry in pdf.objects[before:]:
        if isinstance(entry, pydyf.Dictionary) and "CIDToGIDMap" in entry:
            entry["CIDToGIDMap"] = stream.reference
