"""Makes the images of designs: what the job does."""

import io
import logging
from collections.abc import Mapping
from hashlib import blake2b
from typing import Final
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from saaska.db.scope import scope
from saaska.documents import gallery, pictures, prints, samples
from saaska.documents.designs import UnknownDesignError
from saaska.documents.frames import DENSE, PAGE, THUMBNAIL, Picture
from saaska.documents.models import Template
from saaska.documents.pictures import SMALL, Pictures

WIDTHS: Final = {SMALL: 144, THUMBNAIL: 320, PAGE: 794}  # pixels
QUALITY: Final = {SMALL: 50, THUMBNAIL: 60}  # of WebP: letters nobody can read need no more
READABLE: Final = 80  # that of whole pages
EFFORT: Final = 6  # the most there is

logger = logging.getLogger(__name__)


def draw(pk: UUID) -> None:
    """Makes the images of a design's newest version, names them in its row and drops those it had before.

    Nothing happens when the row is gone, or there is neither a version nor a folder to print it from.
    printing_errors.PrintingError says why not.
    """
    with scope("anon"):
        design = Template.objects.filter(pk=pk).first()
        try:
            order = samples.order_of(design) if design else None
        except UnknownDesignError as problem:
            logger.warning("No images of a design were made: %s", problem)
            return
    if not design or not order:
        return
    images = _images(order)
    made = Pictures(_digest(images), pages=max(picture.page for picture in images))
    for picture, image in images.items():
        if not default_storage.exists(made.key(picture)):
            default_storage.save(made.key(picture), ContentFile(image))
    before = Pictures.of(design.preview_url)
    with scope("staff"):
        Template.objects.filter(pk=pk).update(thumbnail_url=made.thumbnail, preview_url=made.page(1))
        transaction.on_commit(gallery.forget)
        if before and before != made:
            transaction.on_commit(lambda: _drop(before))


def _images(order: prints.Order) -> Mapping[Picture, bytes]:
    pages = range(1, prints.printed(order).pages + 1)
    drawn = {page: prints.page_image(order, page, DENSE) for page in pages}
    return {picture: _smaller(drawn[picture.page], picture.size) for picture in pictures.wanted(len(pages))}


def _smaller(drawn: bytes, size: str) -> bytes:
    """WebP of that size out of the large image: smaller still, and nobody waits for it here."""
    with Image.open(io.BytesIO(drawn), formats=["PNG"]) as image:
        width = WIDTHS.get(size, image.width)
        file = io.BytesIO()
        coloured = image.convert("RGB")
        coloured.resize((width, round(width * image.height / image.width)), Image.Resampling.LANCZOS).save(
            file, "WEBP", quality=QUALITY.get(size, READABLE), method=EFFORT
        )
        return file.getvalue()


def _digest(images: Mapping[Picture, bytes]) -> str:
    digest = blake2b(digest_size=16)
    for picture in sorted(images):
        digest.update(blake2b(images[picture]).digest())
    return digest.hexdigest()


def _drop(made: Pictures) -> None:
    for picture in made.wanted():
        default_storage.delete(made.key(picture))
