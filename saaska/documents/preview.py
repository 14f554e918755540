"""Page images out of our own PDFs. Used by the printer process and by commands, never in a thread of the web.

A page is PNG with a palette of its own: a third of a JPEG's bytes and no halo round its letters, for 7 ms more. Nobody
sees the difference to all its colours, which are shades of a few. Where it has a photo, half of the palette is the
photo's, and its shades are mixed of neighbouring pixels there and nowhere else. WebP takes longer to be larger
(bench/documents_cache.py measures them). Somebody waits for the image while they type.
"""

import io
from collections.abc import Iterable

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from saaska.documents.frames import DENSE, IMAGE, PAGE, THUMBNAIL, Picture

Box = tuple[int, int, int, int]

SCALES = {PAGE: 96 / 72, DENSE: 192 / 72}  # pixels a point
THUMBNAIL_WIDTH = 320  # pixels
COLOURS = 256  # of a page
COLOURS_OF_PHOTOS = 128  # of these, where it has any
SAMPLE = 48  # pixels a side that a photo's palette is taken from: of all of them it takes 200 ms
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
        _in_few_colours(image, _photos(page, scale)).save(file, "PNG", compress_level=EFFORT)
        return file.getvalue()
    finally:
        bitmap.close()
        page.close()


def _photos(page: pdfium.PdfPage, scale: float) -> Box | None:
    """The pixels that photos are within; a few at their edges may miss."""
    found = [photo.get_bounds() for photo in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=1)]
    if not found:
        return None
    lefts, bottoms, rights, tops = zip(*found, strict=True)
    width, height = page.get_size()
    left, right = max(min(lefts), 0), min(max(rights), width)
    top, bottom = max(height - max(tops), 0), min(height - min(bottoms), height)
    box = (int(left * scale), int(top * scale), int(right * scale), int(bottom * scale))
    return box if box[0] < box[2] and box[1] < box[3] else None


def _in_few_colours(image: Image.Image, photos: Box | None) -> Image.Image:
    if photos is None:
        return image.quantize(COLOURS, Image.Quantize.FASTOCTREE)
    photo = image.crop(photos)
    image.paste("white", photos)
    own = COLOURS - COLOURS_OF_PHOTOS
    reduced = image.quantize(own, Image.Quantize.FASTOCTREE)
    sample = photo.reduce(max(1, min(photo.size) // SAMPLE))
    colours = sample.quantize(COLOURS_OF_PHOTOS, Image.Quantize.MEDIANCUT)
    mixed = photo.quantize(palette=colours, dither=Image.Dither.FLOYDSTEINBERG)
    shifted = bytes(min(colour + own, COLOURS - 1) for colour in range(COLOURS))
    reduced.putpalette(_palette(reduced, own) + _palette(colours, COLOURS_OF_PHOTOS))
    reduced.paste(Image.frombytes("P", mixed.size, mixed.tobytes().translate(shifted)), photos)
    return reduced


def _palette(image: Image.Image, size: int) -> list[int]:
    used = (image.getpalette() or [])[: 3 * size]
    return used + [0] * (3 * size - len(used))


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
