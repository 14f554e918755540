"""RenderCV 2.x: https://docs.rendercv.com

A section has any title, and an entry's keys tell its kind: a job has a company, a degree an institution. Texts are
Markdown everywhere.
"""

from typing import Any, Final

from resumes.importers.contact import add_link
from resumes.importers.draft import Draft, Part, read_name
from resumes.importers.entry import Entry
from resumes.importers.fields import READERS, read_job, read_study, read_volunteering
from resumes.importers.headings import kind_of, readable
from resumes.importers.json_resume import read_links
from resumes.importers.keys import Path
from resumes.importers.source import entries_at
from resumes.importers.texts import MARKDOWN
from saaska.documents.fields import BULLETS, KEYWORDS
from saaska.documents.texts import BULLET

PLAINER: Final = MARKDOWN
ABOUT: Final = ("design", "locale", "settings", "locale_catalog", "rendercv_settings")
LISTED: Final = ("bullet", "number", "reversed_number")  # entries of one text
NORMAL: Final = ("projects", "volunteering", "certificates", "awards", "interests", "references", "languages")


def recognises(tree: dict[str, Any]) -> bool:
    return isinstance(tree.get("cv"), dict)


def read(draft: Draft) -> str:
    draft.speaks("locale", "language")
    draft.speaks("locale_catalog", "language")
    draft.leave("file", *ABOUT)
    draft.root = draft.at("cv")
    draft.ordered = True
    read_person(draft)
    sections = draft.entry("sections").value if draft.has("sections") else {}
    for title in sections:
        for path, _value in entries_at(draft.source, draft.at("sections", title)):
            if kind_of(title) == "summary" and isinstance(draft.source.at(path), str):
                draft.about(Entry(draft.source, draft.at("sections", title), sections[title], ""), path[-1:])
    draft.count_person()
    read_links(draft, draft.person, "social_networks")
    read_links(draft, draft.person, "custom_connections")
    for connection in draft.person.below("custom_connections"):
        connection.leave("file", "fontawesome_icon")
    for title in sections:
        read_section(draft, title)
    return "rendercv"


def read_person(draft: Draft) -> None:
    person = draft.person = draft.entry(target="personal_info")
    read_name(person, "name")
    person.line("headline", "headline", "label")
    for name in ("email", "phone", "location"):
        person.line(name, (name, 0), name)
        person.leave("alternative", name)
    if str(person.fields.get("phone", "")).startswith("tel:"):
        person.fields["phone"] = person.fields["phone"].removeprefix("tel:")
    person.address("website", ("website", 0), "website")
    person.leave("picture", "photo")
    if isinstance(person.value.get("website"), list):
        for number, value in enumerate(person.value["website"][1:], 1):
            add_link(draft.source, draft.at("website", number), value, person.fields, draft.room)


def read_section(draft: Draft, title: str) -> None:
    kind = kind_of(title)
    gathered: list[Path] = []
    for path, value in entries_at(draft.source, draft.at("sections", title)):
        if path in draft.source.journal:
            continue  # it is part of the summary
        if isinstance(value, dict) and (key := next((key for key in LISTED if key in value), "")):
            gathered.append((*path, key))
        elif isinstance(value, dict):
            read_entry(draft, title, kind, path, value)
        else:
            gathered.append(path)
    read_texts(draft, title, kind, gathered)


def read_entry(draft: Draft, title: str, kind: str, path: Path, value: dict[str, Any]) -> None:
    if "company" in value or "position" in value:
        read_experience(draft, title, kind, path)
    elif "institution" in value:
        draft.read(draft.education, path, read_study)
    elif "title" in value and "name" not in value:
        draft.read(draft.section("publications", "" if kind else readable(title)), path, read_publication)
    elif "label" in value or "details" in value:
        read_line(draft, title, kind, path)
    else:
        part = draft.section(kind if kind in NORMAL else "custom", readable(title))
        draft.read(part, path, lambda entry: read_normal(entry, part))


def read_experience(draft: Draft, title: str, kind: str, path: Path) -> None:
    """Positions have one part of the résumé, whatever they are called; those of volunteers have their own."""
    if kind == "volunteering":
        draft.read(draft.section("volunteering", readable(title)), path, read_volunteering)
        return
    target = draft.target(draft.work)
    if draft.read(draft.work, path, read_job) and kind != "work":
        draft.source.remark(path, target, "heading")


