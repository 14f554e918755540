"""What the units of change of a document are called: where each stands, and its own name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from saaska.documents.editor.kinds import LINK, PERSON, Kind
from saaska.documents.editor.values import title_of
from saaska.documents.merging import ORDER, Path

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Content = dict[str, Any]

LINKS: Final = ("personal_info", "links")
SECTIONS: Final = ("personal_info", "sections")
LAYOUT: Final = ("personal_info", "layout")
NAMES: Final[dict[Path, "StrOrPromise"]] = {
    ("personal_info", "summary"): _("Summary"),
    ("personal_info", "photo"): _("Photo"),
    (*LAYOUT, "language"): _("Language of the document"),
    (*LAYOUT, "pageSize"): _("Paper"),
    (*LAYOUT, "order"): _("Parts in order"),
    (*LAYOUT, "hidden"): _("Parts that are not printed"),
}


@dataclass(frozen=True)
class Naming:
    """What the parts of a kind of document are called: a label for a field, with a Kind for a list of entries.

    `sections` says the same of the sections of each kind, `section` is the kind of a section itself. What needs an
    entry takes it from the first of the `texts` that has it.
    """

    parts: "Mapping[str, StrOrPromise | tuple[StrOrPromise, Kind]]"
    sections: "Mapping[str, tuple[StrOrPromise, str, Kind]]"
    section: Kind | None = None

    @property
    def lists(self) -> "dict[Path, tuple[StrOrPromise, Kind]]":
        """The lists of entries by their paths."""
        found: dict[Path, tuple[StrOrPromise, Kind]] = {
            (name,): part for name, part in self.parts.items() if isinstance(part, tuple)
        }
        found[LINKS] = (_("Links"), LINK)
        if self.section:
            found[SECTIONS] = (_("Sections"), self.section)
        return found

    def named(self, path: Path, texts: Sequence[Content]) -> "tuple[str, StrOrPromise, Kind | None]":
        """The place, the name of the field or entry there, and the kind of entry it is or is of."""
        for size in (4, 2, 1):  # the innermost list first
            found = self.list_at(path[:size], texts) if len(path) > size else None
            if found is None:
                continue
            label, kind = found
            entry, *field = path[size:]
            if entry == ORDER:
                return str(label), _("Entries in order"), kind
            title = self.title(kind, entry_at(path[: size + 1], texts))
            if not field:
                return str(label), title, kind
            return f"{label}: {title}", kind.fields[field[0]].label or field[0], kind
        return "", self._of_field(path), None

    def _of_field(self, path: Path) -> "StrOrPromise":
        part = self.parts.get(path[0]) if len(path) == 1 else NAMES.get(path)
        if part and not isinstance(part, tuple):
            return part
        known = PERSON.fields.get(path[-1])
        return (known and known.label) or path[-1]

    def list_at(self, path: Path, texts: Sequence[Content]) -> "tuple[StrOrPromise, Kind] | None":
        """What the list at the path is called, and what its entries are."""
        if path[:2] == SECTIONS and len(path) == 4:
            section = entry_at(path[:3], texts)
            return self.heading(section), self.sections[section["kind"]][2]
        return self.lists.get(path)

    def title(self, kind: Kind, entry: Content) -> str:
        return self.heading(entry) if kind is self.section else title_of(kind, entry)

    def titles(self, path: Path, ids: Sequence[str], texts: Sequence[Content]) -> str:
        """Those of the entries of the list at the path, one a line."""
        found = self.list_at(path, texts)
        assert found is not None  # an order is that of a list
        return "\n".join(self.title(found[1], entry_at((*path, name), texts)) for name in ids)

    def heading(self, section: Content) -> str:
        return section["title"] or str(self.sections[section["kind"]][0])


def at(text: Any, path: Path) -> Any:
    """What stands at the path; None when an entry on the way is not there."""
    for part in path:
        if isinstance(text, list):
            text = next((entry for entry in text if entry["id"] == part), None)
        elif text is not None:
            text = text.get(part)
    return text


def entry_at(path: Path, texts: Sequence[Content]) -> Content:
    found: Content = next(entry for text in texts if (entry := at(text, path)) is not None)
    return found
