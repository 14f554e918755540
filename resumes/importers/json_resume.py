"""JSON Resume, 0.x and 1.x: https://jsonresume.org/schema

Both versions are read at once, key by key: 0.x says company, website, picture and gpa where 1.x says name,
url, image and score. What the format does not know stays in the report.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel

from resumes.importers import own_export
from resumes.importers.contact import read_profiles
from resumes.importers.entry import Entry
from resumes.importers.json_file import parsed
from resumes.importers.names import split_name, title_of
from resumes.importers.report import Import, Report, UnreadableFile
from resumes.importers.source import Path, Room, Source, entries_at, fitted, says_something
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
from saaska.documents.schema import (
    KEYWORDS,
    LINE,
    NAME,
    PERSONAL_INFO,
    SECTION_ITEMS,
    TECHNOLOGIES,
    TEXT,
    Award,
    Certificate,
    Interest,
    Language,
    Project,
    Publication,
    Reference,
    Volunteering,
)


@dataclass(frozen=True)
class Part:
    """A list of the file, where its entries go, and how an entry is read."""

    keys: tuple[str, ...]
    shape: type[BaseModel]
    read: Callable[[Entry], None]
    only_text: str = ""  # the field that an entry which is a mere text fills
    kind: str = ""
    title: Promise | str = ""


def read_job(entry: Entry) -> None:
    entry.line("company", "name", "company")
    entry.line("position", "position")
    entry.line("location", "location")
    entry.address("url", "url", "website")
    entry.period()
    entry.text("description", "description", "summary")
    entry.bullets("achievements", "highlights", "achievements")
    entry.texts("technologies", "technologies", "keywords", most=TECHNOLOGIES)


def read_study(entry: Entry) -> None:
    entry.line("institution", "institution")
    entry.line("degree", "studyType", "degree")
    entry.line("field", "area", "field")
    entry.line("location", "location")
    entry.address("url", "url", "website")
    entry.period()
    entry.line("gpa", "score", "gpa")
    entry.text("description", "description", "summary")
    entry.texts("courses", "courses", most=KEYWORDS)


def read_volunteering(entry: Entry) -> None:
    entry.line("organization", "organization", "name", "company")
    entry.line("position", "position")
    entry.line("location", "location")
    entry.address("url", "url", "website")
    entry.period()
    entry.text("description", "description", "summary")
    entry.bullets("achievements", "highlights", "achievements")


def read_project(entry: Entry) -> None:
    entry.line("name", "name", "title")
    entry.text("description", "description", "summary")
    entry.address("url", "url", "website")
    entry.period()
    entry.line("entity", "entity")
    entry.line("type", "type")
    entry.texts("roles", "roles", most=KEYWORDS)
    entry.bullets("highlights", "highlights")
    entry.texts("technologies", "keywords", "technologies", most=TECHNOLOGIES)


def read_language(entry: Entry) -> None:
    entry.line("name", "language", "name")
    entry.line("level", "fluency", "level")


def read_certificate(entry: Entry) -> None:
    entry.line("name", "name", "title")
    entry.line("issuer", "issuer")
    entry.date("date", "date")
    entry.address("url", "url", "website")


def read_award(entry: Entry) -> None:
    entry.line("title", "title", "name")
    entry.line("awarder", "awarder")
    entry.date("date", "date")
    entry.text("summary", "summary", "description")


def read_publication(entry: Entry) -> None:
    entry.line("name", "name", "title")
    entry.line("publisher", "publisher")
    entry.date("date", "releaseDate", "date")
    entry.address("url", "url", "website")
    entry.text("summary", "summary", "description")


def read_reference(entry: Entry) -> None:
    entry.line("name", "name")
    entry.text("reference", "reference")


def read_interest(entry: Entry) -> None:
    entry.line("name", "name")
    entry.texts("keywords", "keywords", most=KEYWORDS)


WORK = Part(("work",), Job, read_job)
STUDY = Part(("education",), Education, read_study)
SECTIONS = [
    Part(("projects",), Project, read_project, "name", "projects", gettext_lazy("Projects")),
    Part(
        ("volunteer",),
        Volunteering,
        read_volunteering,
        "organization",
        "volunteering",
        gettext_lazy("Volunteering"),
    ),
    Part(
        ("certificates", "certifications"),
        Certificate,
        read_certificate,
        "name",
        "certificates",
        gettext_lazy("Certificates"),
    ),
    Part(("languages",), Language, read_language, "name", "languages", gettext_lazy("Languages")),
    Part(("awards",), Award, read_award, "title", "awards", gettext_lazy("Awards")),
    Part(
        ("publications",), Publication, read_publication, "name", "publications", gettext_lazy("Publications")
    ),
    Part(("interests",), Interest, read_interest, "name", "interests", gettext_lazy("Interests")),
    Part(("references",), Reference, read_reference, "reference", "references", gettext_lazy("References")),
]
MOST_BYTES = 5_000_000
KNOWN = {"basics", "work", "education", "skills"}.union(*(part.keys for part in SECTIONS))


def recognises(data: bytes, *, file_name: str) -> bool:
    """JSON by its name or its first sign; whether it is a résumé turns out on reading."""
    start = data[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return PurePath(file_name).suffix.lower() == ".json" or start[:1] in (b"{", b"[")


def read(data: bytes, *, file_name: str) -> Import:
    """The file's content and the report on every value of it; UnreadableFile when it is no JSON Resume."""
    tree, remark = parsed(data)
    if not isinstance(tree, dict) or not KNOWN.intersection(tree):
        raise UnreadableFile(
            _("This is not a JSON Resume file: it has no “basics”, “work”, “education” or other part of one.")
        )
    if isinstance(tree.get("sections"), dict):
        raise UnreadableFile(_("This is a Reactive Resume file. Only JSON Resume files can be imported."))
    if found := own_export.restored(tree, file_name=file_name):
        return found
    source, room = Source(tree), Room()
    if remark:
        source.remark((), "", remark)
    info, summary = read_basics(source, room)
    work = read_entries(source, WORK, "work_experience", most=JOBS, room=room)
    education = read_entries(source, STUDY, "education", most=STUDIES, room=room)
    skills = read_skills(source, room)
    info["sections"] = read_sections(source, room)
    for key in ("meta", "$schema"):
        if key in tree:
            source.leave((key,), "file")
    lines = list(source.lines())
    if not any(line.leaves and line.kind != "left_out" for line in lines):
        raise UnreadableFile(_("There is nothing in this file that a résumé is made of."))
    personal_info = PERSONAL_INFO.clean(info)
    return Import(
        format=own_export.FORMAT,
        title=title_of(personal_info, file_name),
        personal_info=personal_info,
        work_experience=WORK_EXPERIENCE.clean(work),
        education=EDUCATION.clean(education),
        skills=SKILL_LIST.clean(skills),
        summary=summary,
        report=Report.of(lines),
    )


