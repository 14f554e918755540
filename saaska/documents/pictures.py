"""Images of designs, made from the sample document: two of its first page small, and every page, in Django's storage.

A row names two of them: `thumbnail_url` and `preview_url`, the first page. The names are keys of the storage, not
addresses: gallery.py makes addresses of our own of them, on disk and on S3 alike. A key holds the digest of the
images, so that what it names never changes and a browser may keep it for good.
"""

import re
from dataclasses import dataclass
from typing import Final, Self

from django.core.files.storage import default_storage

from saaska.documents.frames import DENSE, PAGE, THUMBNAIL, Picture

FOLDER: Final = "designs"
SMALL: Final = "small"  # as the choice of a design shows ten of them at once
KEY: Final = re.compile(rf"{FOLDER}/([0-9a-f]{{32}})/([1-9][0-9]?)-of-([1-9][0-9]?)\.webp", re.ASCII)
IMAGE: Final = re.compile(  # any of them
    rf"{FOLDER}/[0-9a-f]{{32}}/(?:thumbnail|small|[1-9][0-9]?-of-[1-9][0-9]?(?:-dense)?)\.webp", re.ASCII
)


@dataclass(frozen=True)
class Pictures:
    """The keys of one design's images."""

    digest: str
    pages: int

    @classmethod
    def of(cls, preview: str | None) -> Self | None:
        """Those of the design whose `preview_url` it is; None when there are none of our making."""
        found = KEY.fullmatch(preview or "")
        return cls(found[1], int(found[3])) if found else None

    @property
    def thumbnail(self) -> str:
        return f"{FOLDER}/{self.digest}/{THUMBNAIL}.webp"

    @property
    def small(self) -> str:
        return f"{FOLDER}/{self.digest}/{SMALL}.webp"

    def page(self, number: int, size: str = PAGE) -> str:
        dense = "-dense" if size == DENSE else ""
        return f"{FOLDER}/{self.digest}/{number}-of-{self.pages}{dense}.webp"

    def key(self, picture: Picture) -> str:
        return {THUMBNAIL: self.thumbnail, SMALL: self.small}.get(picture.size) or self.page(*picture)

    def wanted(self) -> list[Picture]:
        return wanted(self.pages)

    @property
    def are_stored(self) -> bool:
        return all(default_storage.exists(key) for key in (self.thumbnail, self.small, self.page(1)))


def wanted(pages: int) -> list[Picture]:
    images = [Picture(number, size) for number in range(1, pages + 1) for size in (PAGE, DENSE)]
    return [Picture(1, THUMBNAIL), Picture(1, SMALL), *images]
