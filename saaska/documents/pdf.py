"""HTML in, PDF bytes out. The only module that imports WeasyPrint.

It is imported by the printer process (printer.py), never by the web's. The web asks renderer.py.

What is shared by all documents of a process, because making it costs more than a page: the fonts, the
fetcher and the parsed style sheets.
"""

import functools
import gc
import io
import logging
import zlib
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element  # nosec B405  # elements are made here, nothing is parsed

from saaska.documents import fonts, libraries
from saaska.documents.frames import Printed

fonts.configure()
with libraries.not_searched():
    import weasyprint.text.ffi  # noqa: F401

import pydyf  # noqa: E402  # WeasyPrint's writer
from weasyprint import CSS, HTML, Attachment  # noqa: E402  # fontconfig reads its environment when it is loaded
from weasyprint.formatting_structure.boxes import LineBox, MarginBox, ReplacedBox  # noqa: E402
from weasyprint.pdf.stream import Stream as Drawing  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: E402

from saaska.documents import codes, colour_profile, embedding, quicker  # noqa: E402

quicker.apply()
embedding.apply()
codes.apply()
log = logging.getLogger(__name__)

VARIANT = "pdf/a-3a"  # archival, tagged for screen readers, may carry the data it prints
LINKS = ("http://", "https://", "mailto:", "tel:", "#")
PACKING = 6  # of 9: zlib's usual one
KINDS = {"css": "text/css", "jpg": "image/jpeg", "png": "image/png"}


class TooManyPagesError(Exception):
    def __init__(self, pages: int) -> None:
        super().__init__(f"{pages} pages")
        self.pages = pages


class OwnFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves `app:<name>` from memory and refuses every other address.

    WeasyPrint's own fetcher would read any file and any URL a document names. A plain function in its
    place is not enough: WeasyPrint 70 asks the fetcher for attributes that only a URLFetcher has.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("app",), allow_redirects=False)
        self.files: Mapping[str, bytes] = {}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        if scheme != "app" or name not in self.files:
            self.refused.append(url[:200])
            raise ValueError(f"Only a document's own files can be printed, not {url[:200]}")
        kind = KINDS.get(name.rpartition(".")[2], "application/octet-stream")
        return URLFetcherResponse(url, self.files[name], {"Content-Type": kind})


