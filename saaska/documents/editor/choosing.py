"""What differs between two texts of a document as questions to a person: which of the two shall stand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from saaska.documents.comparison import Piece, pieces
from saaska.documents.editor.kinds import LINK, PERSON, Kind
from saaska.documents.editor.values import said_of, title_of, written
from saaska.documents.merging import NOTHING, ORDER, Path, Side, Unit
from saaska.documents.wording import CHOICES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Content = dict[str, Any]

SIDES: Final = {side.value for side in Side}
FOLLOWING: Final = (  # units that follow from others: the order of the sections, and the summary with its own column
    ("personal_info", "layout", "order"),
    ("personal_info", "summary"),
)


@dataclass(frozen=True)
class Choice:
    """A unit as it is asked about: where it stands, what it is called, and both texts with their words marked."""

    unit: Unit
    place: str
    name: "StrOrPromise"
    mine: list[Piece]
    theirs: list[Piece]
    wanted: str = ""  # what was posted

    @property
    def side(self) -> Side:
        """What is chosen: what was posted, else what is proposed."""
        return Side(self.wanted) if self.wanted in SIDES else self.unit.proposed

    @property
    def field(self) -> str:
        """The name of what the form posts."""
        return f"choice-{self.unit.key}"

    @property
    def is_gone_here(self) -> bool:
        return self.unit.mine is NOTHING

    @property
    def is_gone_there(self) -> bool:
        return self.unit.theirs is NOTHING


@dataclass(frozen=True)
class Terms:
    """What the parts of a kind of document are called: a label for a field, with a Kind for a list of entries.

    `sections` says the same of the sections of each kind.
    """

    parts: "Mapping[str, StrOrPromise | tuple[StrOrPromise, Kind]]"
    sections: "Mapping[str, tuple[StrOrPromise, str, Kind]]"

    def choices(self, units: list[Unit], mine: Content, theirs: Content, data: QueryDict) -> list[Choice]:
        """The units in words, without those that follow from others, as they were chosen in a posted form."""
        asked = [self._choice(unit, mine, theirs) for unit in units if unit.path not in FOLLOWING]
        return [replace(choice, wanted=data.get(choice.field, "")) for choice in asked]

    def _choice(self, unit: Unit, mine: Content, theirs: Content) -> Choice:
        head, *rest = unit.path
        part = self.parts.get(head, "")
        if head == "personal_info":
            return self._of_person(unit, rest, mine[head], theirs[head])
        if isinstance(part, tuple):
            return _of_entries(unit, part[1], str(part[0]), rest, mine[head], theirs[head])
        spelled = _spelled_design if head == "template" else written
        return _asked(unit, "", part, spelled)

    def _of_person(self, unit: Unit, path: list[str], mine: Content, theirs: Content) -> Choice:
        key, *rest = path
        if key == "links":
            return _of_entries(unit, LINK, str(_("Links")), rest, mine[key], theirs[key])
        if key == "sections":
            return self._of_sections(unit, rest, mine[key], theirs[key])
        if key == "layout":
            if rest == ["language"]:
                return _asked(unit, "", _("Language of the document"), lambda code: str(dict(CHOICES)[code]))
            return _asked(unit, "", _("Paper"), str.upper)
        if key == "photo":
            return _asked(unit, "", _("Photo"), said_of)
        label = PERSON.fields[key].label if key in PERSON.fields else _("Summary")
        return _asked(unit, "", label or "", written)

    def _of_sections(self, unit: Unit, path: list[str], mine: list[Content], theirs: list[Content]) -> Choice:
        known = {section["id"]: section for section in (*theirs, *mine)}
        key, *rest = path
        if key == ORDER:
            return _asked(
                unit,
                "",
                _("Sections in order"),
                lambda ids: "\n".join(self._title(known[one]) for one in ids),
            )
        title, kind = self._title(known[key]), self.sections[known[key]["kind"]][2]
        if not rest:
            return _asked(unit, str(_("Section")), title, lambda section: _section_in_words(kind, section))
        if rest[0] == "items":
            lists: list[list[Content]] = [
                next((section["items"] for section in side if section["id"] == key), [])
                for side in (mine, theirs)
            ]
            return _of_entries(unit, kind, title, rest[1:], *lists)
        label = _("Print this section") if rest[0] == "visible" else _("Heading")
        return _asked(unit, title, label, written)

    def _title(self, section: Content) -> str:
        return section["title"] or str(self.sections[section["kind"]][0])


def chosen(choices: list[Choice]) -> dict[Path, Side]:
    """What becomes of each unit; those that follow stay mine."""
    return {**dict.fromkeys(FOLLOWING, Side.MINE), **{choice.unit.path: choice.side for choice in choices}}


def _of_entries(
    unit: Unit, kind: Kind, place: str, path: list[str], mine: list[Content], theirs: list[Content]
) -> Choice:
    known = {entry["id"]: entry for entry in (*theirs, *mine)}
    key, *rest = path
    if key == ORDER:
        return _asked(
            unit,
            place,
            _("Entries in order"),
            lambda ids: "\n".join(title_of(kind, known[one]) for one in ids),
        )
    title = title_of(kind, known[key])
    if not rest:
        return _asked(unit, place, title, lambda entry: _entry_in_words(kind, entry))
    return _asked(unit, f"{place}: {title}", kind.fields[rest[0]].label or "", written)


def _asked(unit: Unit, place: str, name: "StrOrPromise", spelled: Any) -> Choice:
    mine, theirs = ("" if side is NOTHING else spelled(side) for side in (unit.mine, unit.theirs))
    theirs_marked, mine_marked = pieces(theirs, mine)
    return Choice(unit, place, name, mine_marked, theirs_marked)


def _entry_in_words(kind: Kind, entry: Content) -> str:
    told = (
        (field.label, written(entry[key])) for key, field in kind.fields.items() if field.label and entry[key]
    )
    return "\n".join(f"{label}: {text}" for label, text in told if text)


def _section_in_words(kind: Kind, section: Content) -> str:
    return "\n\n".join(_entry_in_words(kind, entry) for entry in section["items"])


def _spelled_design(slug: str) -> str:
    return slug.replace("-", " ").capitalize()
