"""Europass 3, the CV of the editor that ran until 2020: a SkillsPassport in JSON or XML.

Both hold the same under the same names, but XML puts lists into elements of their own (`WorkExperienceList`) and the
parts of a date into attributes.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resumes.importers.contact import add_link
from resumes.importers.dates import read_date
from resumes.importers.draft import Draft
from resumes.importers.entry import Entry
from resumes.importers.keys import TEXT, Key, Path, lead
from resumes.importers.source import entries_at
from resumes.importers.texts import HTML, parted
from saaska.documents.texts import LINE, NAME

PLAINER: Final = HTML
ABOUT: Final = ("DocumentInfo", "PrintingPreferences", "Locale", "@locale", "@schemaLocation")
SPEAKING: Final = {
    "Listening": gettext_lazy("listening"),
    "Reading": gettext_lazy("reading"),
    "SpokenInteraction": gettext_lazy("conversation"),
    "SpokenProduction": gettext_lazy("speaking"),
    "Writing": gettext_lazy("writing"),
}
COMPUTING: Final = {
    "Information": gettext_lazy("information"),
    "Communication": gettext_lazy("communication"),
    "ContentCreation": gettext_lazy("creating content"),
    "Safety": gettext_lazy("safety"),
    "ProblemSolving": gettext_lazy("solving problems"),
}
NO_SENTENCE: Final = 60  # characters that the name of a skill has at most


def recognises(tree: dict[str, Any]) -> bool:
    return isinstance(tree.get("LearnerInfo"), dict)


def read(draft: Draft) -> str:
    draft.speaks("Locale")
    draft.speaks("@locale")
    draft.leave("file", *ABOUT)
    draft.leave("letter", "CoverLetter")
    draft.leave("attachment", "Attachment", "AttachmentList", "ReferenceTo")
    draft.root = draft.at("LearnerInfo")
    read_person(draft)
    draft.count_person()
    read_contacts(draft)
    for path in items(draft, "WorkExperience"):
        draft.read(draft.work, path, read_job)
    for path in items(draft, "Education"):
        draft.read(draft.education, path, read_study)
    if draft.has("Skills"):
        read_skills(draft)
    for path in items(draft, "Achievement"):
        draft.read(draft.section("custom", _("Additional information")), path, read_achievement)
    draft.entry().leave("attachment", "Documentation", "ReferenceTo")
    return "europass-3"


def items(draft: Draft, name: str, *around: str) -> list[Path]:
    """The entries of a list, in JSON directly and in XML within an element."""
    value = draft.source.at(draft.at(*around)) if draft.has(*around) else {}
    for key in ((f"{name}List", name), (name,)):
        path = lead(value, key)
        if path:
            return [place for place, _value in entries_at(draft.source, draft.at(*around, *path))]
    return []


def read_person(draft: Draft) -> None:
    person = draft.person = draft.entry("Identification", target="personal_info")
    person.line("firstName", ("PersonName", "FirstName"), limit=NAME)
    person.line("lastName", ("PersonName", "Surname"), limit=NAME)
    person.leave("no_place", ("PersonName", "Title"), "Demographics")
    person.leave("picture", "Photo")
    person.leave("attachment", "Signature")
    person.line("location", ("ContactInfo", "Address", "Contact"), ("ContactInfo", "Address", 0, "Contact"))
    person.line("email", ("ContactInfo", "Email", "Contact"), ("ContactInfo", "Email", 0, "Contact"))
    headline = draft.entry("Headline", target="personal_info")
    if code_of(headline.value, "Type") == "personal_statement":
        draft.about(headline, ("Description", "Label"))
    else:
        headline.fields = person.fields
        headline.line("headline", ("Description", "Label"))
    headline.leave("file", "Type", ("Description", "Code"))


def code_of(value: Any, key: str) -> str:
    known = value.get(key) if isinstance(value, dict) else None
    return str(known.get("Code", "")) if isinstance(known, dict) else ""


def read_contacts(draft: Draft) -> None:
    """The first number and address of a page have their fields; the others become links."""
    info = draft.person.fields
    around = ("Identification", "ContactInfo")
    for name, field in (("Telephone", "phone"), ("Website", "website"), ("InstantMessaging", "")):
        for path in items(draft, name, *around):
            entry = Entry(draft.source, path, draft.source.at(path), "personal_info")
            if field and not info.get(field) and isinstance(entry.value, dict):
                entry.address(field, "Contact") if field == "website" else entry.line(field, "Contact")
                info |= entry.fields
            if not entry.fields.get(field):
                add_link(draft.source, path, entry.value, info, draft.room)
            entry.leave("label", "Use")


def read_dates(entry: Entry, *around: str) -> None:
    """From, to and whether it goes on; a month may be 6 or "--06"."""
    for name, key in (("startDate", "From"), ("endDate", "To")):
        date_of_parts(entry, name, (*around, key))
    ended = bool(entry.fields.get("endDate"))
    entry.current((*around, "Current"), ended=ended)
    entry.fields = {name: value for name, value in entry.fields.items() if name != "current" or value}


def date_of_parts(entry: Entry, name: str, around: Path) -> None:
    found: list[str] = []
    paths: list[Path] = []
    for part, width in (("year", 4), ("month", 2), ("day", 2)):
        for path in entry.paths([(*around, f"@{part}"), (*around, part.capitalize())])[:1]:
            digits = re.sub(r"[^0-9]", "", str(entry.source.at(path)))
            if len(found) == len(paths) and 0 < len(digits) <= width and int(digits):
                found.append(digits.zfill(width))
            paths.append(path)
    text = read_date("-".join(found))[0] if found and len(found[0]) == 4 else ""
    if text:
        entry.fields[name] = text
    for path in paths:
        if entry.fields.get(name):
            entry.source.change(path, f"{entry.target}.{name}", "date_form")
        else:
            entry.source.leave(path, "date")


def read_place(entry: Entry, around: str) -> None:
    """Where an organization is, and its page."""
    contact = (around, "ContactInfo")
    entry.line("location", (*contact, "Address", "Contact"), (*contact, "Address", 0, "Contact"))
    entry.address("url", (*contact, "Website", "Contact"), (*contact, "Website", 0, "Contact"))
    entry.leave("label", (*contact, "Website", "Use"), (*contact, "Website", 0, "Use"))
    entry.leave("no_place", (*contact, "Email"), (*contact, "Telephone"), (around, "Sector"))


def read_job(entry: Entry) -> None:
    read_dates(entry, "Period")
    entry.line("position", ("Position", "Label"))
    entry.line("company", ("Employer", "Name"))
    read_place(entry, "Employer")
    entry.prose("description", "achievements", "Activities")
    entry.leave("file", ("Position", "Code"))
    entry.leave("attachment", "Documentation", "ReferenceTo")


def read_study(entry: Entry) -> None:
    read_dates(entry, "Period")
    entry.line("degree", "Title")
    entry.line("institution", ("Organisation", "Name"))
    entry.line("field", ("Field", "Label"))
    read_place(entry, "Organisation")
    entry.text("description", "Activities", "Skills", ("Level", "Label"))
    entry.leave("file", ("Level", "Code"), ("Field", "Code"))
    entry.leave("attachment", "Documentation", "ReferenceTo")


def read_skills(draft: Draft) -> None:
    for path in items(draft, "MotherTongue", "Skills", "Linguistic"):
        draft.read(draft.section("languages"), path, read_mother_tongue)
    for path in items(draft, "ForeignLanguage", "Skills", "Linguistic"):
        draft.read(draft.section("languages"), path, read_language)
    headings = {
        "Communication": _("Communication skills"),
        "Organisational": _("Organisational skills"),
        "JobRelated": _("Job-related skills"),
        "Computer": _("Digital skills"),
        "Driving": _("Driving licence"),
        "Other": _("Other skills"),
    }
    for key, heading in headings.items():
        found = draft.source.at(draft.at("Skills", key)) if draft.has("Skills", key) else None
        if isinstance(found, list):  # as XML has those whose name may come several times elsewhere
            for number in range(len(found)):
                read_skill(draft, draft.entry("Skills", key, number), heading)
        elif found is not None:
            read_skill(draft, draft.entry("Skills", key), heading)


def read_mother_tongue(entry: Entry) -> None:
    entry.line("name", ("Description", "Label"))
    entry.leave("file", ("Description", "Code"))
    if entry.fields:
        entry.fields["level"] = _("Mother tongue")
        entry.source.remark(entry.path, f"{entry.target}.level", "mother_tongue")


def read_language(entry: Entry) -> None:
    entry.line("name", ("Description", "Label"))
    levels(entry, "level", SPEAKING)
    for path in certificates(entry):
        entry.noted("level", path)
    entry.leave("file", ("Description", "Code"))
    entry.leave("attachment", "Documentation", "ReferenceTo")


def levels(entry: Entry, name: str, parts: Mapping[str, Promise | str]) -> None:
    """The level of each part, once where all are the same: "B2", or "listening C1, writing B2"."""
    said = [
        (path, label) for key, label in parts.items() for path in entry.paths([("ProficiencyLevel", key)])
    ]
    found = [(path, label, str(entry.source.at(path)).strip()) for path, label in said]
    found = [(path, label, level) for path, label, level in found if level and len(level) < 20]
    if not found:
        return
    same = len({level for _path, _label, level in found}) == 1 and len(found) == len(parts)
    text = found[0][2] if same else ", ".join(f"{label} {level}" for _path, label, level in found)
    entry.fields[name] = text[:LINE]
    for path, _label, _level in found:
        entry.source.change(path, f"{entry.target}.{name}", "combined")


def certificates(entry: Entry) -> Iterator[Key]:
    """Where titles of certificates stand, in the several ways of the format's versions."""
    for around in (("Certificate",), ("VerifiedBy", "Certificate"), ("VerifiedBy",)):
        path = lead(entry.value, around)
        value = entry.source.at((*entry.path, *path)) if path else None
        for number in range(len(value)) if isinstance(value, list) else ():
            yield (*around, number, "Title")
            yield (*around, number, "Certificate", 0, "Title")
            yield (*around, number, "Certificate", "Title")


