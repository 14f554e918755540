"""What differs between two texts of a document as questions to a person: which of the two shall stand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.http import QueryDict

from saaska.documents.comparison import Piece, pieces
from saaska.documents.editor.kinds import Kind
from saaska.documents.editor.naming import LAYOUT, Content, Naming
from saaska.documents.editor.values import said_of, written
from saaska.documents.merging import NOTHING, ORDER, Path, Side, Unit
from saaska.documents.wording import CHOICES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

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


class Terms(Naming):
    """The words in which somebody is asked."""

    def choices(self, units: list[Unit], mine: Content, theirs: Content, data: QueryDict) -> list[Choice]:
        """The units in words, without those that follow from others, as they were chosen in a posted form."""
        texts = (theirs, mine)
        asked = [self._choice(unit, texts) for unit in units if unit.path not in FOLLOWING]
        return [replace(choice, wanted=data.get(choice.field, "")) for choice in asked]

    def _choice(self, unit: Unit, texts: tuple[Content, ...]) -> Choice:
        place, name, kind = self.named(unit.path, texts)
        mine, theirs = (
            "" if side is NOTHING else self._spelled(unit.path, kind, side, texts)
            for side in (unit.mine, unit.theirs)
        )
        theirs_marked, mine_marked = pieces(theirs, mine)
        return Choice(unit, place, name, mine_marked, theirs_marked)

    def _spelled(self, path: Path, kind: Kind | None, value: Any, texts: tuple[Content, ...]) -> str:
        if path[-1] == ORDER:
            return self.titles(path[:-1], value, texts)
        if kind and isinstance(value, dict):
            if kind is not self.section:
                return _entry_in_words(kind, value)
            of = self.sections[value["kind"]][2]
            return "\n\n".join(_entry_in_words(of, entry) for entry in value["items"])
        spelled = SPELLED.get(path, written)
        return spelled(value)


def chosen(choices: list[Choice]) -> dict[Path, Side]:
    """What becomes of each unit; those that follow stay mine."""
    return {**dict.fromkeys(FOLLOWING, Side.MINE), **{choice.unit.path: choice.side for choice in choices}}


def _entry_in_words(kind: Kind, entry: Content) -> str:
    told = (
        (field.label, written(entry[key])) for key, field in kind.fields.items() if field.label and entry[key]
    )
    return "\n".join(f"{label}: {text}" for label, text in told if text)


def _spelled_design(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


SPELLED: Final[dict[Path, Callable[[Any], str]]] = {
    ("template",): _spelled_design,
    ("personal_info", "photo"): said_of,
    (*LAYOUT, "language"): lambda code: str(dict(CHOICES)[code]),
    (*LAYOUT, "pageSize"): str.upper,
}
