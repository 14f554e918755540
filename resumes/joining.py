"""A file that was read, taken into a résumé that exists: what it says that the résumé does not, entry by entry.

Entries of the file that the résumé has too are found by what names them, whatever their ids. What the file does not
say is no question: the résumé keeps it, its looks and its title.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.http import QueryDict

from resumes.comparison import TERMS
from resumes.editor.form import COLUMNS, arranged, content_of
from resumes.editor.kinds import JOB, SECTIONS, SKILL, STUDY
from resumes.importers import Import
from resumes.models import Resume
from resumes.schema import IMPORT_CONTENT, check_size
from saaska.documents.editor.choosing import Choice
from saaska.documents.editor.form import Content
from saaska.documents.editor.kinds import LINK, PERSON, Kind
from saaska.documents.merging import Path, Side, merged, units, woven

Entry = dict[str, Any]

LISTS: Final = (("work_experience", JOB), ("education", STUDY), ("skills", SKILL))
OWN: Final = ("id", "hidden")  # keys of an entry that are the résumé's whatever a file says
TIMES: Final = ("startDate", "date")
TURNED: Final = {Side.MINE: Side.THEIRS, Side.THEIRS: Side.MINE, Side.BOTH: Side.BOTH}


@dataclass(frozen=True)
class Question:
    """A choice; `apart` names the entry of the file that was found in the résumé, which it may not be after all."""

    choice: Choice
    apart: str = ""
    is_apart: bool = False


@dataclass
class Joining:
    """The content of the résumé, and the same with all that the file says. `apart` names the file's entries that are
    none of the résumé's, however alike they look."""

    resume: Resume
    found: Import
    apart: frozenset[str] = frozenset()
    stored: Content = field(init=False)
    filled: Content = field(init=False)
    names: dict[Path, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stored = content_of(self.resume)
        person, said = self.stored["personal_info"], self.found.personal_info
        self.filled = {
            **self.stored,
            "summary": self.found.summary or said["summary"] or self.stored["summary"],
            "personal_info": {
                **person,
                **{key: said[key] or person[key] for key in (*PERSON.fields, "photo")},
                "links": self._list(("personal_info", "links"), LINK, person["links"], said["links"]),
                "sections": self._sections(person["sections"], said["sections"]),
            },
            **{
                name: self._list((name,), kind, self.stored[name], getattr(self.found, name))
                for name, kind in LISTS
            },
        }

    def questions(self, data: QueryDict) -> list[Question]:
        """What differs, as it was chosen in a posted form: by itself, what the résumé has stays and what it has not
        is taken."""
        found = units(known(self.stored), self.filled, self.stored)
        asked: set[str] = set()
        questions = []
        for choice in TERMS.choices(found, self.filled, self.stored, data):
            if not choice.wanted and choice.unit.is_conflict and not choice.unit.takes_both:
                choice = replace(choice, wanted=Side.THEIRS)
            name = self._name(choice.unit.path)
            questions.append(Question(choice, "" if name in asked else name, name in self.apart))
            asked.add(name)
        return questions

    def result(self, questions: Iterable[Question]) -> Content:
        """The columns of the résumé as chosen; ValidationError when that is more than can be printed."""
        sides = {question.choice.unit.path: TURNED[question.choice.side] for question in questions}
        content = merged(known(self.stored), self.stored, self.filled, sides)
        for name, _kind in LISTS:
            content[name] = at_one_time(self.stored[name], content[name])
        person = content["personal_info"]
        layout, sections = person["layout"], [section["id"] for section in person["sections"]]
        person["layout"] = {**layout, "order": arranged(layout["order"], sections)}
        if person["summary"]:
            person["summary"] = content["summary"]
        template = content.pop("template")
        content = {**IMPORT_CONTENT.clean(content), "template": template}
        check_size(*(content[column] for column in COLUMNS[2:]))
        return content

    def _name(self, path: Path) -> str:
        """That of the file's entry in which the path is."""
        return next((name for size in (2, 3, 5) if (name := self.names.get(path[:size], ""))), "")

    def _sections(self, ours: list[Entry], theirs: list[Entry]) -> list[Entry]:
        left = list(ours)
        placed: list[Entry] = []
        for section in theirs:
            twin = next((one for one in left if of_one_sort(one, section)), None)
            if twin is None:
                placed.append({**section, "id": free(section["id"], [*ours, *placed])})
                continue
            left.remove(twin)
            path = ("personal_info", "sections", twin["id"], "items")
            items = self._list(path, SECTIONS[twin["kind"]][2], twin["items"], section["items"])
            placed.append({**twin, "items": items})
        return in_order(ours, placed)

    def _list(self, path: Path, kind: Kind, ours: list[Entry], theirs: list[Entry]) -> list[Entry]:
        """The résumé's entries with what the file says of them, and the file's others where they stand there."""
        left = list(ours)
        placed: list[Entry] = []
        for entry in theirs:
            name = "/".join((*path, entry["id"]))
            twin = None if name in self.apart else twin_of(entry, left, kind)
            if twin is None:
                made = {**entry, "id": free(entry["id"], [*ours, *placed])}
            else:
                left.remove(twin)
                own = (*OWN, *naming(kind))
                made = {key: twin[key] if key in own else entry[key] or twin[key] for key in twin}
            if not kind.short and (twin is not None or name in self.apart):
                self.names[(*path, made["id"])] = name
            placed.append(made)
        return in_order(ours, placed)


def in_order(ours: list[Entry], placed: list[Entry]) -> list[Entry]:
    """Ours in their order, as they were placed, and the others behind what they stand behind there."""
    by_id = {entry["id"]: entry for entry in (*ours, *placed)}
    return [by_id[one] for one in woven([entry["id"] for entry in ours], [entry["id"] for entry in placed])]


def twin_of(entry: Entry, others: Iterable[Entry], kind: Kind) -> Entry | None:
    """Which of these is meant: of the same name and not of another time; of several, one that begins with it."""
    name = name_of(kind, entry)
    same = [one for one in others if name_of(kind, one) == name and is_of_the_time(one, entry)]
    if not any(name):
        same = [one for one in same if {**one, "id": ""} == {**entry, "id": ""}]
    return min(same, key=lambda one: [one.get(key) != entry.get(key) for key in TIMES], default=None)


def name_of(kind: Kind, entry: Entry) -> tuple[str, ...]:
    return tuple(" ".join(entry[key].split()).casefold() for key in naming(kind))


def naming(kind: Kind) -> tuple[str, ...]:
    """The keys by which two entries are found to be one."""
    return ("url",) if kind is LINK else kind.named_by


def is_of_the_time(one: Entry, other: Entry) -> bool:
    """Whether the two may be of one time: of one year, where both say."""
    times = ((one.get(key), other.get(key)) for key in TIMES)
    return all(not first or not second or first[:4] == second[:4] for first, second in times)


def of_one_sort(one: Entry, other: Entry) -> bool:
    titles = (one["title"].casefold(), other["title"].casefold())
    return bool(one["kind"] == other["kind"] and (one["kind"] != "custom" or titles[0] == titles[1]))


def free(wanted: str, entries: Iterable[Entry]) -> str:
    """An id that none of these has."""
    taken = {entry["id"] for entry in entries}
    fresh: Iterator[str] = (f"{wanted[:50]}_{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(one for one in fresh if one not in taken)


def known(content: Any) -> Any:
    """What both began from, as if the résumé had begun with what it does not say: all else is a change of its own.

    Whether somebody is still there and until when is one thing: where one is said, so is the other.
    """
    if isinstance(content, Mapping):
        ended = bool(content.get("current") or content.get("endDate"))
        said = {key for key in ("current", "endDate") if ended}
        return {
            key: known(value)
            for key, value in content.items()
            if key == "id" or (is_open(value) and key not in said)
        }
    if isinstance(content, list) and content and all(isinstance(entry, dict) for entry in content):
        return [known(entry) for entry in content]
    return content


def is_open(value: Any) -> bool:
    """Whether something says nothing yet, or holds what may."""
    holds = isinstance(value, Mapping) or (
        isinstance(value, list) and all(isinstance(entry, dict) for entry in value)
    )
    return holds or not value


def at_one_time(before: list[Entry], entries: list[Entry]) -> list[Entry]:
    """The entries, where a file said since when or until when, without what that ends."""
    was = {entry["id"]: entry for entry in before}
    found = []
    for entry in entries:
        if entry.get("current") and entry.get("endDate") and entry["id"] in was:
            ended = was[entry["id"]]["current"]
            entry = {**entry, "current": False} if ended else {**entry, "endDate": ""}
        found.append(entry)
    return found
