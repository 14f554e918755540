"""Changes of a résumé in words: where each is, what stood there, what stands there now and in the copy."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from resumes.comparison import TERMS, in_a_line
from resumes.editor.kinds import SECTION, SECTIONS
from resumes.tailoring import Comparison, Data, key_of
from saaska.documents.comparison import Piece, pieces
from saaska.documents.editor.kinds import Kind
from saaska.documents.editor.naming import at
from saaska.documents.editor.values import said_of, written
from saaska.documents.merging import NOTHING, Path, Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PARTS: Final[dict[str, "StrOrPromise"]] = {
    "summary": _("Summary"),
    "work": _("Experience"),
    "education": _("Education"),
    "skills": _("Skills"),
}


@dataclass(frozen=True)
class Row:
    """A field: its texts before and now, the words that differ marked; `own` is the copy's where it has its own."""

    name: "StrOrPromise"
    before: list[Piece]
    now: list[Piece]
    own: str = ""


@dataclass(frozen=True)
class Shown:
    key: str
    place: str
    name: "StrOrPromise"
    sort: "StrOrPromise"
    conflict: bool
    gone: bool  # the copy has no such entry any more
    rows: list[Row]
    wish: str = ""


def shown(comparison: Comparison, found: Iterable[Unit], wishes: dict[str, str]) -> list[Shown]:
    texts = (comparison.theirs, comparison.base, comparison.ours)
    return [_shown(unit, texts, wishes.get(key_of(unit), "")) for unit in found]


def _shown(unit: Unit, texts: tuple[Data, ...], wish: str) -> Shown:
    place, name, kind = TERMS.named(unit.path, texts)
    values, own = (unit.base, unit.theirs, unit.mine), unit.is_conflict
    if unit.sort == "order":
        rows = [_row("", *(TERMS.titles(unit.path[:-1], ids, texts) for ids in values), own=own)]
    elif any(isinstance(value, dict) for value in values):
        assert kind is not None  # an entry is of a kind
        held = [_fields(kind, entry) for entry in values]
        fields = dict.fromkeys(field for told in held for field in told)
        rows = [
            _row(field, *(told.get(field, "") for told in held), own=own and unit.mine is not NOTHING)
            for field in fields
            if len({told.get(field, "") for told in held}) > 1
        ]
    else:
        rows = [_row("", *(_text(unit.path, kind, value, texts) for value in values), own=own)]
    gone = own and unit.mine is NOTHING
    return Shown(key_of(unit), place, name, _sort(unit), unit.is_conflict, gone, rows, wish)


def _sort(unit: Unit) -> "StrOrPromise":
    if unit.sort == "order":
        return _("another order")
    if unit.theirs is NOTHING:
        return _("removed")
    return _("new") if unit.base is NOTHING else _("changed")


def _row(name: "StrOrPromise", before: str, now: str, mine: str, *, own: bool) -> Row:
    return Row(name, *pieces(before, now), own=mine if own else "")


def _text(path: Path, kind: Kind | None, value: Any, texts: tuple[Data, ...]) -> str:
    if path == ("personal_info", "photo"):
        return said_of(value)
    if kind is None and path[-1] in ("order", "hidden"):
        return "\n".join(_part(part, texts) for part in value)
    return written(value)


def _part(part: str, texts: tuple[Data, ...]) -> str:
    if part in PARTS:
        return str(PARTS[part])
    path = ("personal_info", "sections", part)
    return next((TERMS.heading(entry) for text in texts if (entry := at(text, path)) is not None), part)


def _fields(kind: Kind, entry: Any) -> dict[str, str]:
    """The texts of an entry by the names of its fields, those that it has."""
    if entry is NOTHING:
        return {}
    told = {str(field.label): written(entry[name]) for name, field in kind.fields.items() if field.label}
    if kind is SECTION:
        of = SECTIONS[entry["kind"]][2]
        told[str(_("Entries"))] = "\n".join(in_a_line(of, item) for item in entry["items"])
    return {name: text for name, text in told.items() if text}
