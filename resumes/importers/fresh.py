"""FRESH, the résumé format of HackMyResume: https://github.com/fresh-standard/fresh-resume-schema"""

from typing import Any, Final

from django.utils.translation import gettext as _

from resumes.importers.contact import add_link
from resumes.importers.draft import Draft, read_name
from resumes.importers.entry import Entry
from resumes.importers.fields import (
    READERS,
    URLS,
    read_award,
    read_custom,
    read_job,
    read_project,
    read_study,
    read_volunteering,
)
from resumes.importers.json_resume import read_links
from resumes.importers.keys import Path
from resumes.importers.source import entries_at
from resumes.importers.texts import MARKDOWN

PLAINER: Final = MARKDOWN
OWN: Final = (
    "employment",
    "service",
    "disposition",
    "recognition",
    "testimonials",
    "extracurricular",
    "governance",
)


def recognises(tree: dict[str, Any]) -> bool:
    meta, skills, education = (tree.get(key) for key in ("meta", "skills", "education"))
    said = str(meta.get("format", "")) if isinstance(meta, dict) else ""
    return (
        said.upper().startswith("FRESH")
        or any(key in tree for key in OWN)
        or (isinstance(skills, dict) and ("sets" in skills or "list" in skills))
        or (isinstance(education, dict) and "history" in education)
    )


def read(draft: Draft) -> str:
    read_person(draft)
    for key in ("employment", "education", "service", "affiliation"):
        if isinstance(draft.entry().value.get(key), dict):
            draft.about(draft.entry(key), "summary")
    draft.count_person()
    read_links(draft, draft.entry(target="personal_info"), "social")
    for profile in draft.entry().below("social"):
        profile.leave("label", "label")
    for path, value in (
        entries_at(draft.source, draft.at("contact", "other")) if draft.has("contact", "other") else []
    ):
        info = draft.person.fields
        add_link(draft.source, path, value, info, draft.room)
        Entry(draft.source, path, value, "").leave("label", "flavor", "category", "label")
    read_histories(draft)
    if draft.has("skills"):
        read_skills(draft)
    read_lists(draft)
    draft.leave("file", "meta", "$schema")
    draft.leave("no_place", "disposition")
    return "fresh"


def read_person(draft: Draft) -> None:
    person = draft.person = draft.entry(target="personal_info")
    read_name(person, "name")
    person.line("headline", ("info", "label"))
    draft.about(person, ("info", "brief"), ("info", "quote"))
    person.leave("no_place", ("info", "class"), ("info", "characterClass"))
    person.leave("picture", ("info", "image"))
    person.line("email", ("contact", "email"))
    person.line("phone", ("contact", "phone"))
    person.address("website", ("contact", "website"))
    person.line("location", "location")


def read_histories(draft: Draft) -> None:
    volunteering = draft.section("volunteering")
    parts = {
        "employment": (draft.work, read_job),
        "education": (draft.education, read_study),
        "service": (volunteering, read_service),
        "affiliation": (draft.section("volunteering", _("Affiliations")), read_service),
    }
    for key, (part, read_one) in parts.items():
        if draft.has(key, "history"):
            draft.entries(part, draft.at(key, "history"), read_one)
        elif draft.has(key) and not isinstance(draft.source.at(draft.at(key)), dict):
            draft.entries(part, draft.at(key), read_one)
    draft.entry("education").leave("no_place", "level", "degree")


def read_service(entry: Entry) -> None:
    read_volunteering(entry)
    entry.line("position", "title")
    entry.line("organization", "activity")
    entry.leave("no_place", "flavor", "category", "keywords")


