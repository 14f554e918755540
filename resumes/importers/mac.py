"""MAC, the Manfred Awesomic CV: https://github.com/getmanfred/mac"""

from typing import Any, Final

from django.utils.translation import gettext as _

from resumes.importers.contact import add_link
from resumes.importers.draft import Draft
from resumes.importers.entry import Entry
from resumes.importers.keys import Key, Path
from resumes.importers.languages import language_name
from resumes.importers.source import entries_at
from resumes.importers.texts import MARKDOWN
from saaska.documents.fields import BULLETS, KEYWORDS, TECHNOLOGIES
from saaska.documents.texts import BULLET, NAME

PLAINER: Final = MARKDOWN
STARTS: Final[tuple[Key, ...]] = ("startDate",)
ENDS: Final[tuple[Key, ...]] = ("finishDate", "endDate")
PRIVATE: Final = ("relevantYearsOfExperience", "currentSalary", "noticePeriod", "significativeRelationships")


def recognises(tree: dict[str, Any]) -> bool:
    return isinstance(tree.get("aboutMe"), dict)


def read(draft: Draft) -> str:
    read_person(draft)
    draft.count_person()
    read_profiles(draft)
    for path in lists(draft, "experience", "jobs"):
        draft.roles(draft.work, path, read_organization, (*path, "roles"), read_role)
    for path in lists(draft, "knowledge", "studies"):
        read_study(draft, path)
    for key in ("hardSkills", "softSkills"):
        for path in lists(draft, "knowledge", key):
            draft.read(draft.skills, path, read_skill)
    read_sections(draft)
    draft.speaks("settings", "language")
    draft.leave("file", "settings", "$schema")
    draft.leave("no_place", "careerPreferences")
    draft.entry("aboutMe").leave("no_place", *PRIVATE)
    return "mac"


def lists(draft: Draft, *keys: str) -> list[Path]:
    return draft.places(*keys) if draft.has(*keys) else []


def read_person(draft: Draft) -> None:
    person = draft.person = draft.entry("aboutMe", "profile", target="personal_info")
    person.line("firstName", "name", limit=NAME)
    person.line("lastName", "surnames", limit=NAME)
    person.line("headline", "title")
    draft.about(person, "description")
    person.line("location", "location")
    person.leave("no_place", ("location", "notes"), "birthday")
    person.leave("picture", "avatar")
    for contact in (("aboutMe", "profile", "contact"), ("careerPreferences", "contact")):
        if draft.has(*contact):
            read_contact(draft, draft.at(*contact))


def read_contact(draft: Draft, path: Path) -> None:
    """The first address and number, which stands behind its country's."""
    entry = Entry(draft.source, path, draft.source.at(path), "personal_info")
    entry.fields = draft.person.fields
    entry.line("email", ("contactMails", 0))
    if not entry.fields.get("phone"):
        entry.joined("phone", ("phoneNumbers", 0, "countryCode"), ("phoneNumbers", 0, "number"), glue=" ")
        if entry.fields.get("phone") and entry.paths([("phoneNumbers", 0, "countryCode")]):
            entry.fields["phone"] = "+" + entry.fields["phone"].lstrip("+")
    entry.leave("alternative", "contactMails", "phoneNumbers")


def read_profiles(draft: Draft) -> None:
    info = draft.person.fields
    for keys in (
        ("aboutMe", "relevantLinks"),
        ("aboutMe", "profile", "contact", "publicProfiles"),
        ("careerPreferences", "contact", "publicProfiles"),
    ):
        for path in lists(draft, *keys):
            value = draft.source.at(path)
            website = isinstance(value, dict) and value.get("type") == "website" and not info.get("website")
            if website:
                entry = Entry(draft.source, path, value, "personal_info")
                entry.address("website", "URL")
                info |= entry.fields
            if not website or not info.get("website"):
                add_link(draft.source, path, value, info, draft.room)
            Entry(draft.source, path, value, "").leave("label", "type", "description")


def read_organization(entry: Entry) -> None:
    entry.line("company", ("organization", "name"))
    entry.line("location", ("organization", "location"))
    entry.address("url", ("organization", "URL"))
    entry.text("description", ("organization", "description"))
    entry.leave("picture", ("organization", "image"))
    entry.leave("no_place", ("organization", "location"), "type")


def read_role(entry: Entry) -> None:
    entry.line("position", "name")
    entry.period(STARTS, ENDS, ())
    entry.text("description", "notes")
    read_challenges(entry, "achievements")
    read_competences(entry, "technologies", "competences", "means")
    entry.leave("no_place", "referrals")


def read_challenges(entry: Entry, name: str) -> None:
    """What was to be done is a bullet, with what was done about it below."""
    bullets = entry.fields.setdefault(name, [])
    for path in entry.paths(["challenges"]):
        for place, value in entries_at(entry.source, path):
            if len(bullets) >= BULLETS:
                entry.source.leave(place, "too_many", str(BULLETS))
                continue
            target, room, lines = f"{entry.target}.{name}[{len(bullets)}]", BULLET, []
            challenge = Entry(entry.source, place, value, target)
            for leaf in challenge.paths(["description"] if isinstance(value, dict) else []):
                lines.append(entry.source.text(leaf, target, limit=room))
                room -= len(lines[-1])
            for actions in challenge.paths(["actions"]):
                for leaf, _action in entries_at(entry.source, actions):
                    text = entry.source.text(leaf, target, limit=room - 3, why="combined")
                    lines += [f"• {text}"] if text else []
                    room -= len(text) + 3
            bullets += ["\n".join(filter(None, lines))] if any(lines) else []


