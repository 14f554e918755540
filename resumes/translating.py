"""The texts of a résumé, one by one: which are translated, which are behind their source."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from django.utils.translation import gettext_lazy as _

from resumes.comparison import TERMS
from resumes.editor.kinds import JOB, SECTION, SECTIONS
from saaska.documents.comparison import Piece, pieces
from saaska.documents.editor.fields import KeyField, Line, Secret, Text
from saaska.documents.editor.kinds import PERSON, Kind
from saaska.documents.editor.naming import at
from saaska.documents.editor.values import title_of, written
from saaska.documents.merging import Path, Unit
from saaska.documents.states import copy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Data = dict[str, Any]
PLACES: Final = ("location",)  # follow the source, as dates and addresses do


class Texts(Protocol):
    """Three texts, as tailoring.Comparison has them."""

    @property
    def base(self) -> Data: ...
    @property
    def theirs(self) -> Data: ...
    @property
    def ours(self) -> Data: ...


@dataclass(frozen=True)
class Asked:
    """A text to be translated: `now` and `before` are the source's, `ours` what the translation says."""

    path: Path
    place: str
    name: "StrOrPromise"
    field: KeyField
    now: Any
    before: Any
    ours: Any

    @property
    def is_new(self) -> bool:
        return bool(self.now) and not self.before

    @property
    def is_behind(self) -> bool:
        return bool(self.now != self.before)

    @property
    def waits(self) -> bool:
        """It is behind its source, or there is none of it."""
        return self.is_behind or bool(self.now and not self.ours)

    @property
    def marked(self) -> tuple[list[Piece], list[Piece]]:
        """The source's text before and now, the words that differ marked."""
        return pieces(written(self.before or ""), written(self.now or ""))

    @property
    def is_long(self) -> bool:
        return isinstance(self.field, Text)

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return str(self.field.prepare_value(self.ours))


def text_fields(kind: Kind) -> dict[str, KeyField]:
    """The fields of an entry that are words of a language."""
    return {
        name: field
        for name, field in kind.fields.items()
        if isinstance(field, Line | Text) and not isinstance(field, Secret) and name not in PLACES
    }


def texts(of: Texts) -> list[Asked]:
    """Every text that the source or the translation has, where the translation has the entry."""
    found = [
        Asked(path, place, name, field, *(at(text, path) for text in (of.theirs, of.base, of.ours)))
        for path, place, name, field in _places(of.theirs)
        if at(of.ours, path[:-1]) is not None and at(of.base, path[:-1]) is not None
    ]
    return [text for text in found if text.now or text.ours]


def _places(content: Data) -> Iterator[tuple[Path, str, "StrOrPromise", KeyField]]:
    yield ("personal_info", "headline"), "", PERSON.fields["headline"].label or "", PERSON.fields["headline"]
    yield ("summary",), "", _("Summary"), JOB.fields["description"]
    for path, (name, kind) in TERMS.lists.items():
        for entry in at(content, path):
            here = (*path, entry["id"])
            yield from _of_entry(here, str(name), kind, entry)
            if kind is SECTION:
                heading, _icon, of = SECTIONS[entry["kind"]]
                for item in entry["items"]:
                    place = entry["title"] or str(heading)
                    yield from _of_entry((*here, "items", item["id"]), place, of, item)


def _of_entry(
    path: Path, place: str, kind: Kind, entry: Data
) -> Iterator[tuple[Path, str, "StrOrPromise", KeyField]]:
    for key, field in text_fields(kind).items():
        yield (*path, key), f"{place}: {title_of(kind, entry)}", field.label or "", field


def not_texts(found: Iterable[Unit], theirs: Data) -> list[Unit]:
    """The units without those that are one text of the source."""
    paths = {path for path, *_rest in _places(theirs)}
    return [unit for unit in found if unit.sort != "value" or unit.path not in paths]


def is_behind(of: Texts, path: Path) -> bool:
    return bool(at(of.theirs, path) != at(of.base, path))


def untranslated(content: Data, known: Data | None = None) -> Data:
    """The content with its texts empty; with those in entries that `known` has as they are."""
    empty = {}
    for path, *_rest in _places(content):
        if known is None or at(known, path[:-1]) is None:
            empty[path] = [] if isinstance(at(content, path), list) else ""
    return put(content, empty)


def put(content: Data, values: Mapping[Path, Any]) -> Data:
    """The content with these values at their paths."""
    result = copy(content)
    for path, value in values.items():
        at(result, path[:-1])[path[-1]] = value
    found: Data = result
    return found
