"""Files: HTML that is read, a PDF's objects that are written."""

import io
import zlib
from types import SimpleNamespace
from typing import Any

import pydyf
import tinyhtml5
import weasyprint.html
from weasyprint.pdf import stream as pages

from saaska.documents import markup

PARSE = tinyhtml5.parse
METADATA = weasyprint.html.get_html_metadata
TO_BYTES = pydyf._to_bytes
WRITE = pydyf.PDF.write
PAGE_REFERENCES = pydyf.PDF.page_references
STREAM_DATA = pydyf.Stream.data


def parse(document: Any, namespace_html_elements: bool = True, **options: Any) -> Any:
    """Plain HTML is read by markup.py, everything else by WeasyPrint's parser."""
    plain = isinstance(document, io.StringIO) and not namespace_html_elements and not options
    tree = markup.read(document.getvalue()) if plain else None
    return PARSE(document, namespace_html_elements, **options) if tree is None else tree


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
        kind = type(value)
        if kind is bytes:
            parts.append(value)
        elif kind is str:
            parts.append(value.encode("ascii"))
        else:
            parts.append(to_bytes(value))
    parts.append(b">>")
    return b"".join(parts)


def array_data(array: Any) -> bytes:
    return b"[" + b" ".join([child if type(child) is bytes else to_bytes(child) for child in array]) + b"]"


def get_html_metadata(html: Any) -> Any:
    """WeasyPrint compiles selectors for three names, and makes an object of every element for them."""
    root = html.etree_element

    def named(*names: str) -> list[Any]:
        return [SimpleNamespace(etree_element=element) for element in root.iter() if element.tag in names]

    return METADATA(
        SimpleNamespace(
            etree_element=root,
            wrapper_element=SimpleNamespace(query_all=named),
            base_url=html.base_url,
            url_fetcher=html.url_fetcher,
        )
    )


PACKED: dict[bytes, bytes] = {}
MOST_PACKED = 128  # contents kept, typefaces of some 20 kB for the most part
LONGEST_PACKED = 100_000


def stream_data(stream: Any) -> bytes:
    """Packing typefaces takes longer than packing the pages, and the next document mostly has the same."""
    if not stream.compress or isinstance(stream, pages.Stream):
        return STREAM_DATA.fget(stream)  # type: ignore[no-any-return]
    content = b"\n".join([to_bytes(item) for item in stream.stream])
    if len(content) > LONGEST_PACKED:
        return STREAM_DATA.fget(stream)  # type: ignore[no-any-return]
    packed = PACKED.pop(content, None)
    if packed is None:
        compressor = zlib.compressobj(level=9)
        packed = compressor.compress(content) + compressor.flush()
    PACKED[content] = packed  # the last used stands last
    if len(PACKED) > MOST_PACKED:
        del PACKED[next(iter(PACKED))]
    extra = pydyf.Dictionary({**stream.extra, "Filter": "/FlateDecode", "Length": len(packed)})
    return b"\n".join((extra.data, b"stream", packed, b"endstream"))


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