def read_skill(draft: Draft, entry: Entry, heading: str) -> None:
    """Names between commas are skills; sentences are a text under their heading."""
    for path in entry.paths(["Description"]):
        value = draft.source.at(path)
        names = parted(draft.source.plain(value)) if isinstance(value, str) else []
        if len(names) > 1 and all(len(name) < NO_SENTENCE and ". " not in name for name in names):
            draft.skills_in(path, {"category": heading})
    draft.read(draft.section("custom", _("Skills")), entry.path, partial(read_described, heading=heading))


def read_described(entry: Entry, heading: str) -> None:
    if not any(path in entry.source.journal for path in entry.paths(["Description"])):
        entry.joined("subtitle", *licences(entry))
        entry.prose("text", "bullets", "Description")
    levels(entry, "subtitle", COMPUTING)
    for certificate in certificates(entry):
        entry.noted("subtitle", certificate)
    entry.leave("attachment", "Documentation", "ReferenceTo")
    if entry.fields:
        entry.fields["title"] = heading


def licences(entry: Entry) -> Iterator[Key]:
    """Where classes of a driving licence stand: one object each in JSON, one element each in XML."""
    for around in (("Description", "Licence"), ("Description",)):
        path = lead(entry.value, around)
        value = entry.source.at((*entry.path, *path)) if path else None
        for number, licence in enumerate(value if isinstance(value, list) else ()):
            yield (*around, number, "Licence") if isinstance(licence, dict) else (*around, number)


def read_achievement(entry: Entry) -> None:
    entry.line("title", ("Title", "Label"), ("Title", TEXT))
    entry.prose("text", "bullets", "Description")
    entry.leave("file", ("Title", "Code"))
    entry.leave("attachment", "Documentation", "ReferenceTo")
