"""Reactive Resume, versions 3, 4 and 5: https://rxresu.me

All three hold `basics` and `sections` with items. Version 3 says `work`, writes Markdown and has levels of ten; 4 keeps
the summary among the sections and hides by `visible: false`; 5 has it beside them, hides by `hidden: true`, adds
several roles at one company and sections of the person's own of any type.
"""

from collections.abc import Iterator
from typing import Any, Final

from resumes.importers.contact import add_link
from resumes.importers.draft import Draft, Part, Reading, read_name
from resumes.importers.entry import Entry
from resumes.importers.fields import DATED, READERS, URLS, read_custom, read_job, read_study
from resumes.importers.keys import Path
from resumes.importers.skills import read_skills
from resumes.importers.source import entries_at, leaves_of
from resumes.importers.texts import HTML, MARKDOWN

PLAINER: Final = HTML

KINDS: Final = {  # of sections, as the versions call them
    "awards": "awards",
    "certifications": "certificates",
    "interests": "interests",
    "languages": "languages",
    "projects": "projects",
    "publications": "publications",
    "references": "references",
    "volunteer": "volunteering",
}
COLUMNS: Final = {"work": "work", "experience": "work", "education": "education", "skills": "skills"}
LOOKS: Final = [
    "id",
    "icon",
    "iconColor",
    "visible",
    "hidden",
    "type",
    "columns",
    "keepTogether",
    "startOnNewPage",
    "separateLinks",
]
USUAL: Final = (
    "summary",
    "experience",
    "work experience",
    "education",
    "skills",
)  # headings of the program's own
ABOUT: Final = ["metadata", "public", "id", "shortId", "slug", "image", "user", "name", "title"]
DATES: Final = ["createdAt", "updatedAt"]


def recognises(tree: dict[str, Any]) -> bool:
    return isinstance(tree.get("sections"), dict) and ("basics" in tree or "metadata" in tree)


def read(draft: Draft) -> str:
    version = version_of(draft.source.at(draft.root))
    draft.source.plainer = MARKDOWN if version == 3 else HTML
    read_basics(draft)
    read_summary(draft)
    draft.count_person()
    for key in ("profiles", "customFields"):
        for path in draft.person.paths([key]):
            read_profiles(draft, path)
    parts = {"summary": "summary"}  # what the file calls the parts, and what the résumé does
    for key, path in sections(draft):
        before = len(draft.met)
        read_section(draft, key, path, top=10 if version == 3 else 5)
        for part in draft.met[before:]:
            parts |= dict.fromkeys([key, str(path[-1]), section_id(draft.source.at(path))], part)
    read_order(draft, parts)
    draft.speaks("metadata", "page", "locale")
    draft.speaks("metadata", "locale")
    draft.leave("file", *ABOUT, *DATES)
    return f"reactive-resume-{version}"


def section_id(section: Any) -> str:
    found = section.get("id") if isinstance(section, dict) else None
    return found if isinstance(found, str) else ""


def read_order(draft: Draft, parts: dict[str, str]) -> None:
    """The parts in the order of the file's pages, column by column."""
    places = [("metadata", "layout", "pages"), ("metadata", "layout")]
    where = next((draft.at(*place) for place in places if draft.has(*place)), None)
    if where is None:
        return
    wanted: list[str] = []
    for path, value in leaves_of(draft.source.at(where), where):
        name = parts.get(value.removeprefix("custom."), "") if isinstance(value, str) else ""
        if name in draft.met and name not in wanted:
            wanted.append(name)
            if path not in draft.source.journal:
                draft.source.change(path, "personal_info.layout.order", "order")
    if "summary" in draft.met and "summary" not in wanted:
        wanted.insert(0, "summary")  # it is printed below the name
    draft.met = wanted + [name for name in draft.met if name not in wanted]
    draft.ordered = True


def version_of(tree: dict[str, Any]) -> int:
    if "customSections" in tree or "picture" in tree or "summary" in tree:
        return 5
    basics = tree.get("basics")
    has_profiles = isinstance(basics, dict) and "profiles" in basics
    return 3 if "work" in tree["sections"] or has_profiles else 4