def read_basics(source: Source, room: Room) -> tuple[dict[str, Any], str]:
    """The personal information and the summary; their limits leave room for the rest."""
    basics = source.tree.get("basics", {})
    if not isinstance(basics, dict):
        source.leave(("basics",), "no_object")
        basics = {}
    entry = Entry(source, ("basics",), basics, "personal_info")
    _read_name(entry)
    entry.line("headline", "label", "headline")
    entry.line("email", "email")
    entry.line("phone", "phone")
    entry.line("location", "location")
    entry.address("website", "url", "website")
    for key in ("image", "picture"):
        if key in basics:
            source.leave(("basics", key), "picture")
    about = Entry(source, ("basics",), basics, "")
    about.text("summary", "summary", "bio")
    room.take([PERSONAL_INFO.clean(entry.fields), about.fields])
    if "profiles" in basics:
        entry.fields["links"] = read_profiles(source, ("basics", "profiles"), entry.fields, room)
        room.take([entry.fields.get("linkedin"), entry.fields.get("github")])
    return entry.fields, about.fields.get("summary", "")


def _read_name(entry: Entry) -> None:
    """A name in one piece is parted; one with a part that is too long is shortened as a whole."""
    if "name" in entry.value:
        parts = split_name(fitted(str(entry.value["name"]), limit=1_000, lines=False)[0])
        limit = NAME if max(map(len, parts)) > NAME else 2 * NAME + 2
        why = "split" if parts[1] else ""
        name = entry.source.text((*entry.path, "name"), "personal_info.firstName", limit=limit, why=why)
        first, last = split_name(name)
        entry.fields = {"firstName": first, "lastName": last}
    entry.line("firstName", "firstName", limit=NAME)
    entry.line("lastName", "lastName", limit=NAME)


