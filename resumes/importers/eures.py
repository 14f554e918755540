"""The Candidate of Europass since 2020 and of EURES, an XML of HR Open Standards: also within a Europass PDF."""

import re
from functools import partial
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resumes.importers import eures_sections
from resumes.importers.contact import add_link
from resumes.importers.draft import Draft
from resumes.importers.entry import Entry
from resumes.importers.eures_period import read_period
from resumes.importers.keys import TEXT, Key, Path
from resumes.importers.languages import language_name
from resumes.importers.source import entries_at
from resumes.importers.texts import HTML
from saaska.documents.schema import LINKS
from saaska.documents.texts import LINE, NAME

PLAINER: Final = HTML
DIMENSIONS: Final = {
    "CEF-Understanding-Listening": gettext_lazy("listening"),
    "CEF-Understanding-Reading": gettext_lazy("reading"),
    "CEF-Speaking-Interaction": gettext_lazy("conversation"),
    "CEF-Speaking-Production": gettext_lazy("speaking"),
    "CEF-Writing-Production": gettext_lazy("writing"),
    "CEF-Writing-Interaction": gettext_lazy("correspondence"),
}
PRIVATE: Final = ("NationalityCode", "BirthDate", "BirthPlace", "GenderCode", "Visa", "Disability", "Gender")


def recognises(tree: dict[str, Any]) -> bool:
    return isinstance(tree.get("CandidatePerson"), dict) or isinstance(tree.get("CandidateProfile"), list)


def read(draft: Draft) -> str:
    profiles = places(draft, "CandidateProfile")
    draft.speaks("CandidateProfile", 0, "@languageCode")
    draft.leave("file", "DocumentID", "RenderingInformation", "@schemaLocation")
    draft.leave("alternative", "CandidateSupplier")
    read_person(draft)
    if profiles:
        profile = Entry(draft.source, profiles[0], draft.source.at(profiles[0]), "")
        draft.about(profile, "ExecutiveSummary", "CandidateObjective")
    draft.count_person()
    read_contacts(draft)
    for path in draft.person.paths(["PrimaryLanguageCode"]):
        draft.entries(draft.section("languages"), path, read_mother_tongue)
    if profiles:
        read_profile(draft, profiles[0])
    for path in profiles[1:]:
        draft.source.leave(path, "alternative")
    return "europass"


def read_person(draft: Draft) -> None:
    person = draft.person = draft.entry("CandidatePerson", target="personal_info")
    person.line("firstName", ("PersonName", "GivenName"), limit=NAME)
    person.line("lastName", ("PersonName", "FamilyName"), limit=NAME)
    person.leave("no_place", *PRIVATE)


def read_contacts(draft: Draft) -> None:
    """Each way to reach the person; the first of each kind has its field, the others become links."""
    info = draft.person.fields
    for path in places(draft, "CandidatePerson", "Communication"):
        entry = Entry(draft.source, path, draft.source.at(path), "personal_info")
        entry.fields, channel = info, str(lead_text(entry, "ChannelCode")).casefold()
        before = dict(info)
        read_contact(entry, channel)
        if channel.startswith("instant") and "//" not in str(lead_text(entry, "URI")):
            add_name(draft, entry)
        elif info == before and entry.paths(["URI"]) and channel not in ("email", "telephone"):
            add_link(draft.source, path, entry.value, info, draft.room)
        entry.leave("label", "ChannelCode", "UseCode", "OtherTitle", "CountryCode", ("Address", 0, "@type"))
        entry.leave("alternative", "URI", "DialNumber", "CountryDialing")


def add_name(draft: Draft, entry: Entry) -> None:
    """A name at a messenger is no address: it is shown as it is, behind the messenger's name."""
    links = entry.fields.setdefault("links", [])
    target = f"personal_info.links[{len(links)}].label"
    words = [
        draft.source.text(path, target, limit=NAME, why="combined")
        for path in entry.paths(["OtherTitle", "URI"])
        if len(links) < LINKS
    ]
    link = {"id": f"link_{len(links) + 1}", "label": ": ".join(filter(None, words)), "url": ""}
    if any(words) and draft.room.take(link):
        links.append(link)


