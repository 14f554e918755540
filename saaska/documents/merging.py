"""Three contents of a document made one: what two tabs, or a copy and its source, made of the same beginning.

Content is JSON in its normal form. Objects are merged key by key, lists of entries that have ids entry by entry, all
else as a whole: a text, a date, a list of bullets is a unit. What differs between "mine" and "theirs" is a list of
units, each with what both began from; what becomes of every unit is somebody's choice, and nothing is lost unless
they say so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, Final, Literal

Path = tuple[str, ...]  # keys and ids of entries, from the whole content down

ORDER: Final = "*"  # the last step of a path that means the order of a list's entries
LONG: Final = frozenset(  # keys of texts that may have several paragraphs
    ("summary", "description", "content", "text", "reference")
)


class _Nothing(Enum):
    NOTHING = "nothing"


NOTHING: Final = _Nothing.NOTHING  # where a content does not have the unit at all


class Side(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Unit:
    """Something that differs. `mine_changed` and `theirs_changed` say who left what both began from (`base`).

    An `entry` is missing on one side; an `order` holds the ids of the entries that both sides have.
    """

    path: Path
    sort: Literal["value", "entry", "order"]
    base: Any
    mine: Any
    theirs: Any
    mine_changed: bool
    theirs_changed: bool

    @property
    def key(self) -> str:
        """The path as one word, for a form."""
        return "/".join(self.path)

    @property
    def is_conflict(self) -> bool:
        return self.mine_changed and self.theirs_changed

    @property
    def takes_both(self) -> bool:
        """Whether the two can stand together: bullets and words in one list, paragraphs one after the other."""
        if self.sort != "value":
            return False
        lists = isinstance(self.mine, list) and isinstance(self.theirs, list)
        texts = isinstance(self.mine, str) and isinstance(self.theirs, str) and self.path[-1] in LONG
        return lists or (texts and bool(self.mine and self.theirs))

    @property
    def proposed(self) -> Side:
        """What becomes of it when nobody says: the side that changed it; where both did, both or mine."""
        if not self.is_conflict:
            return Side.THEIRS if self.theirs_changed else Side.MINE
        if self.sort == "entry":  # removed on one side, changed on the other: the text stays
            return Side.THEIRS if self.mine is NOTHING else Side.MINE
        return Side.BOTH if self.takes_both else Side.MINE


def units(base: Any, mine: Any, theirs: Any) -> list[Unit]:
    """What differs between mine and theirs. Without a known `base` (NOTHING) both have changed everything."""
    return list(_units((), base, mine, theirs))


def merged(base: Any, mine: Any, theirs: Any, choices: Mapping[Path, Side] | None = None) -> Any:
    """One content of the two: each unit as `choices` say, as it is proposed where they say nothing."""
    sides = {
        unit.path: (unit, (choices or {}).get(unit.path, unit.proposed)) for unit in units(base, mine, theirs)
    }
    return _merged((), mine, theirs, sides)


def caught_up(base: Any, theirs: Any, decided: list[Path]) -> Any:
    """The base from which those units have been looked at: they are as theirs there, all else as before."""
    choices = {
        unit.path: Side.THEIRS if _touches(unit.path, decided) else Side.MINE
        for unit in units(base, base, theirs)
    }
    return merged(base, base, theirs, choices)


def set_apart(base: Any, mine: Any, theirs: Any) -> Any:
    """Mine, with other ids for entries that came on both sides by chance with the same id and are not the same."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return {
            key: set_apart(_at(base, key), value, _at(theirs, key)) if key in theirs else value
            for key, value in mine.items()
        }
    if not (_is_keyed(mine) and _is_keyed(theirs)):
        return mine
    known, others = _by_id(base), _by_id(theirs)
    taken = {*known, *others, *(entry["id"] for entry in mine)}
    apart = []
    for entry in mine:
        twin = others.get(entry["id"])
        if twin is None or twin == entry:
            apart.append(entry)
        elif entry["id"] in known:
            apart.append(set_apart(known[entry["id"]], entry, twin))
        else:
            number = 1
            while (fresh := f"{entry['id'][:50]}_{number}") in taken:
                number += 1
            taken.add(fresh)
            apart.append({**entry, "id": fresh})
    return apart


