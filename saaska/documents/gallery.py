"""The designs people choose from, kept in Redis.

What is kept has the name of a generation. forget() begins another one, so that whoever read the table before a
change was committed, and writes what they read after it, writes what nobody asks for any more. Without Redis the
table is read each time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final
from uuid import uuid4

from django.core.cache import cache
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saaska.documents.designs import Kind
from saaska.documents.fonts import PAIRS, Pair
from saaska.documents.frames import DENSE
from saaska.documents.models import Template
from saaska.documents.pictures import Pictures

GENERATION: Final = "designs:generation"
KEPT: Final = 60 * 60  # seconds
COLUMNS: Final = ("type", "slug", "name", "category", "config", "is_premium", "preview_url")

# What the product's own designs are filed under; staff may write others.
CATEGORIES: Final = {
    "professional": _("Professional"),
    "elegant": _("Elegant"),
    "modern": _("Modern"),
    "simple": _("Simple"),
    "academic": _("Academic"),
    "executive": _("Executive"),
    "creative": _("Creative"),
}


@dataclass(frozen=True)
class Image:
    """A page of the sample in a design: addresses of its image, and of the one with twice the pixels."""

    number: int
    url: str
    dense_url: str


@dataclass(frozen=True)
class Shown:
    """A design as the gallery shows it."""

    kind: Kind
    slug: str
    name: str
    category: str
    is_premium: bool
    preview: str
    config: Mapping[str, Any]

    @classmethod
    def of(cls, row: Template) -> "Shown":
        return cls(
            kind=row.kind,
            slug=row.slug,
            name=row.name,
            category=row.category or "",
            is_premium=row.is_premium,
            preview=row.preview_url or "",
            config=row.config,
        )

    def get_absolute_url(self) -> str:
        return reverse("documents:detail", args=[self.kind, self.slug])

    @property
    def category_name(self) -> str:
        return category_name(self.category)

    @property
    def pictures(self) -> Pictures | None:
        return Pictures.of(self.preview)

    @property
    def thumbnail_url(self) -> str:
        """ "" while no images have been made."""
        return address(self.pictures.thumbnail) if self.pictures else ""

    @property
    def small_url(self) -> str:
        return address(self.pictures.small) if self.pictures else ""

    @property
    def colours(self) -> list[str]:
        return list(self.config.get("colors") or [])

    @property
    def pair(self) -> Pair | None:
        """The fonts staff gave it; None where they are the style sheet's own."""
        return PAIRS.get(self.config.get("fonts") or "")

    @property
    def pages(self) -> list[Image]:
        made = self.pictures
        numbers = range(1, made.pages + 1) if made else ()
        return [
            Image(number, address(made.page(number)), address(made.page(number, DENSE)))
            for number in numbers
            if made
        ]


SHAPE: Final = "-".join(field.name for field in fields(Shown))  # of what another release has put there


def address(key: str) -> str:
    """Where the image with that key of the storage is fetched."""
    _folder, digest, name = key.split("/")
    return reverse("documents:picture", args=[digest, name])


def category_name(category: str) -> str:
    return str(CATEGORIES.get(category) or capfirst(category)) if category else gettext("Other")


def active() -> list[Shown]:
    """The designs that are offered, in the gallery's order."""
    generation = cache.get_or_set(GENERATION, lambda: uuid4().hex, None)
    key = f"designs:{generation}:{SHAPE}"
    kept: list[dict[str, Any]] | None = cache.get(key) if generation else None
    if kept is None:
        rows = Template.objects.filter(is_active=True).only(*COLUMNS)
        kept = [asdict(Shown.of(row)) for row in rows.order_by("-type", "position", "name", "slug")]
        cache.set(key, kept, KEPT)
    return [Shown(**columns) for columns in kept]


def forget() -> None:
    """What is kept is out of date. To be called once a change is committed: transaction.on_commit(gallery.forget)."""
    cache.set(GENERATION, uuid4().hex, None)


def categories(designs: Iterable[Shown]) -> list[tuple[str, str]]:
    """Those in use and their names, each once, in the order of the designs."""
    return list({design.category: design.category_name for design in designs if design.category}.items())


def filtered(designs: Iterable[Shown], *, kind: str = "", category: str = "") -> list[Shown]:
    """Those of a kind and category; "" is any."""
    return [
        design
        for design in designs
        if (not kind or design.kind == kind) and (not category or design.category == category)
    ]