def lead_text(entry: Entry, key: Key) -> Any:
    return next((entry.source.at(path) for path in entry.paths([key])), "")


def read_contact(entry: Entry, channel: str) -> None:
    entry.line("location", ("Address", 0), "Address")
    if channel == "email" and not entry.fields.get("email"):
        entry.line("email", "URI")
    elif channel == "telephone" and not entry.fields.get("phone"):
        entry.joined("phone", "CountryDialing", "DialNumber", "URI", glue=" ")
        if entry.fields.get("phone") and lead_text(entry, "CountryDialing"):
            entry.fields["phone"] = "+" + entry.fields["phone"].lstrip("+0")
    elif channel == "web" and not entry.fields.get("website"):
        entry.address("website", "URI")


def places(draft: Draft, *keys: str) -> list[Path]:
    return draft.places(*keys) if draft.has(*keys) else []


def read_mother_tongue(entry: Entry) -> None:
    language_name(entry, "name", TEXT)
    if entry.fields:
        entry.fields["level"] = _("Mother tongue")
        entry.source.remark(entry.path, f"{entry.target}.level", "mother_tongue")


def read_profile(draft: Draft, path: Path) -> None:
    draft.root = path
    for place in places(draft, "EmploymentHistory", "EmployerHistory"):
        draft.roles(draft.work, place, read_employer, (*place, "PositionHistory"), read_position)
    for place in places(draft, "EducationHistory", "EducationOrganizationAttendance"):
        draft.read(draft.education, place, read_study)
    for place in places(draft, "PersonQualifications", "PersonCompetency"):
        read_competency(draft, place, "")
    draft.about(draft.entry("PersonQualifications"), "QualificationsSummary")
    for group in places(draft, "Skills", "SkillsGroup"):
        read_group(draft, group, "PersonCompetency")
    for place in places(draft, "Skills", "PersonCompetency"):
        read_competency(draft, place, "")
    for group in places(draft, "DigitalSkills", "DigitalSkillsGroup"):
        read_group(draft, group, "DigitalSkill")
    draft.entry().leave("attachment", "Attachment")
    draft.entry().leave("file", "ID", "RenderingInformation")
    draft.entry().leave("no_place", "ClosingStatement")
    eures_sections.read(draft)


def read_organization(entry: Entry, *, elsewhere: bool = False) -> None:
    """Where an organization is, unless that is said elsewhere, and its page."""
    for contact in entry.paths(["OrganizationContact"]):
        for place, _value in entries_at(entry.source, contact):
            ways = Entry(entry.source, place, entry.source.at(place), entry.target)
            for way, _way in [
                each for path in ways.paths(["Communication"]) for each in entries_at(entry.source, path)
            ]:
                one = Entry(entry.source, way, entry.source.at(way), entry.target)
                one.fields = entry.fields
                if elsewhere:
                    one.leave("alternative", "Address")
                one.line("location", ("Address", 0), "Address")
                if str(lead_text(one, "ChannelCode")).casefold() == "web":
                    one.address("url", "URI")
                one.leave("no_place", "URI", "DialNumber", "CountryDialing", "Address")
                one.leave("label", "ChannelCode", "UseCode", "OtherTitle", "CountryCode")
    for links in entry.paths(["Link"]):
        for place, _link in entries_at(entry.source, links):
            entry.address("url", place[len(entry.path) :])
    entry.leave("no_place", "Department")
    entry.leave("file", "IndustryCode")


def read_employer(entry: Entry) -> None:
    entry.line("company", "OrganizationName")
    read_organization(entry, elsewhere=bool(entry.paths([("PositionHistory", 0, "City")])))
    read_period(entry, "EmploymentPeriod")


