"""The further parts of a Candidate's profile: each a list below a name, most of whose entries look alike."""

import re
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resumes.importers.draft import Draft, Part
from resumes.importers.entry import Entry
from resumes.importers.eures_period import MOMENT, read_period
from resumes.importers.keys import TEXT, Path, lead
from resumes.importers.source import entries_at
from saaska.documents.texts import LINE

READ: Final = frozenset(
    [
        "ID",
        "ExecutiveSummary",
        "CandidateObjective",
        "EmploymentHistory",
        "EducationHistory",
        "PersonQualifications",
        "Skills",
        "DigitalSkills",
        "Attachment",
        "RenderingInformation",
        "ClosingStatement",
    ]
)
SECTIONS: Final = {
    "Licenses": (gettext_lazy("Driving licence"), "custom"),
    "Certifications": (gettext_lazy("Certificates"), "certificates"),
    "CourseCertifications": (gettext_lazy("Courses"), "certificates"),
    "PublicationHistory": (gettext_lazy("Publications"), "publications"),
    "EmploymentReferences": (gettext_lazy("References"), "references"),
    "HobbiesAndInterests": (gettext_lazy("Hobbies and interests"), "custom"),
    "CreativeWorks": (gettext_lazy("Creative works"), "custom"),
    "Projects": (gettext_lazy("Projects"), "projects"),
    "SocialAndPoliticalActivities": (gettext_lazy("Social and political activities"), "custom"),
    "CommunicationAndInterpersonalSkills": (gettext_lazy("Communication skills"), "custom"),
    "ManagementAndLeadershipSkills": (gettext_lazy("Management and leadership skills"), "custom"),
    "OrganisationalSkills": (gettext_lazy("Organisational skills"), "custom"),
    "NetworksAndMemberships": (gettext_lazy("Networks and memberships"), "custom"),
    "OrganizationAffiliations": (gettext_lazy("Memberships"), "custom"),
    "ConferencesAndSeminars": (gettext_lazy("Conferences and seminars"), "custom"),
    "VoluntaryWorks": (gettext_lazy("Volunteering"), "volunteering"),
    "Others": (gettext_lazy("More"), "custom"),
}


def read(draft: Draft) -> None:
    """The remaining parts of the profile, in its order, each a list below a name."""
    for key, value in draft.entry().value.items():
        if key in READ or not isinstance(value, dict | list):
            continue
        heading, kind = SECTIONS.get(key, (" ".join(re.findall(r"[A-Z][a-z]*", key)).capitalize(), "custom"))
        groups = enumerate(value) if isinstance(value, list) else [(None, value)]
        for number, group in groups:
            around = draft.at(key) if number is None else draft.at(key, number)
            title = group.get("Title") if isinstance(group, dict) else None
            part = draft.section(kind, title if isinstance(title, str) and kind == "custom" else str(heading))
            for name in group if isinstance(group, dict) else ():
                if isinstance(group[name], list | dict):
                    draft.entries(part, (*around, name), READINGS[kind])
            close_heading(draft, part, (*around, "Title"))


def close_heading(draft: Draft, part: Part, path: Path) -> None:
    """The heading's own value is accounted for."""
    if not lead(draft.source.tree, path) or not isinstance(draft.source.at(path), str):
        return
    if part in draft.sections and part.header["kind"] == "custom":
        number = draft.sections.index(part)
        draft.source.text(path, f"personal_info.sections[{number}].custom.title")
    else:
        draft.source.leave(path, "alternative")


def read_block(entry: Entry) -> None:
    """An entry as most parts have them: a title, a time, a place, a text and links."""
    entry.line("title", "Title", "OrganizationName", "LicenseTypeCode", TEXT)
    entry.joined("subtitle", "Location", "Role")
    entry.joined(
        "date", *(("Date", *key) for key in (("StartDate", MOMENT), ("EndDate", MOMENT))), glue=" – "
    )
    for links in entry.paths(["Link"]):
        for place, _link in entries_at(entry.source, links):
            entry.address("url", place[len(entry.path) :])
    entry.prose("text", "bullets", "Description")
    for path in entry.paths([("Date", "Ongoing")]):
        if str(entry.source.at(path)).casefold() == "true" and "–" not in entry.fields.get("date", "–"):
            entry.fields["date"] = f"{entry.fields['date']} – {_('present')}"[:LINE]
            entry.source.change(path, f"{entry.target}.date", "current")
    entry.leave("no_place", ("Date", "Ongoing"))


def read_project(entry: Entry) -> None:
    entry.line("name", "Title")
    read_period(entry, "Date")
    entry.address("url", ("Link", 0))
    entry.prose("description", "highlights", "Description")
    entry.leave("alternative", "Link")


def read_voluntary(entry: Entry) -> None:
    entry.line("position", "Title")
    entry.line("organization", "OrganizationName")
    entry.line("location", "Location")
    read_period(entry, "Date")
    entry.address("url", ("Link", 0))
    entry.prose("description", "achievements", "Description")
    entry.leave("alternative", "Link")


def read_certificate(entry: Entry) -> None:
    entry.line("name", "Title", "CertificationName", "CertificationTypeCode")
    entry.line("issuer", ("IssuingAuthority", "Name"), "IssuingAuthority", "OrganizationName")
    entry.date(
        "date", ("Date", "StartDate", MOMENT), ("FirstIssuedDate", MOMENT), ("Date", "EndDate", MOMENT)
    )
    entry.address("url", ("Link", 0))
    entry.leave("no_place", "Description", "Date")


def read_publication(entry: Entry) -> None:
    entry.line("name", "Title", "FormattedPublicationDescription")
    entry.line("publisher", "PublisherName", "Publisher")
    entry.text("summary", "Description", "Reference", "Abstract")
    entry.date("date", ("PublicationDate", MOMENT), ("Date", "StartDate", MOMENT), "Year", keep="summary")
    entry.address("url", ("Link", 0))


def read_referee(entry: Entry) -> None:
    entry.joined("name", ("PersonName", "GivenName"), ("PersonName", "FamilyName"), glue=" ")
    entry.line("name", "Title")
    entry.text("reference", "Role", "Description", "Comment")
    for path in entry.paths(["Communication"]):
        for number, _value in enumerate(entries_at(entry.source, path)):
            entry.text("reference", ("Communication", number, "URI"), ("Communication", number, "DialNumber"))
    entry.leave("no_place", "Communication", "RefereeTypeCode", "YearsKnownNumber", "Link")


READINGS: Final = {
    "custom": read_block,
    "projects": read_project,
    "volunteering": read_voluntary,
    "certificates": read_certificate,
    "publications": read_publication,
    "references": read_referee,
}