def read_skills(draft: Draft) -> None:
    """The list says level and years; a set puts skills of the list under its name, and may add more."""
    skills = draft.entry("skills")
    known: dict[str, int] = {}
    for path, value in entries_at(draft.source, draft.at("skills", "list")) if "list" in skills.value else []:
        number = len(draft.skills.items)
        if isinstance(value, str):
            draft.skill(path, {})
        elif draft.read(draft.skills, path, read_skill) and isinstance(value, dict):
            known |= {str(value[key]).casefold(): number for key in ("id", "name") if key in value}
    for path, value in entries_at(draft.source, draft.at("skills", "sets")) if "sets" in skills.value else []:
        read_set(draft, Entry(draft.source, path, value, draft.target(draft.skills)), known)


def read_skill(entry: Entry) -> None:
    entry.line("name", "name")
    entry.line("level", "level")
    entry.years("years", "years")
    entry.leave("no_place", "summary", "proof", "id", "keywords")


def read_set(draft: Draft, group: Entry, known: dict[str, int]) -> None:
    if not isinstance(group.value, dict):
        draft.source.leave(group.path, "no_object")
        return
    group.line("category", "name", why="category")
    group.line("level", "level", why="level")
    for path in group.paths(["skills"]):
        for place, name in entries_at(draft.source, path):
            number = known.get(name.casefold()) if isinstance(name, str) else None
            category = group.fields.get("category", "")
            if number is None:
                draft.skill(place, group.fields)
            elif draft.skills.items[number]["category"] or not draft.room.take(category):
                draft.source.leave(place, "alternative")
            else:
                draft.skills.items[number]["category"] = category
                draft.source.change(place, f"skills[{number}].name", "same")


def read_lists(draft: Draft) -> None:
    """The remaining parts, under headings that say what they are."""
    for key, kind, title, read_one in (
        ("projects", "projects", "", read_project),
        ("samples", "projects", _("Work samples"), read_sample),
        ("recognition", "awards", "", read_recognition),
        ("writing", "publications", "", read_writing),
        ("speaking", "custom", _("Talks"), read_talk),
        ("governance", "volunteering", _("Governance"), read_service),
        ("extracurricular", "volunteering", _("Other activities"), read_service),
        ("languages", "languages", "", READERS["languages"]),
        ("interests", "interests", "", READERS["interests"]),
        ("references", "references", "", read_reference),
        ("testimonials", "references", _("Testimonials"), read_reference),
        ("reading", "custom", _("Reading"), read_book),
    ):
        if draft.has(key):
            for path in public(draft, draft.at(key)):
                draft.read(draft.section(kind, title), path, read_one)


def public(draft: Draft, path: Path) -> list[Path]:
    """The entries that are not marked as private; those are left out."""
    shown = []
    for place, value in entries_at(draft.source, path):
        if isinstance(value, dict) and value.get("private") is True:
            draft.source.leave(place, "hidden")
        else:
            shown.append(place)
    return shown


def read_sample(entry: Entry) -> None:
    entry.date("endDate", "date", keep="description")
    read_project(entry)


def read_recognition(entry: Entry) -> None:
    read_award(entry)
    entry.leave("no_place", "flavor", "category")


def read_writing(entry: Entry) -> None:
    READERS["publications"](entry)
    entry.leave("no_place", "flavor", "category", ("publisher", "url"))


def read_talk(entry: Entry) -> None:
    entry.line("title", "title" if entry.value.get("title") else "event")
    entry.joined("subtitle", "event", "role", "location")
    read_custom(entry)


def read_book(entry: Entry) -> None:
    entry.line("title", "title")
    entry.joined("subtitle", "author", "authors")
    entry.address("url", *URLS)
    read_custom(entry)
    entry.leave("no_place", "flavor", "category")


def read_reference(entry: Entry) -> None:
    READERS["references"](entry)
    entry.text("reference", "role")
    for path in entry.paths(["contact"]):
        for place, value in entries_at(entry.source, path):
            if isinstance(value, dict):
                contact = Entry(entry.source, place, value, entry.target)
                contact.fields = entry.fields
                contact.text("reference", "value")
    entry.leave("no_place", "flavor", "category", "private", "contact")