def read_basics(draft: Draft) -> None:
    basics = draft.person = draft.entry("basics", target="personal_info")
    read_name(basics, "name")
    for name in ("headline", "email", "phone", "location"):
        basics.line(name, name)
    basics.address("website", *URLS)
    basics.leave("label", ("url", "label"), ("website", "label"), ("website", "inlineLink"))
    basics.leave("picture", "picture", "photo")
    basics.leave("no_place", "birthdate")
    draft.leave("picture", "picture")


def read_summary(draft: Draft) -> None:
    """The summary; a hidden one stays hidden."""
    if isinstance(draft.person.value.get("summary"), str):
        draft.about(draft.person, "summary")
    for place in (("basics", "summary"), ("sections", "summary"), ("summary",)):
        if not draft.has(*place) or not isinstance(draft.source.at(draft.at(*place)), dict):
            continue
        entry = draft.entry(*place)
        if hides(entry.value) and any(entry.value.get(key) for key in ("content", "body")):
            hide(draft, "summary", entry)
        draft.about(entry, "content", "body")
        head(draft, "summary", entry)
        entry.leave("file", "name", "title", "heading", *LOOKS)


def sections(draft: Draft) -> Iterator[tuple[str, Path]]:
    """The sections with what they are, in the order of the file; those of the person's own come last."""
    own: list[tuple[str, Path]] = []
    for key, value in draft.entry("sections").value.items():
        if key == "custom" and isinstance(value, dict) and "items" not in value:
            own += [("custom", draft.at("sections", key, name)) for name in value]
        elif key in KINDS or key in COLUMNS or key == "profiles":
            yield key, draft.at("sections", key)
        elif key != "summary":
            own.append(("custom", draft.at("sections", key)))
    yield from own
    if draft.has("customSections"):
        for path, value in entries_at(draft.source, draft.at("customSections")):
            kind = value.get("type") if isinstance(value, dict) else None
            yield kind if isinstance(kind, str) else "custom", path


def read_section(draft: Draft, key: str, path: Path, *, top: int) -> None:
    entry = Entry(draft.source, path, draft.source.at(path), "")
    if not isinstance(entry.value, dict):
        draft.source.leave(path, "no_object")
        return
    if key == "cover-letter":
        entry.leave("letter", "items")
    elif key in COLUMNS:
        read_column(draft, COLUMNS[key], entry, top=top)
    elif key == "profiles":
        for items in entry.paths(["items"]):
            read_profiles(draft, items)
    else:
        read_own_section(draft, KINDS.get(key, "custom"), entry, top=top)
    entry.leave("file", "name", "title", *LOOKS)


def read_own_section(draft: Draft, kind: str, entry: Entry, *, top: int) -> None:
    title = next((title for name in ("title", "name") if isinstance(title := entry.value.get(name), str)), "")
    part = draft.section(kind, title, visible=not hides(entry.value))
    for items in entry.paths(["items"]):
        read_items(draft, part, items, reading(kind, top))
    if part in draft.sections:
        entry.target = f"personal_info.sections[{draft.sections.index(part)}].{kind}"
        entry.line("title", "title", "name")
        for path in entry.paths(["hidden", "visible"] if hides(entry.value) else []):
            draft.source.change(path, f"{entry.target}.visible", "hidden")


def read_column(draft: Draft, column: str, entry: Entry, *, top: int) -> None:
    for items in entry.paths(["items"]):
        if hides(entry.value) and entry.value["items"]:
            hide(draft, column, entry)
        if column == "skills":
            read_skill_items(draft, items, top=top)
        elif column == "work":
            for place, _value in entries_at(draft.source, items):
                read_experience(draft, place)
        else:
            read_items(draft, draft.education, items, tidy(read_study))
        if entry.value["items"]:
            head(draft, column, entry)


def read_experience(draft: Draft, path: Path) -> None:
    value = draft.source.at(path)
    if not isinstance(value, dict) or not value.get("roles"):
        draft.read(draft.work, path, tidy(read_job))
        return
    draft.roles(draft.work, path, tidy(read_company), (*path, "roles"), tidy(read_role))


