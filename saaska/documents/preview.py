"""Page images out of our own PDFs. Used by the printer process and by commands, never in a thread of the web.

A page of text is PNG with a palette of its own: a third of a JPEG's bytes and no halo round its letters, for 7 ms more.
Nobody sees the difference to all its colours, which are shades of a few. A page with a photo has too many: it is JPEG.
WebP takes longer than either to be larger than the palette's PNG (bench/documents_cache.py measures them). Somebody
waits for the image while they type.
"""

import io
from collections.abc import Iterable

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from saaska.documents.frames import DENSE, IMAGE, PAGE, THUMBNAIL, Picture

SCALES = {PAGE: 96 / 72, DENSE: 192 / 72}  # pixels a point
THUMBNAIL_WIDTH = 320  # pixels
QUALITY = 85  # of JPEG; below that thin letters get a halo
COLOURS = 256  # of a page without photos
EFFORT = 4  # of PNG: what takes longer saves little more


def pictures(pdf: bytes, wanted: Iterable[Picture]) -> dict[Picture, bytes]:
    """Those of the wanted images whose page there is."""
    document = pdfium.PdfDocument(pdf)
    try:
        return {picture: drawn(document, picture) for picture in wanted if 0 < picture.page <= len(document)}
    finally:
        document.close()


def drawn(document: pdfium.PdfDocument, picture: Picture) -> bytes:
    page = document[picture.page - 1]
    if picture.size == IMAGE:
        return _png(page)
    scale = THUMBNAIL_WIDTH / page.get_width() if picture.size == THUMBNAIL else SCALES[picture.size]
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        file = io.BytesIO()
        image = bitmap.to_pil().convert("RGB")
        if _has_photos(page):  # colour at full resolution: at half of it, coloured letters blur
            image.save(file, "JPEG", quality=QUALITY, subsampling=0)
        else:
            reduced = image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
            reduced.save(file, "PNG", compress_level=EFFORT)
        return file.getvalue()
    finally:
        bitmap.close()
        page.close()


def _has_photos(page: pdfium.PdfPage) -> bool:
    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]), None) is not None


def png_pages(pdf: bytes) -> list[bytes]:
    """All pages as PNG, 150 pixels an inch."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [_png(document[n]) for n in range(len(document))]
    finally:
        document.close()


def _png(page: pdfium.PdfPage) -> bytes:
    bitmap = page.render(scale=150 / 72, rev_byteorder=True)
    try:
        file = io.BytesIO()
        bitmap.to_pil().convert("RGB").save(file, "PNG", optimize=True)
        return file.getvalue()
    finally:
        bitmap.close()
        page.close()