def read_position(entry: Entry) -> None:
    if entry.paths(["EmploymentPeriod"]):
        entry.fields = {
            key: entry.fields[key] for key in entry.fields if key not in ("startDate", "endDate", "current")
        }
    if entry.paths(["City"]):
        entry.forget("location")
    entry.line("position", "PositionTitle")
    read_period(entry, "EmploymentPeriod")
    entry.joined("location", *(() if entry.fields.get("location") else ("City", "Country")))
    place = entry.fields.get("location", "")
    if re.search(r", [a-z]{2}$", place):
        entry.fields["location"] = place[:-2] + place[-2:].upper()
    entry.prose("description", "achievements", "Description")
    entry.leave("alternative", "City", "Country")


def read_study(entry: Entry) -> None:
    entry.line("institution", "OrganizationName")
    entry.line("degree", ("EducationDegree", "DegreeName"), "ProgramName")
    entry.line("field", ("EducationDegree", "DegreeMajor", 0), ("EducationDegree", "DegreeMajor", 0, "Name"))
    read_period(entry, "AttendancePeriod")
    read_organization(entry)
    entry.line("gpa", ("EducationDegree", "FinalGrade", "ScoreText"))
    for key in ("OccupationalSkillsCovered", "Thesis"):
        entry.text("description", ("EducationDegree", key))
    entry.text("description", ("AttendancePeriod", "Description"))
    entry.leave("file", ("EducationDegree", "FieldOfStudy"))
    for key in (
        "DegreeTypeCode",
        "DegreeDate",
        "NationalClassification",
        "CreditType",
        "NumberOfCredit",
        "validUntil",
    ):
        entry.leave("no_place", ("EducationDegree", key))
    entry.leave("no_place", "EducationLevelCode", "ProgramName")


def read_competency(draft: Draft, path: Path, category: str) -> None:
    """A language with its levels, or anything else somebody is able to do."""
    entry = Entry(draft.source, path, draft.source.at(path), "")
    if str(lead_text(entry, "TaxonomyID")).casefold() == "language":
        draft.read(draft.section("languages"), path, read_language)
        return

    def read_skill(skill: Entry) -> None:
        skill.line("name", "CompetencyName", "CompetencyID")
        skill.line("level", ("ProficiencyLevel", "ScoreText"))
        skill.leave("file", "TaxonomyID")
        if skill.fields:
            skill.fields["category"] = category

    draft.read(draft.skills, path, read_skill)


def read_language(entry: Entry) -> None:
    language_name(entry, "name", "CompetencyID")
    entry.line("name", "CompetencyName")
    entry.line("level", ("ProficiencyLevel", "ScoreText"))
    entry.leave("file", "TaxonomyID")
    found: list[tuple[str, str]] = []
    for one in entry.below("CompetencyDimension"):
        code, score = (
            str(lead_text(one, key)) for key in ("CompetencyDimensionTypeCode", ("Score", "ScoreText"))
        )
        if score and len(score) < 20 and not entry.fields.get("level"):
            found.append((str(DIMENSIONS.get(code, code[:40])), score))
            for leaf in one.paths([("Score", "ScoreText"), "CompetencyDimensionTypeCode"]):
                entry.source.change(leaf, f"{entry.target}.level", "combined")
        else:
            entry.source.leave(one.path, "alternative")
    if found:
        same = len({score for _part, score in found}) == 1
        parts = ", ".join(f"{part} {score}" for part, score in found)
        entry.fields["level"] = found[0][1] if same else parts[:LINE]


def read_group(draft: Draft, path: Path, members: str) -> None:
    """Skills under a heading of the person's own, which is their category."""
    group = Entry(draft.source, path, draft.source.at(path), draft.target(draft.skills))
    group.line("category", "Title", why="category")
    for place in [
        each for found in group.paths([members]) for each, _value in entries_at(draft.source, found)
    ]:
        if members == "PersonCompetency":
            read_competency(draft, place, group.fields.get("category", ""))
        else:
            draft.read(draft.skills, place, partial(read_named, shared=dict(group.fields)))


def read_named(skill: Entry, shared: dict[str, Any]) -> None:
    skill.line("name", TEXT, "Title", "Name")
    if skill.fields:
        skill.fields |= shared