class MissingGlyphs(logging.Handler):
    """Collects what WeasyPrint says about characters without a glyph; its other warnings go to our own log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith(".notdef") and isinstance(record.args, tuple):
            self.found[str(record.args[0])] = None
        else:
            log.warning("WeasyPrint: %s", record.getMessage())


FONTS = FontConfiguration()
FILES = OwnFiles()
GLYPHS = MissingGlyphs()
WEASYPRINT_LOG = logging.getLogger("weasyprint")
WEASYPRINT_LOG.handlers = [GLYPHS]
WEASYPRINT_LOG.setLevel(logging.WARNING)
WEASYPRINT_LOG.propagate = False


@functools.lru_cache(maxsize=10)
def style_sheet(css: str) -> CSS:
    return CSS(string=css, font_config=FONTS, url_fetcher=FILES)


def attachment(name: str, content: bytes) -> Attachment:
    """A file inside the PDF that holds what the pages show, for programs to read."""
    return Attachment(
        file_obj=io.BytesIO(content), url_fetcher=FILES, name=name, description=name, relationship="Source"
    )


def cut_links(root: Element) -> None:
    """Leaves the links that a reader of the PDF may follow, and those within the document."""
    for element in root.iter():
        if element.tag in ("a", "area") and not element.get("href", "").strip().lower().startswith(LINKS):
            element.attrib.pop("href", None)


def finish(document: object, made: Any) -> None:
    """Takes out what WeasyPrint writes and PDF/A's checkers trip over.

    Times of attachments would be the moment of printing; the list of associated files names each of them
    twice; resources hold empty dictionaries of patterns and shadings; and pictures ask to be smoothed. Faces of
    OpenType are left with their outlines (embedding.py), the profile of colours is a short one (colour_profile.py).
    """
    for entry in made.objects:
        if isinstance(entry, pydyf.Dictionary):
            _finish_dictionary(entry)
        elif isinstance(entry, pydyf.Stream):
            _finish_stream(entry)
    if "AF" in made.catalog:
        made.catalog["AF"][:] = dict.fromkeys(made.catalog["AF"])


def _finish_dictionary(entry: pydyf.Dictionary) -> None:
    for kind in ("Pattern", "Shading"):
        if kind in entry and not entry[kind]:
            del entry[kind]
    if entry.get("Subtype") == "/CIDFontType0":
        entry.pop("CIDToGIDMap", None)  # said of TrueType alone


def _finish_stream(entry: pydyf.Stream) -> None:
    entry.extra.pop("Interpolate", None)
    if entry.extra.get("Type") == "/EmbeddedFile":
        del entry.extra["Params"]["CreationDate"], entry.extra["Params"]["ModDate"]
    elif entry.extra.get("Subtype") == "/OpenType":
        embedding.unwrap(entry)
    elif entry.extra.keys() == {"N"}:
        _hold_packed(entry, colour_profile.PACKED)
    elif isinstance(entry, Drawing):
        # WeasyPrint packs pages as tightly as it goes: four times as long, for some 200 bytes a page.
        _hold_packed(entry, zlib.compress(b"\n".join(map(pydyf._to_bytes, entry.stream)), PACKING))


def _hold_packed(entry: pydyf.Stream, content: bytes) -> None:
    entry.stream = [content]
    entry.compress = False
    entry.extra["Filter"] = "/FlateDecode"


def render(
    html: str,
    css: str,
    *,
    files: Mapping[str, bytes] | None = None,
    attachments: Mapping[str, bytes] | None = None,
    most_pages: int = 12,
) -> Printed:
    """The PDF of a document; TooManyPagesError when it is longer than `most_pages`.

    `files` are what the document may show, by name: `<img src="app:photo.jpg">`. `attachments` travel inside
    the PDF under their names. The same arguments give the same bytes: nothing of the clock or the host gets
    into the file.
    """
    FILES.files = files or {}
    GLYPHS.found.clear()
    gc.disable()  # thousands of boxes that live until the end: looking among them for garbage took a tenth of the time
    try:
        return _printed(html, css, attachments or {}, most_pages)
    finally:
        gc.enable()
        FILES.files = {}


def _printed(html: str, css: str, attachments: Mapping[str, bytes], most_pages: int) -> Printed:
    page = HTML(string=html, base_url="app:", url_fetcher=FILES)
    cut_links(page.etree_element)
    document = page.render(font_config=FONTS, stylesheets=[style_sheet(css)], pdf_variant=VARIANT)
    if len(document.pages) > most_pages:
        raise TooManyPagesError(len(document.pages))
    pdf = document.write_pdf(
        pdf_variant=VARIANT,
        finisher=finish,
        attachments=[attachment(name, content) for name, content in attachments.items()],
    )
    return Printed(
        pdf=pdf,
        pages=len(document.pages),
        unprintable="".join(GLYPHS.found),
        fullness=fullness(document.pages[-1]),
    )


def fullness(page: Any) -> int:
    """How many per cent of the page's height, within its margins, are written on."""
    box = page._page_box
    top, height = float(box.content_box_y()), float(box.height)
    lowest = max(
        (lowest_line(child) for child in box.children if not isinstance(child, MarginBox)), default=top
    )
    return max(0, min(100, round((lowest - top) / height * 100)))


def lowest_line(box: Any) -> float:
    """The lower edge of the lowest line or picture within the box."""
    if isinstance(box, LineBox | ReplacedBox):
        return float(box.position_y + box.height)
    return max(map(lowest_line, getattr(box, "children", ())), default=0.0)


def warm_up() -> None:
    """Prints a little of everything a résumé has, then keeps what that loaded out of every later collection."""
    style = "body { font-family: 'SaaSka Sans' } @page { @bottom-right { content: counter(page) } }"
    text = (
        "<h1>a</h1><ul><li><b>b</b></ul><p style='display: inline-block'><a href='https://example.org'>c</a>"
    )
    render(f"<html lang=en><title>a</title>{text}", style, attachments={"a": b"b"})
    gc.collect()
    gc.freeze()
