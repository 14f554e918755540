"""A résumé that grows out of a file, within its limits; what does not fit is left out, with the reason."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel

from resumes.importers.entry import Entry
from resumes.importers.keys import Path, lead
from resumes.importers.languages import of_document
from resumes.importers.names import split_name, title_of
from resumes.importers.report import Import, NothingError, Report
from resumes.importers.source import Room, Source, entries_at
from resumes.importers.texts import fitted, parted
from resumes.schema import (
    EDUCATION,
    JOBS,
    SKILL_LIST,
    SKILLS,
    STUDIES,
    WORK_EXPERIENCE,
    Education,
    Job,
    Skill,
)
from saaska.documents.schema import PERSONAL_INFO, SECTIONS
from saaska.documents.sections import (
    SECTION_ITEMS,
    Award,
    Certificate,
    Custom,
    Interest,
    Language,
    Project,
    Publication,
    Reference,
    Volunteering,
)
from saaska.documents.texts import LINE, NAME, TEXT

Reading = Callable[[Entry], None]

# What has no column of its own: its shape, its usual heading, and the field that an entry which is a mere text fills.
KINDS: Final[dict[str, tuple[type[BaseModel], Promise, str]]] = {
    "projects": (Project, gettext_lazy("Projects"), "name"),
    "volunteering": (Volunteering, gettext_lazy("Volunteering"), "organization"),
    "certificates": (Certificate, gettext_lazy("Certificates"), "name"),
    "languages": (Language, gettext_lazy("Languages"), "name"),
    "awards": (Award, gettext_lazy("Awards"), "title"),
    "publications": (Publication, gettext_lazy("Publications"), "name"),
    "interests": (Interest, gettext_lazy("Interests"), "name"),
    "references": (Reference, gettext_lazy("References"), "reference"),
    "custom": (Custom, gettext_lazy("More"), "text"),
}


COLUMNS: Final = ("summary", "work", "education", "skills")
PLACES: Final = {"work_experience": "work"}  # columns that the layout calls otherwise


@dataclass
class Part:
    """A list of the résumé: where it is, how many entries of which shape it takes, and what it holds so far."""

    place: str
    ids: str
    shape: type[BaseModel]
    most: int
    only_text: str = ""
    header: dict[str, Any] = field(default_factory=dict)
    items: list[dict[str, Any]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What the layout calls it."""
        return str(self.header["id"]) if self.header else PLACES.get(self.place, self.place)