def read_publication(entry: Entry) -> None:
    entry.linked("name", "url", "title")
    entry.line("publisher", "journal")
    entry.text("summary", "summary")
    entry.names("summary", "authors")
    entry.date("date", "date", keep="summary")
    entry.address("url", "url")
    for path in entry.paths(["doi"]):
        doi = str(entry.source.at(path) or "").strip()
        if doi.startswith("10.") and not entry.fields.get("url") and " " not in doi:
            entry.fields["url"] = f"https://doi.org/{doi}"
            entry.source.change(path, f"{entry.target}.url", "user_name")
        else:
            entry.text("summary", "doi")


def read_normal(entry: Entry, part: Part) -> None:
    """An entry with a name; in a section that may be anything its date is printed as it is written."""
    kind = part.header["kind"]
    name = "title" if kind in ("custom", "awards") else "organization" if kind == "volunteering" else "name"
    if kind in ("projects", "certificates", "custom", "volunteering"):
        entry.linked(name, "url", "name")
    else:
        entry.line(name, "name")
    if kind == "custom":
        entry.joined("subtitle", "location")
        entry.joined("date", "date")
        entry.joined("date", *(() if entry.fields.get("date") else ("start_date", "end_date")), glue=" – ")
        entry.leave("alternative", "start_date", "end_date")
        entry.bullets("bullets", "highlights")
        entry.prose("text", "bullets", "summary")
        return
    READERS[kind](entry)
    texts = {
        "awards": "summary",
        "references": "reference",
        "projects": "description",
        "volunteering": "description",
    }
    if kind in texts:
        entry.text(texts[kind], "summary", "highlights", "location") if kind in (
            "awards",
            "references",
        ) else None
    if kind == "projects":
        entry.line("entity", "location")


def read_line(draft: Draft, title: str, kind: str, path: Path) -> None:
    """A label and its details: a group of skills, a language and its level, or anything."""
    entry = Entry(draft.source, path, draft.source.at(path), "")
    if kind == "languages":
        draft.read(draft.section("languages", readable(title)), path, read_language)
    elif kind == "interests":
        draft.read(draft.section("interests", readable(title)), path, read_interest)
    elif kind == "skills" or "skill" in title.casefold():
        read_skills(draft, entry)
    else:
        draft.read(draft.section("custom", readable(title)), path, read_detail)


def read_language(entry: Entry) -> None:
    entry.line("name", "label")
    entry.line("level", "details")


def read_interest(entry: Entry) -> None:
    entry.line("name", "label")
    entry.parts("keywords", "details", most=KEYWORDS)


def read_detail(entry: Entry) -> None:
    entry.line("title", "label")
    entry.text("text", "details")


def read_paragraphs(draft: Draft, part: Part, paths: list[Path]) -> None:
    """Texts without a sign before them are paragraphs of one entry."""
    mark = draft.source.mark()
    entry = Entry(draft.source, draft.at("sections"), {}, draft.target(part))
    for path in paths:
        entry.add_text("text", path)
    if entry.fields and (draft.is_full(part) or not draft.add(part, entry.fields)):
        draft.source.undo(mark)
        for path in paths:
            draft.source.leave(path, "size", draft.room.limit)


def read_skills(draft: Draft, entry: Entry) -> None:
    entry.target = draft.target(draft.skills)
    details = entry.value.get("details")
    if not isinstance(details, str) or not draft.source.plain(details):
        draft.read(draft.skills, entry.path, lambda each: each.line("name", "label"))
        return
    entry.line("category", "label", why="category")
    draft.skills_in((*entry.path, "details"), entry.fields)


def read_texts(draft: Draft, title: str, kind: str, paths: list[Path]) -> None:
    """Entries of one text each: names of a kind we know, or the bullets of a section of its own."""
    if kind == "skills":
        for path in paths:
            draft.skill(path, {})
    elif kind in NORMAL:
        for path in paths:
            draft.read(draft.section(kind, readable(title)), path, READERS[kind])
    elif paths and all(isinstance(draft.source.at(path), str) and path[-1] not in LISTED for path in paths):
        read_paragraphs(draft, draft.section("custom", readable(title)), paths)
    else:
        part = draft.section("custom", readable(title))
        for start in range(0, len(paths), BULLETS):
            draft.gather(part, paths[start : start + BULLETS], "bullets", limit=BULLET)