def read_company(entry: Entry) -> None:
    """What its roles share; their own positions and periods say more than the whole's."""
    entry.line("company", "company")
    entry.line("location", "location")
    entry.address("url", *URLS)
    entry.prose("description", "achievements", "description", "summary")
    entry.leave("alternative", "position", *DATED)


def read_role(entry: Entry) -> None:
    entry.line("position", "position", "name")
    entry.free_period(*DATED)
    entry.prose("description", "achievements", "description", "summary")


def reading(kind: str, top: int) -> Reading:
    def read_language(entry: Entry) -> None:
        entry.line("name", "language", "name")
        entry.line("level", "fluency", "description")
        entry.scale("level", "level", "levelNum", top=top)

    if kind == "languages":
        return tidy(read_language)
    return tidy(READERS.get(kind, read_custom))


def tidy(read: Reading) -> Reading:
    """The reading, after which what only says how the item looks is accounted for."""

    def whole(entry: Entry) -> None:
        read(entry)
        if hides(entry.value) and entry.fields:
            entry.fields["hidden"] = True
            for path in entry.paths(["hidden", "visible"]):
                entry.source.change(path, f"{entry.target}.hidden", "hidden")
        entry.leave("label", ("url", "label"), ("website", "label"), ("website", "inlineLink"))
        entry.leave("unset", "levelNum")
        entry.leave("file", *LOOKS)

    return whole


def read_items(draft: Draft, part: Part, path: Path, read: Reading) -> None:
    for place, _value in entries_at(draft.source, path):
        draft.read(part, place, read)


def read_skill_items(draft: Draft, path: Path, *, top: int) -> None:
    for place, value in entries_at(draft.source, path):
        before = len(draft.skills.items)
        read_skills(draft, [place], levels=("proficiency", "description"), top=top)
        if hides(value):
            keep_hidden(draft, place, before)
        leave_looks(draft, place)


def keep_hidden(draft: Draft, place: Path, before: int) -> None:
    """The skills that the item at the place became are hidden as it was."""
    for skill in draft.skills.items[before:]:
        skill["hidden"] = True
    if draft.skills.items[before:]:
        item = Entry(draft.source, place, draft.source.at(place), f"skills[{before}]")
        for path in item.paths(["hidden", "visible"]):
            draft.source.change(path, f"{item.target}.hidden", "hidden")


def read_profiles(draft: Draft, path: Path) -> None:
    info = draft.person.fields
    for place in shown(draft, path):
        add_link(draft.source, place, draft.source.at(place), info, draft.room)
        leave_looks(draft, place)


def shown(draft: Draft, path: Path) -> Iterator[Path]:
    """The profiles that are not hidden: a link can only be left out."""
    for place, value in entries_at(draft.source, path):
        if hides(value):
            draft.source.leave(place, "hidden")
        else:
            yield place


def leave_looks(draft: Draft, path: Path) -> None:
    """What only says how the item looks is accounted for."""
    value = draft.source.at(path)
    tidy(lambda _entry: None)(Entry(draft.source, path, value if isinstance(value, dict) else {}, ""))


def head(draft: Draft, part: str, entry: Entry) -> None:
    """The part is called as the person called it, where that is not the program's own word."""
    for path in entry.paths(["title", "name", "heading"]):
        said = draft.source.at(path)
        if (
            isinstance(said, str)
            and said.strip()
            and said.strip().casefold() not in USUAL
            and part not in draft.headings
        ):
            draft.headings[part] = draft.source.text(path, f"personal_info.layout.headings.{part}")


def hides(value: Any) -> bool:
    return isinstance(value, dict) and (value.get("hidden") is True or value.get("visible") is False)


def hide(draft: Draft, part: str, entry: Entry) -> None:
    """That part of the résumé is not printed."""
    if part not in draft.hidden:
        draft.hidden.append(part)
    for path in entry.paths(["hidden", "visible"]):
        draft.source.change(path, f"personal_info.layout.hidden[{draft.hidden.index(part)}]", "hidden")
