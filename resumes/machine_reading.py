"""What an employer's software learns from a résumé's PDF: its fields, each as it was meant and as it was read.

The reader is saaska.documents.ats, which looks at the text of the pages alone, as such software does, and not at the
data inside the file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from saaska.documents.ats import reader
from saaska.documents.ats.pieces import joined, lines, pieces
from saaska.documents.ats.resume import Resume

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Where = tuple[
    str | int, ...
]  # (heading, number of the entry, what of it, …); of the page's head, ("", 0, what)
Context = Mapping[str, Any]  # what resumes.printing.said() gives

# White space, marks of direction and joining, hyphens, which at a line's end no reader can tell from a parted word's.
BETWEEN: Final = re.compile(r"[\s\u00ad\u2010\x02\u200c-\u200f\u202a-\u202e\u2066-\u2069\ufffe-]+")

LABELS: Final = {
    "name": _("Name"),
    "headline": _("Headline"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "location": _("Location"),
    "link": _("Link"),
    "text": _("Text"),
    "title": _("Title"),
    "organization": _("Company or institution"),
    "place": _("Place"),
    "period": _("Time"),
    "bullet": _("Bullet"),
}


@dataclass(frozen=True)
class Field:
    """`read` is None when nothing was found where it should be."""

    where: Where
    meant: str
    read: str | None

    @property
    def is_recovered(self) -> bool:
        return self.read is not None and squeezed(self.meant) == squeezed(self.read)

    @property
    def part(self) -> str:
        """The heading it stands under; "" for the head of the page."""
        return str(self.where[0])

    @property
    def label(self) -> "StrOrPromise":
        what = str(self.where[-1] if len(self.where) < 4 else self.where[2])  # a bullet's number follows
        return LABELS.get(what, what)


def squeezed(text: str) -> str:
    """Without what stands between letters where a word or line was parted, and without case."""
    return BETWEEN.sub("", text).casefold()


def fields(pdf: bytes, context: Context, person: Mapping[str, Any]) -> list[Field]:
    """Every field of the printed résumé that says something, in the order in which it is printed."""
    found = dict(as_read(reader.read(pdf)))
    return [Field(where, text, found.get(_key(where))) for where, text in as_meant(context, person) if text]


def _key(where: Where) -> Where:
    """Headings are compared as headings are."""
    return (squeezed(str(where[0])), *where[1:])


def as_meant(context: Context, person: Mapping[str, Any]) -> Iterator[tuple[Where, str]]:
    yield ("", 0, "name"), context["name"]
    yield ("", 0, "headline"), context["headline"]
    own = {name: str(person.get(name) or "") for name in ("email", "phone", "location")}
    yield from ((("", 0, name), text) for name, text in own.items())
    for number, contact in enumerate(context["contacts"][sum(map(bool, own.values())) :]):
        yield ("", number, "link"), contact.text
    for section in context["sections"]:
        yield (section.title, 0, "text"), " ".join(section.paragraphs)
        for number, entry in enumerate(section.entries):
            where = (section.title, number)
            yield (*where, "title"), entry.title
            yield (*where, "organization"), entry.organization.text
            yield (*where, "place"), entry.place
            yield (*where, "period"), entry.period
            yield (*where, "link"), entry.link.text
            yield (*where, "text"), " ".join(entry.paragraphs)
            yield from (((*where, "bullet", at), bullet) for at, bullet in enumerate(entry.bullets))
            yield from (((*where, detail.text), detail.note) for detail in entry.details)
        for group in section.groups:
            for item in group.items:
                yield (section.title, group.name, item.text), item.note or group.note or item.text


def as_read(read: Resume) -> Iterator[tuple[Where, str]]:
    """The same of what our reader read, by squeezed headings."""
    heads = {"name": read.name, "headline": read.headline, "email": read.email, "phone": read.phone}
    yield from (((("", 0, name), text)) for name, text in {**heads, "location": read.place}.items())
    yield from ((("", number, "link"), link) for number, link in enumerate(read.links))
    for section in read.sections:
        title = squeezed(section.title)
        if section.text:
            yield (title, 0, "text"), section.text
        for number, entry in enumerate(section.entries):
            for name in ("title", "organization", "place", "period", "link", "text"):
                yield (title, number, name), getattr(entry, name)
            yield from (((title, number, "bullet", at), bullet) for at, bullet in enumerate(entry.bullets))
            yield from (((title, number, label), note) for label, note in entry.details.items())
        for group in section.groups:
            for item in group.items:
                yield (title, group.name, item.name), item.note or group.note or item.name


def plain_text(pdf: bytes) -> str:
    """The pages' text as a reader meets it, line by line."""
    return "\n".join(joined(line) for line in lines(pieces(pdf)))
