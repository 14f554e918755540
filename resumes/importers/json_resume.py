"""JSON Resume, 0.x and 1.x: https://jsonresume.org/schema

Both versions are read at once, key by key: 0.x says company, website, picture and gpa where 1.x says name,
url, image and score. What the format does not know stays in the report.
"""

from typing import Any, Final

from resumes.importers.contact import read_profiles
from resumes.importers.draft import Draft, read_name
from resumes.importers.entry import Entry
from resumes.importers.fields import READERS, read_job, read_study
from resumes.importers.skills import read_skills
from resumes.importers.texts import HTML
from saaska.documents.texts import NAME

FORMAT: Final = "json-resume"
PLAINER: Final = HTML

SECTIONS: Final = {
    "projects": ("projects",),
    "volunteering": ("volunteer",),
    "certificates": ("certificates", "certifications"),
    "languages": ("languages",),
    "awards": ("awards",),
    "publications": ("publications",),
    "interests": ("interests",),
    "references": ("references",),
}
KNOWN: Final = frozenset({"basics", "work", "education", "skills"}.union(*SECTIONS.values()))


def recognises(tree: dict[str, Any]) -> bool:
    return bool(KNOWN.intersection(tree))


def read(draft: Draft) -> str:
    read_basics(draft)
    read_links(draft, draft.person, "profiles")
    read_parts(draft)
    draft.leave("file", "meta", "$schema")
    return FORMAT


def read_parts(draft: Draft) -> None:
    if draft.has("work"):
        draft.entries(draft.work, draft.at("work"), read_job)
    if draft.has("education"):
        draft.entries(draft.education, draft.at("education"), read_study)
    if draft.has("skills"):
        read_skills(draft, draft.places("skills"))
    read_sections(draft)


def read_basics(draft: Draft, known: dict[str, Any] | None = None) -> None:
    """The personal information and the summary; their limits leave room for the rest. `known` was read before."""
    basics = draft.person = draft.entry("basics", target="personal_info")
    basics.fields.update(known or {})
    read_name(basics, "name")
    basics.line("firstName", "firstName", limit=NAME)
    basics.line("lastName", "lastName", limit=NAME)
    basics.line("headline", "label", "headline")
    basics.line("email", "email")
    basics.line("phone", "phone")
    basics.line("location", "location")
    basics.address("website", "url", "website")
    basics.leave("picture", "image", "picture")
    draft.about(basics, "summary", "bio")
    draft.count_person()


def read_links(draft: Draft, entry: Entry, key: str) -> None:
    """The person's profiles, in their own fields or as links."""
    for path in entry.paths([key]):
        info = draft.person.fields
        read_profiles(draft.source, path, info, draft.room)
        draft.room.take([info.get("linkedin"), info.get("github")])


def read_sections(draft: Draft) -> None:
    """What has no column of its own, in the order of the file."""
    tree = draft.source.at(draft.root)
    order = {key: number for number, key in enumerate(tree)}
    found = [(order[key], kind, key) for kind, keys in SECTIONS.items() for key in keys if key in order]
    first = {kind: min(number for number, known, _key in found if known == kind) for _n, kind, _k in found}
    for _number, kind, key in sorted(
        found, key=lambda part: (first[part[1]], SECTIONS[part[1]].index(part[2]))
    ):
        draft.entries(draft.section(kind), draft.at(key), READERS[kind])