def _units(path: Path, base: Any, mine: Any, theirs: Any) -> Iterator[Unit]:
    if mine == theirs:
        return
    if _are_objects(mine, theirs):
        for key in {**mine, **theirs}:
            yield from _units((*path, key), _at(base, key), _at(mine, key), _at(theirs, key))
    elif _are_keyed(mine, theirs):
        yield from _units_of_entries(path, base, mine, theirs)
    else:
        yield Unit(path, "value", base, mine, theirs, mine != base, theirs != base)


def _units_of_entries(path: Path, base: Any, mine: Any, theirs: Any) -> Iterator[Unit]:
    old, ours, others = _by_id(base), _by_id(mine), _by_id(theirs)
    for key in {**ours, **others}:
        entries = old.get(key, NOTHING), ours.get(key, NOTHING), others.get(key, NOTHING)
        if key in ours and key in others:
            yield from _units((*path, key), *entries)
        else:
            began, here, there = entries
            yield Unit((*path, key), "entry", *entries, here != began, there != began)
    common = [key for key in ours if key in others]
    turned = [key for key in others if key in ours]
    if common != turned:
        began = [key for key in old if key in ours and key in others]
        here, there = ([key for key in order if key in old] != began for order in (common, turned))
        if not (here or there):  # only entries new on both sides stand otherwise
            here = there = True
        yield Unit((*path, ORDER), "order", began, common, turned, here, there)


def _merged(path: Path, mine: Any, theirs: Any, sides: Mapping[Path, tuple[Unit, Side]]) -> Any:
    if mine == theirs:
        return mine
    if path in sides:
        return _chosen(*sides[path])
    if _are_objects(mine, theirs):
        found = {
            key: _merged((*path, key), _at(mine, key), _at(theirs, key), sides) for key in {**mine, **theirs}
        }
        return {key: value for key, value in found.items() if value is not NOTHING}
    ours, others = _by_id(mine), _by_id(theirs)
    entries = {
        key: _merged((*path, key), ours.get(key, NOTHING), others.get(key, NOTHING), sides)
        for key in {**ours, **others}
    }
    kept = {key: entry for key, entry in entries.items() if entry is not NOTHING}
    _unit, side = sides.get((*path, ORDER), (None, Side.MINE))
    orders = (list(others), list(ours)) if side is Side.THEIRS else (list(ours), list(others))
    return [kept[key] for key in woven(*([key for key in order if key in kept] for order in orders))]


def woven(first: list[str], second: list[str]) -> list[str]:
    """The first in its order; what only the second has stands behind what it stands behind there."""
    order = list(first)
    before = ""
    for key in second:
        if key not in order:
            order.insert(order.index(before) + 1 if before else 0, key)
        before = key
    return order


def _chosen(unit: Unit, side: Side) -> Any:
    if side is not Side.BOTH or not unit.takes_both:
        return unit.theirs if side is Side.THEIRS else unit.mine
    if isinstance(unit.mine, list):
        base = unit.base if isinstance(unit.base, list) else []
        stayed = [item for item in unit.mine if item in unit.theirs or item not in base]
        return [*stayed, *(item for item in unit.theirs if item not in unit.mine and item not in base)]
    if unit.theirs in unit.mine or unit.mine in unit.theirs:
        return max(unit.mine, unit.theirs, key=len)
    return f"{unit.mine}\n\n{unit.theirs}"


def _touches(path: Path, decided: list[Path]) -> bool:
    """Whether one of the decided units is that one, within it, or around it."""
    return any(path[: len(other)] == other[: len(path)] for other in decided)


def _are_objects(mine: Any, theirs: Any) -> bool:
    """Sections of different kinds are not merged: their entries have other keys."""
    return (
        isinstance(mine, dict) and isinstance(theirs, dict) and mine.get("kind", "") == theirs.get("kind", "")
    )


def _are_keyed(mine: Any, theirs: Any) -> bool:
    return _is_keyed(mine) and _is_keyed(theirs)


def _is_keyed(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) and entry.get("id") for entry in value)


def _by_id(entries: Any) -> dict[str, Any]:
    return {entry["id"]: entry for entry in entries} if _is_keyed(entries) else {}


def _at(value: Any, key: str) -> Any:
    return value.get(key, NOTHING) if isinstance(value, dict) else NOTHING