def read_sections(source: Source, room: Room) -> list[dict[str, Any]]:
    """What has no column of its own, in the order of the file."""
    order = {key: index for index, key in enumerate(source.tree)}
    sections: list[dict[str, Any]] = []
    for part in sorted(SECTIONS, key=lambda part: min(order.get(key, len(order)) for key in part.keys)):
        section = {"id": part.kind, "kind": part.kind, "title": str(part.title), "visible": True, "items": []}
        before = room.left
        room.take(section)
        target = f"personal_info.sections[{len(sections)}].{part.kind}.items"
        items = read_entries(source, part, target, most=SECTION_ITEMS, room=room)
        if items:
            sections.append({**section, "items": items})
        else:
            room.left = before
    return sections


def read_entries(source: Source, part: Part, target: str, *, most: int, room: Room) -> list[dict[str, Any]]:
    """The part's entries in their normal form, as many as fit."""
    found: list[dict[str, Any]] = []
    for key in part.keys:
        for path, _value in entries_at(source, (key,)) if key in source.tree else []:
            if len(found) >= most:
                source.leave(path, "too_many", str(most))
                continue
            mark = source.mark()
            fields = _entry_fields(source, part, path, f"{target}[{len(found)}]")
            if not fields:
                continue
            normal = normal_form(part.shape, fields)
            if room.take(normal):
                found.append(normal)
            else:
                source.undo(mark)
                source.leave(path, "size", room.limit)
    return found


def _entry_fields(source: Source, part: Part, path: Path, target: str) -> dict[str, Any]:
    value = source.at(path)
    if isinstance(value, dict):
        entry = Entry(source, path, value, target)
        part.read(entry)
        return entry.fields
    if isinstance(value, str) and part.only_text:
        long = part.only_text == "reference"
        text = source.text(path, f"{target}.{part.only_text}", limit=TEXT if long else LINE, lines=long)
        return {part.only_text: text} if text else {}
    source.leave(path, "no_object")
    return {}


def read_skills(source: Source, room: Room) -> list[dict[str, Any]]:
    """Each keyword is a skill and the name it stands under its category; a name alone is a skill itself."""
    found: list[dict[str, Any]] = []
    for path, value in entries_at(source, ("skills",)) if "skills" in source.tree else []:
        mark, before = source.mark(), len(found)
        if before >= SKILLS:
            source.leave(path, "too_many", str(SKILLS))
        elif isinstance(value, str):
            _add_skill(source, path, {}, found, room)
        elif not isinstance(value, dict):
            source.leave(path, "no_object")
        elif not _read_skill(Entry(source, path, value, f"skills[{before}]"), found, room):
            source.undo(mark)
            source.leave(path, "size", room.limit)
    return found


def _read_skill(entry: Entry, found: list[dict[str, Any]], room: Room) -> bool:
    """Add what the entry holds; False when it says something and none of it fits."""
    path, before = (*entry.path, "keywords"), len(found)
    keywords = entry.value.get("keywords")
    names = [(*path, index) for index in range(len(keywords))] if isinstance(keywords, list) else [path]
    names = [name for name in names if keywords and says_something(entry.source.at(name))]
    if not names:
        entry.line("name", "name")
        entry.line("category", "category")
        entry.line("level", "level")
        entry.years("years", "years")
        return not entry.fields or _append_skill(entry.fields, found, room)
    entry.line("category", "name", why="category")
    entry.line("level", "level", why="level")
    for name in names:
        _add_skill(entry.source, name, entry.fields, found, room)
    return len(found) > before


def _add_skill(
    source: Source, path: Path, shared: dict[str, Any], found: list[dict[str, Any]], room: Room
) -> None:
    """The text at the path as one more skill, or left out when there is no room for it."""
    if len(found) >= SKILLS:
        source.leave(path, "too_many", str(SKILLS))
        return
    mark = source.mark()
    name = source.text(path, f"skills[{len(found)}].name")
    if name and not _append_skill({**shared, "name": name}, found, room):
        source.undo(mark)
        source.leave(path, "size", room.limit)


def _append_skill(fields: dict[str, Any], found: list[dict[str, Any]], room: Room) -> bool:
    skill = normal_form(Skill, fields)
    fits = room.take(skill)
    if fits:
        found.append(skill)
    return fits


def normal_form(shape: type[BaseModel], fields: dict[str, Any]) -> dict[str, Any]:
    return shape.model_validate(fields, context={"clean": True}).model_dump(mode="json")