def read_competences(entry: Entry, name: str, *keys: str) -> None:
    """The names of the competences; what kind they are has no place."""
    found = entry.fields.setdefault(name, [])
    for path in entry.paths(keys):
        for place, _value in entries_at(entry.source, path):
            competence = Entry(
                entry.source, place, entry.source.at(place), f"{entry.target}.{name}[{len(found)}]"
            )
            if len(found) >= TECHNOLOGIES:
                entry.source.leave(place, "too_many", str(TECHNOLOGIES))
                continue
            for leaf in competence.paths(["name"]):
                text = entry.source.text(leaf, competence.target)
                found += [text] if text else []
            competence.leave("no_place", "type", "description")


def read_skill(entry: Entry) -> None:
    entry.line("name", ("skill", "name"))
    entry.line("level", "level")
    entry.line("category", ("skill", "type"))
    entry.leave("no_place", ("skill", "description"))


def read_study(draft: Draft, path: Path) -> None:
    value = draft.source.at(path)
    if isinstance(value, dict) and value.get("studyType") == "certification":
        draft.read(draft.section("certificates"), path, read_certificate)
    else:
        draft.read(draft.education, path, read_degree)


def read_certificate(entry: Entry) -> None:
    entry.line("name", "name")
    entry.line("issuer", ("institution", "name"))
    entry.date("date", "finishDate", "startDate")
    entry.address("url", ("institution", "URL"))
    entry.leave("picture", ("institution", "image"))
    entry.leave("no_place", "description", "studyType", "degreeAchieved", "linkedCompetences", "institution")


def read_degree(entry: Entry) -> None:
    entry.line("degree", "name")
    entry.line("institution", ("institution", "name"))
    entry.line("location", ("institution", "location"))
    entry.address("url", ("institution", "URL"))
    entry.period(STARTS, ENDS, (), open_ended=False)
    entry.text("description", "description", ("institution", "description"))
    read_competences(entry, "courses", "linkedCompetences")
    entry.fields["courses"] = entry.fields["courses"][:KEYWORDS]
    entry.leave("picture", ("institution", "image"))
    entry.leave("no_place", "studyType", "degreeAchieved", ("institution", "location"))


def read_sections(draft: Draft) -> None:
    for path in lists(draft, "experience", "projects"):
        draft.roles(draft.section("projects"), path, read_project, (*path, "roles"), read_project_role)
    artifacts = draft.section("publications", _("Published work"))
    for path in lists(draft, "experience", "publicArtifacts"):
        draft.read(artifacts, path, read_artifact)
    for path in lists(draft, "knowledge", "languages"):
        draft.read(draft.section("languages"), path, read_language)
    for path in lists(draft, "aboutMe", "interestingFacts"):
        draft.read(draft.section("custom", _("Interesting facts")), path, read_fact)
    for path in lists(draft, "aboutMe", "recommendations"):
        draft.read(draft.section("custom", _("Recommendations")), path, read_recommendation)


def read_project(entry: Entry) -> None:
    entry.line("name", ("details", "name"))
    entry.address("url", ("details", "URL"))
    entry.text("description", ("details", "description"))
    entry.line("type", "type")
    entry.leave("picture", ("details", "image"))
    entry.leave("no_place", ("details", "location"))


def read_project_role(entry: Entry) -> None:
    """A project without a name of its own has its role's."""
    if entry.fields.get("name"):
        entry.texts("roles", "name", most=1)
    else:
        entry.line("name", "name")
    entry.period(STARTS, ENDS, ())
    entry.text("description", "notes")
    read_challenges(entry, "highlights")
    read_competences(entry, "technologies", "competences", "means")
    entry.leave("no_place", "referrals")


def read_artifact(entry: Entry) -> None:
    entry.line("name", ("details", "name"))
    entry.date("date", "publishingDate")
    entry.address("url", ("details", "URL"))
    entry.text("summary", ("details", "description"))
    entry.leave("picture", ("details", "image"))
    entry.leave("no_place", "type", "relatedCompetences", "tags", ("details", "location"))


def read_language(entry: Entry) -> None:
    entry.line("name", "fullName")
    language_name(entry, "name", "name")
    entry.line("level", "level")


def read_fact(entry: Entry) -> None:
    entry.line("title", "topic")
    entry.text("text", "fact")


def read_recommendation(entry: Entry) -> None:
    entry.line("title", "title")
    for path in entry.paths(["authors"]):
        for number, _value in enumerate(entries_at(entry.source, path)):
            author = ("authors", number)
            entry.joined("subtitle", (*author, "name"))
            entry.joined("subtitle", (*author, "surnames"), glue=" ")
    entry.address("url", "URL")
    entry.text("text", "summary")
    entry.leave("no_place", "type", "authors")
