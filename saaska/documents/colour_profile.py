"""What red, green and blue mean in our PDFs, as PDF/A asks: sRGB, in a profile of 480 bytes.

WeasyPrint's own draws the tone curve as a table of a thousand points and takes a tenth of a page's file. Here the curve
is the formula that the table follows. The numbers are IEC 61966-2-1's, adapted to the D50 of the ICC (ISO 15076-1).
"""

import struct
import zlib
from typing import Final

D50: Final = (0.9642, 1.0, 0.8249)
RED: Final = (0.43607, 0.22249, 0.01392)
GREEN: Final = (0.38515, 0.71687, 0.09708)
BLUE: Final = (0.14307, 0.06061, 0.71410)
# From the white of screens, D65, to D50 (Bradford), row by row.
ADAPTATION: Final = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
# (a x + b) ** g from d on, c x below it.
CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # g, a, b, c, d
VERSION: Final = 0x04200000  # 4.2, which every version of PDF/A since the second knows
HEADER: Final = 128


def profile() -> bytes:
    """A display profile of RGB. Its date is that of the standard: nothing in it changes with the day."""
    curve = _element(b"para", struct.pack(">HH", 3, 0) + _fixed(*CURVE))
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("CC0"),
        b"wtpt": _element(b"XYZ ", _fixed(*D50)),
        b"rXYZ": _element(b"XYZ ", _fixed(*RED)),
        b"gXYZ": _element(b"XYZ ", _fixed(*GREEN)),
        b"bXYZ": _element(b"XYZ ", _fixed(*BLUE)),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
        b"chad": _element(b"sf32", _fixed(*ADAPTATION)),
    }
    table, contents = _laid_out(tags)
    size = HEADER + len(table) + len(contents)
    return _header(size) + table + contents


def _header(size: int) -> bytes:
    return struct.pack(
        ">II I4s4s4s 6H 4sIIIIQI 12s 48s",  # what made it, its digest and what is reserved stay empty
        *(size, 0, VERSION, b"mntr", b"RGB ", b"XYZ "),
        *(1999, 10, 1, 0, 0, 0),
        *(b"acsp", 0, 0, 0, 0, 0, 0),
        _fixed(*D50),
        b"",
    )


def _laid_out(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """The table that says where each tag's content stands, and the contents, each once."""
    start = HEADER + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    contents = b""
    for content in tags.values():
        if content not in places:
            places[content] = start + len(contents)
            contents += content
    entries = [struct.pack(">4sII", name, places[content], len(content)) for name, content in tags.items()]
    return struct.pack(">I", len(tags)) + b"".join(entries), contents


def _element(kind: bytes, content: bytes) -> bytes:
    return _padded(kind + bytes(4) + content)


def _text(said: str) -> bytes:
    """One text, in English of the United States, as the type for texts in many languages."""
    words = said.encode("utf-16-be")
    return _element(b"mluc", struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(words), 28) + words)


def _fixed(*numbers: float) -> bytes:
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % 4)


PACKED: Final = zlib.compress(profile(), 9)
