"""Skills of other people's files: one a name, or groups of them."""

from collections.abc import Iterable
from typing import Any, Final

from resumes.importers.draft import Draft
from resumes.importers.entry import Entry
from resumes.importers.keys import Key, Path
from resumes.importers.texts import says_something
from resumes.schema import SKILLS

NAMES: Final[tuple[Key, ...]] = ("name",)
LEVELS: Final[tuple[Key, ...]] = ("level",)
MEMBERS: Final = ("keywords",)


def read_skills(
    draft: Draft,
    places: Iterable[Path],
    *,
    levels: tuple[Key, ...] = LEVELS,
    members: tuple[str, ...] = MEMBERS,
    top: int = 0,
) -> None:
    """Each of a group's members is a skill and the group's name its category; a name alone is a skill itself.

    `top` is the best of a level that is a number.
    """
    for place in places:
        value = draft.source.at(place)
        mark, before = draft.source.mark(), len(draft.skills.items)
        if before >= SKILLS:
            draft.source.leave(place, "too_many", str(SKILLS))
        elif isinstance(value, str):
            draft.skill(place, {})
        elif not isinstance(value, dict):
            draft.source.leave(place, "no_object")
        else:
            entry = Entry(draft.source, place, value, draft.target(draft.skills))
            if not _read(draft, entry, levels, members, top) and len(draft.skills.items) == before:
                draft.source.undo(mark)
                draft.source.leave(place, "size", draft.room.limit)


def _read(draft: Draft, entry: Entry, levels: tuple[Key, ...], members: tuple[str, ...], top: int) -> bool:
    """Add what the entry holds; False when it says something and none of it fits."""
    names = [name for key in members if key in entry.value for name in _members(entry, key)]
    if not names:
        entry.line("name", *NAMES)
        entry.line("category", "category")
        _level(entry, levels, top, "")
        entry.years("years", "years")
        return not entry.fields or draft.add(draft.skills, entry.fields)
    entry.line("category", *NAMES, why="category")
    _level(entry, levels, top, "level")
    before = len(draft.skills.items)
    for name in names:
        draft.skill(name, entry.fields)
    return len(draft.skills.items) > before


def _level(entry: Entry, levels: tuple[Key, ...], top: int, why: str) -> None:
    entry.line("level", *levels, why=why)
    if top:
        entry.scale("level", "level", "levelNum", top=top)


def _members(entry: Entry, key: str) -> list[Path]:
    value: Any = entry.value[key]
    path = (*entry.path, key)
    names = [(*path, number) for number in range(len(value))] if isinstance(value, list) else [path]
    return [name for name in names if value and says_something(entry.source.at(name))]
