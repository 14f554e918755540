"""Versions of designs: what a document pins, so that a design that changes or goes never changes the document.

A version is the texts of the design's files (design_sources) and the configuration staff gave it then. The
commands publish it: they alone may write files (saaska/db/design_versions.py lets staff's configurations in).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone

from saaska.documents import designs
from saaska.documents.designs import Design, Kind, Options
from saaska.documents.models import DesignSource, DesignVersion, Template

NEWEST: Final = 0  # where a version's number is asked for
SETTLING: Final = timedelta(
    minutes=5
)  # within which the transaction that published a version may still be undone
SETTLED: Final = 256  # versions that a process remembers
TYPES: Final = {"resume": Template.Type.RESUME, "letter": Template.Type.COVER_LETTER}


@dataclass(frozen=True)
class Version:
    """A design as it was published. The number is 0 when it was not, and comes from its folder."""

    design: Design
    number: int
    config: Mapping[str, Any]


_settled: dict[tuple[Kind, str, int], Version] = {}


def find(kind: Kind, slug: str, number: int = NEWEST) -> Version:
    """That version of the design; the newest when no number is given or there is no such version.

    A design without versions is read from its folder, with the configuration it has in the table, if any.
    designs.UnknownDesignError when there is neither. No version ever changes, so this process asks once for each.
    """
    if settled := _settled.get((kind, slug, number)):
        return settled
    rows = DesignVersion.objects.filter(template__type=TYPES[kind], template__slug=slug)
    asked_for = ExpressionWrapper(Q(number=number), output_field=BooleanField())
    row = (
        rows.order_by(asked_for.desc(), "-number").only("number", "source_id", "config", "created_at").first()
    )
    if row:
        version = Version(_stored(kind, slug, row.source_id), row.number, row.config)
        if row.number == number and timezone.now() - row.created_at > SETTLING:
            _settle((kind, slug, number), version)
        return version
    config = Template.objects.filter(type=TYPES[kind], slug=slug).values_list("config", flat=True).first()
    return Version(designs.find(kind, slug), NEWEST, config or {})


def _settle(key: tuple[Kind, str, int], version: Version) -> None:
    if len(_settled) >= SETTLED:
        _settled.clear()
    _settled[key] = version


def options_of(kind: Kind, document: Any) -> Options:
    """What the document's design and its own layout choose, for files that are no PDF.

    A design that is gone has no say: such a document cannot be printed, but its text can be had.
    """
    try:
        config = find(kind, document.template, getattr(document, "template_version", NEWEST)).config
    except designs.UnknownDesignError:
        config = None
    return Options.of(config, document.personal_info.get("layout"))


def newer(kind: Kind, slug: str, number: int) -> int:
    """The number of the design's newest version, when that is newer than the one given; 0 otherwise."""
    rows = DesignVersion.objects.filter(template__type=TYPES[kind], template__slug=slug, number__gt=number)
    return rows.order_by("-number").values_list("number", flat=True).first() or 0


@lru_cache(maxsize=128)
def _stored(kind: Kind, slug: str, digest: UUID) -> Design:
    """The digest names the files, so what was read once stays right."""
    return Design.of(kind, slug, DesignSource.objects.get(pk=digest).files)


@transaction.atomic
def publish(template: Template) -> bool:
    """Makes the design's folder and configuration its newest version; False when they are that already.

    Nothing happens to a design whose folder is gone. Only the owner of the tables may do this.
    """
    if template.slug not in designs.known(template.kind):
        return False
    Template.objects.select_for_update().get(pk=template.pk)  # one at a time
    design = designs.find(template.kind, template.slug)
    newest = template.versions.order_by("-number").first()
    if newest and (newest.source_id, newest.config) == (design.digest, template.config):
        return False
    DesignSource.objects.get_or_create(pk=design.digest, defaults={"files": design.files})
    template.versions.create(
        number=newest.number + 1 if newest else 1, source_id=design.digest, config=template.config
    )
    return True