class Draft:
    """Each verb reads something of the file, accounts for it, and adds what fits."""

    def __init__(self, source: Source, *, root: Path = ()) -> None:
        """`root` is where the résumé begins in the file."""
        self.source = source
        self.root = root
        self.room = Room()
        self.person = Entry(source, root, source.at(root), "personal_info")
        self.summary = ""
        self.work = Part("work_experience", "exp", Job, JOBS)
        self.education = Part("education", "edu", Education, STUDIES)
        self.skills = Part("skills", "skill", Skill, SKILLS)
        self.sections: list[Part] = []
        self.hidden: list[str] = []
        self.language = ""
        self.headings: dict[str, str] = {}  # of the parts with columns, where the file has its own
        self.met: list[str] = []  # the parts in the order in which they got their first entry
        self.ordered = False  # whether that is the order in which the file prints them

    def at(self, *keys: str | int) -> Path:
        return (*self.root, *keys)

    def has(self, *keys: str | int) -> bool:
        try:
            self.source.at(self.at(*keys))
        except (KeyError, IndexError, TypeError):
            return False
        return True

    def leave(self, why: str, *keys: str) -> None:
        """What stands under these keys of the résumé is left out for this reason."""
        for key in keys:
            if self.has(key):
                self.source.leave(self.at(key), why)

    def speaks(self, *keys: str | int) -> None:
        """Under these keys stands the language of the document: a code or its English name."""
        said = self.source.at(self.at(*keys)) if self.has(*keys) else None
        if not self.language and isinstance(said, str) and (language := of_document(said)):
            self.language = language
            self.source.change(self.at(*keys), "personal_info.layout.language", "document_language")

    def places(self, *keys: str | int) -> list[Path]:
        """Where the entries of the list under these keys stand."""
        return [place for place, _value in entries_at(self.source, self.at(*keys))]

    def entry(self, *keys: str | int, target: str = "") -> Entry:
        """The object under these keys; an empty one when there is none."""
        value = self.source.at(self.at(*keys)) if self.has(*keys) else {}
        if not isinstance(value, dict):
            self.source.leave(self.at(*keys), "no_object")
            value = {}
        return Entry(self.source, self.at(*keys), value, target)

    def about(self, entry: Entry, *keys: Any) -> None:
        """The summary, made from these texts."""
        entry.target, target = "", entry.target
        entry.fields["summary"] = self.summary
        entry.text("summary", *keys)
        self.summary = entry.fields.pop("summary", "")
        if self.summary and "summary" not in self.met:
            self.met.append("summary")
        entry.target = target

    def count_person(self) -> None:
        """What is read of the person so far takes its room, before the rest."""
        self.room.take([PERSONAL_INFO.clean(self.person.fields), self.summary])

    def section(self, kind: str, title: str = "", *, visible: bool = True) -> Part:
        """The section of that kind and heading; it comes into being with its first entry."""
        shape, usual, only_text = KINDS[kind]
        title = fitted(title, limit=LINE, lines=False, plainer=self.source.plainer)[0] or str(usual)
        for part in self.sections:
            header = part.header
            if (header["kind"], header["title"], header["visible"]) == (kind, title, visible):
                return part
        number = sum(part.header["kind"] == kind for part in self.sections) + 1
        name = kind if number == 1 else f"{kind}_{number}"
        header = {"id": name, "kind": kind, "title": title, "visible": visible}
        return Part("", "item", shape, SECTION_ITEMS, only_text, header)

    def entries(self, part: Part, path: Path, read: Reading) -> None:
        """Each entry of the list at the path becomes one of the part's."""
        for place, _value in entries_at(self.source, path):
            self.read(part, place, read)

    def read(self, part: Part, path: Path, read: Reading) -> bool:
        """One entry, in its normal form. Whether it was added; what says nothing is not."""
        mark = self.source.mark()
        if self.is_full(part):
            self.source.leave(path, "too_many", str(SECTIONS if len(part.items) < part.most else part.most))
            return False
        fields = self._fields(part, path, read)
        if not fields:
            return False
        if self.add(part, fields):
            return True
        self.source.undo(mark)
        self.source.leave(path, "size", self.room.limit)
        return False

    def roles(self, part: Part, path: Path, read: Reading, roles: Path, read_role: Reading) -> None:
        """An organization with several positions below it: each becomes an entry with what they share."""
        if self.is_full(part):
            self.source.leave(path, "too_many", str(part.most))
            return
        mark = self.source.mark()
        around = Entry(self.source, path, self.source.at(path), self.target(part))
        read(around)
        found = entries_at(self.source, roles) if lead(self.source.tree, roles) else []
        places = [place for place, value in found if isinstance(value, dict)]
        added = 0
        for place in places:
            before = self.source.mark()
            role = Entry(self.source, place, self.source.at(place), self.target(part))
            role.fields = dict(around.fields)
            read_role(role)
            if self.is_full(part):
                self.source.leave(place, "too_many", str(part.most))
            elif self.add(part, role.fields):
                added += 1
                around.fields = {
                    k: v for k, v in around.fields.items() if k not in ("description", "achievements")
                }
                if added > 1:
                    self.source.remark(place, role.target, "role")
            else:
                self.source.undo(before)
                self.source.leave(place, "size", self.room.limit)
        if not added and not (not places and around.fields and self.add(part, around.fields)):
            self.source.undo(mark)
            self.source.leave(path, "size", self.room.limit)

    def target(self, part: Part) -> str:
        """Where the part's next entry goes, as a report's line names it."""
        if part.header:
            listed = part in self.sections
            number = self.sections.index(part) if listed else len(self.sections)
            return f"personal_info.sections[{number}].{part.header['kind']}.items[{len(part.items)}]"
        return f"{part.place}[{len(part.items)}]"

    def is_full(self, part: Part) -> bool:
        return len(part.items) >= part.most or (
            bool(part.header) and part not in self.sections and len(self.sections) >= SECTIONS
        )

    def add(self, part: Part, fields: dict[str, Any]) -> bool:
        """Add an entry with these fields; False when there is no room for it."""
        normal = normal_form(part.shape, {**fields, "id": f"{part.ids}_{len(part.items) + 1}"})
        before = self.room.left
        fresh = bool(part.header) and part not in self.sections
        if fresh and not self.room.take({**part.header, "items": []}):
            return False
        if not self.room.take(normal):
            self.room.left = before
            return False
        if fresh:
            self.sections.append(part)
        part.items.append(normal)
        if part.name not in self.met:
            self.met.append(part.name)
        return True

    def skill(self, path: Path, shared: dict[str, Any]) -> bool:
        """The text at the path as one more skill."""
        if self.is_full(self.skills):
            self.source.leave(path, "too_many", str(SKILLS))
            return False
        mark = self.source.mark()
        name = self.source.text(path, f"{self.target(self.skills)}.name")
        if name and not self.add(self.skills, {**shared, "name": name}):
            self.source.undo(mark)
            self.source.leave(path, "size", self.room.limit)
            return False
        return bool(name)

    def skills_in(self, path: Path, shared: dict[str, Any]) -> None:
        """Each part of the text that its commas make is a skill."""
        names = [name for name in parted(self.source.plain(self.source.at(path))) if len(name) <= LINE]
        if len(names) < 2:
            self.skill(path, shared)
            return
        target, before = self.target(self.skills), len(self.skills.items)
        for name in names:
            if not self.is_full(self.skills):
                self.add(self.skills, {**shared, "name": name})
        added = len(self.skills.items) - before
        if added:
            self.source.change(path, target, "split_list" if added == len(names) else "split_full")
        elif self.is_full(self.skills):
            self.source.leave(path, "too_many", str(SKILLS))
        else:
            self.source.leave(path, "size", self.room.limit)

    def gather(self, part: Part, paths: list[Path], name: str, *, limit: int) -> None:
        """The texts at these paths together are the list `name` of one entry."""
        mark, target = self.source.mark(), self.target(part)
        texts = [
            self.source.text(path, f"{target}.{name}[{number}]", limit=limit, lines=True)
            for number, path in enumerate(paths)
        ]
        found = [text for text in texts if text]
        if found and (self.is_full(part) or not self.add(part, {name: found})):
            self.source.undo(mark)
            for path in paths:
                self.source.leave(path, "size", self.room.limit)

    def finished(self, *, format: str, file_name: str) -> Import:
        """The import; UnreadableFile when nothing of the file is a résumé's."""
        info = self.person.fields
        info["sections"] = [{**part.header, "items": part.items} for part in self.sections]
        layout = {
            "hidden": self.hidden,
            "language": self.language,
            "headings": self.headings,
            "order": order_of(self.met) if self.ordered else [],
        }
        if any(layout.values()):
            info["layout"] = layout
        lines = list(self.source.lines())
        if not any(line.leaves and line.kind != "left_out" for line in lines):
            raise NothingError(_("There is nothing in this file that a résumé is made of."))
        personal_info = PERSONAL_INFO.clean(info)
        return Import(
            format=format,
            title=title_of(personal_info, file_name),
            personal_info=personal_info,
            work_experience=WORK_EXPERIENCE.clean(self.work.items),
            education=EDUCATION.clean(self.education.items),
            skills=SKILL_LIST.clean(self.skills.items),
            summary=self.summary,
            report=Report.of(lines),
            picture=self.source.picture(),
        )

    def _fields(self, part: Part, path: Path, read: Reading) -> dict[str, Any]:
        value, target = self.source.at(path), self.target(part)
        if isinstance(value, dict):
            entry = Entry(self.source, path, value, target)
            read(entry)
            return entry.fields
        if isinstance(value, str) and part.only_text:
            long = part.only_text in ("reference", "text")
            text = self.source.text(
                path, f"{target}.{part.only_text}", limit=TEXT if long else LINE, lines=long
            )
            return {part.only_text: text} if text else {}
        self.source.leave(path, "no_object")
        return {}


def order_of(met: list[str]) -> list[str]:
    """The order of these parts for the layout; [] when it is the usual one, which designs may change."""
    usual = [name for name in COLUMNS if name in met]
    sections = [name for name in met if name not in COLUMNS]
    return [] if met == usual + sections else met


def read_name(entry: Entry, *keys: Any) -> None:
    """A name in one piece is parted; one with a part that is too long is shortened as a whole."""
    for path in entry.paths(keys):
        if entry.fields.get("firstName"):
            entry.source.leave(path, "alternative")
            continue
        parts = split_name(fitted(str(entry.source.at(path)), limit=1_000, lines=False)[0])
        limit = NAME if max(map(len, parts)) > NAME else 2 * NAME + 2
        why = "split" if parts[1] else ""
        name = entry.source.text(path, "personal_info.firstName", limit=limit, why=why)
        first, last = split_name(name)
        entry.fields |= {"firstName": first, "lastName": last}


def normal_form(shape: type[BaseModel], fields: dict[str, Any]) -> dict[str, Any]:
    return shape.model_validate(fields, context={"clean": True}).model_dump(mode="json")
