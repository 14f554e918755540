"""Page images out of our own PDFs. Used by the printer process and by commands, never in a thread of the web.

JPEG, not WebP: drawing a page takes 5 ms and writing it 3, where WebP takes 15 to be a quarter smaller; at twice the
size it is 8 against 47 (bench/documents_cache.py measures both). Somebody waits for the image while they type.
"""

import io
from collections.abc import Iterable

import pypdfium2 as pdfium

from saaska.documents.frames import DENSE, IMAGE, PAGE, THUMBNAIL, Picture

SCALES = {PAGE: 96 / 72, DENSE: 192 / 72}  # pixels a point
THUMBNAIL_WIDTH = 320  # pixels
QUALITY = 85  # of JPEG; below that thin letters get a halo


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
        # Colour at full resolution: at half of it, coloured letters blur.
        bitmap.to_pil().convert("RGB").save(file, "JPEG", quality=QUALITY, subsampling=0)
        return file.getvalue()
    finally:
        bitmap.close()
        page.close()


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
