"""What goes between the web process and its printers: frames, and a printed document with its page images.

A frame is four bytes with the length of a JSON head, the head, then the parts whose lengths the head
names. JSON and bytes only: nothing that comes back from a printer can run code in the web process.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any, Final, NamedTuple

Head = dict[str, Any]

PAGE: Final = "page"  # as wide as the page at 96 dots an inch: 794 pixels of A4
DENSE: Final = "dense"  # twice that, for screens with many dots
THUMBNAIL: Final = "thumbnail"  # 320 pixels wide
SIZES: Final = (PAGE, DENSE, THUMBNAIL)
IMAGE: Final = "image"  # to be sent: PNG, 150 dots an inch; the others are PNG in few colours


class Picture(NamedTuple):
    """The image of a page, the first of which is 1, in one of SIZES or as an IMAGE."""

    page: int
    size: str = PAGE


@dataclass(frozen=True)
class Printed:
    """A PDF, how many pages it has, and the characters none of our fonts can draw, in the order met.

    `pictures` are PNG files: those that were asked for together with the PDF, as far as it has the pages.
    `fullness` says how many per cent of its last page's height are written on.
    """

    pdf: bytes
    pages: int
    unprintable: str
    pictures: Mapping[Picture, bytes] = field(default_factory=dict)
    fullness: int = 100


def read_frame(source: IO[bytes]) -> tuple[Head, dict[str, bytes]] | None:
    """A head and its parts by name; None when the other side is gone."""
    start = source.read(4)
    if len(start) < 4:
        return None
    (length,) = struct.unpack("!I", start)
    text = source.read(length)
    if len(text) < length:
        return None
    head = json.loads(text)
    parts = {}
    for name, size in head.pop("parts").items():
        parts[name] = source.read(size)
        if len(parts[name]) < size:
            return None
    return head, parts


def write_frame(target: IO[bytes], head: Head, parts: Mapping[str, bytes] | None = None) -> None:
    parts = parts or {}
    text = json.dumps({**head, "parts": {name: len(part) for name, part in parts.items()}}).encode()
    target.write(struct.pack("!I", len(text)) + text)
    for part in parts.values():
        target.write(part)
    target.flush()
