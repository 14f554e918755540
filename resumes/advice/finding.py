"""What advice is made of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Json = Mapping[str, Any]
Level = Literal["wrong", "better"]  # a mistake; something a reader would like better


@dataclass(frozen=True)
class Place:
    """A field: of the person ("person"), of the whole ("details"), or of an entry of a list by its number."""

    part: str
    key: str
    number: int = -1


@dataclass(frozen=True)
class Finding:
    """One thing to look at: what, why it matters, and the field that it is about."""

    rule: str
    message: "StrOrPromise"
    why: "StrOrPromise"
    place: Place
    level: Level = "better"
    about: str = ""  # the words in question


@dataclass(frozen=True)
class Text:
    """A text of a résumé and where it stands; bullets are texts of their own."""

    words: str
    place: Place
    bullet: bool = False
    of: str = field(default="", compare=False)  # what the entry is called


def numbered(entries: Iterable[Json]) -> Iterator[tuple[int, Json]]:
    """The entries that are printed, each with its place among all of them."""
    return ((number, entry) for number, entry in enumerate(entries) if not entry["hidden"])
