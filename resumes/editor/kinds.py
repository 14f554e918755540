"""What the editor asks for: one Kind for each sort of entry, with every key of its shape."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from resumes.schema import Education, Job, Skill
from saaska.documents import sections
from saaska.documents.editor.fields import Address, Date, Line, Lines, Number, Secret, Text, Words, YesNo
from saaska.documents.editor.kinds import Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ONE_A_LINE = _("One a line. An indented line goes on with the one above.")
PARTED = _("Separate them with commas.")
HIDDEN = _("Do not print")


JOB = Kind(
    Job,
    new=_("New position"),
    add=_("Add a position"),
    named_by=("position", "company"),
    again=_("Add another role at this company"),
    kept=("company", "location", "url"),
    fields={
        "id": Secret(""),
        "position": Line(_("Position")),
        "company": Line(_("Company")),
        "location": Line(_("Location")),
        "url": Address(_("Company’s website")),
        "startDate": Date(_("From")),
        "endDate": Date(_("To")),
        "current": YesNo(_("I work here now")),
        "description": Text(_("Description"), rows=2),
        "achievements": Lines(_("Achievements"), ONE_A_LINE),
        "technologies": Words(_("Technologies"), PARTED),
        "hidden": YesNo(HIDDEN),
    },
)
STUDY = Kind(
    Education,
    new=_("New education"),
    add=_("Add education"),
    named_by=("degree", "field", "institution"),
    fields={
        "id": Secret(""),
        "degree": Line(_("Degree")),
        "field": Line(_("Field of study")),
        "institution": Line(_("Institution")),
        "location": Line(_("Location")),
        "startDate": Date(_("From")),
        "endDate": Date(_("To")),
        "current": YesNo(_("I study here now")),
        "gpa": Line(_("Grade")),
        "url": Address(_("Institution’s website")),
        "courses": Words(_("Courses"), PARTED),
        "description": Text(_("Description"), rows=2),
        "hidden": YesNo(HIDDEN),
    },
)
SKILL = Kind(
    Skill,
    new=_("New skill"),
    add=_("Add a skill"),
    named_by=("name",),
    fields={
        "id": Secret(""),
        "name": Line(_("Skill")),
        "level": Line(_("Level")),
        "years": Number(_("Years")),
        "category": Line(_("Category"), list="skill-categories"),
        "hidden": YesNo(HIDDEN),
    },
    short=True,
)
PROJECT = Kind(
    sections.Project,
    new=_("New project"),
    add=_("Add a project"),
    named_by=("name",),
    fields={
        "id": Secret(""),
        "name": Line(_("Name")),
        "entity": Line(_("Organization")),
        "type": Line(_("Type")),
        "url": Address(_("Web address")),
        "startDate": Date(_("From")),
        "endDate": Date(_("To")),
        "current": YesNo(_("I work on it now")),
        "roles": Words(_("Roles"), PARTED),
        "description": Text(_("Description"), rows=2),
        "highlights": Lines(_("Highlights"), ONE_A_LINE),
        "technologies": Words(_("Technologies"), PARTED),
        "hidden": YesNo(HIDDEN),
    },
)
LANGUAGE = Kind(
    sections.Language,
    new=_("New language"),
    add=_("Add a language"),
    named_by=("name",),
    fields={
        "id": Secret(""),
        "name": Line(_("Language")),
        "level": Line(_("Level")),
        "hidden": YesNo(HIDDEN),
    },
    short=True,
)
CERTIFICATE = Kind(
    sections.Certificate,
    new=_("New certificate"),
    add=_("Add a certificate"),
    named_by=("name",),
    fields={
        "id": Secret(""),
        "name": Line(_("Name")),
        "issuer": Line(_("Issued by")),
        "date": Date(_("Date")),
        "url": Address(_("Web address")),
        "hidden": YesNo(HIDDEN),
    },
)
AWARD = Kind(
    sections.Award,
    new=_("New award"),
    add=_("Add an award"),
    named_by=("title",),
    fields={
        "id": Secret(""),
        "title": Line(_("Title")),
        "awarder": Line(_("Awarded by")),
        "date": Date(_("Date")),
        "summary": Text(_("Summary"), rows=2),
        "hidden": YesNo(HIDDEN),
    },
)
PUBLICATION = Kind(
    sections.Publication,
    new=_("New publication"),
    add=_("Add a publication"),
    named_by=("name",),
    fields={
        "id": Secret(""),
        "name": Line(_("Title")),
        "publisher": Line(_("Published by")),
        "date": Date(_("Date")),
        "url": Address(_("Web address")),
        "summary": Text(_("Summary"), rows=2),
        "hidden": YesNo(HIDDEN),
    },
)
POST = Kind(
    sections.Volunteering,
    new=_("New post"),
    add=_("Add a post"),
    named_by=("position", "organization"),
    fields={
        "id": Secret(""),
        "position": Line(_("Position")),
        "organization": Line(_("Organization")),
        "location": Line(_("Location")),
        "url": Address(_("Web address")),
        "startDate": Date(_("From")),
        "endDate": Date(_("To")),
        "current": YesNo(_("I help here now")),
        "description": Text(_("Description"), rows=2),
        "achievements": Lines(_("Achievements"), ONE_A_LINE),
        "hidden": YesNo(HIDDEN),
    },
)
REFERENCE = Kind(
    sections.Reference,
    new=_("New reference"),
    add=_("Add a reference"),
    named_by=("name",),
    fields={
        "id": Secret(""),
        "name": Line(_("Name")),
        "reference": Text(_("Reference"), rows=2),
        "hidden": YesNo(HIDDEN),
    },
)
INTEREST = Kind(
    sections.Interest,
    new=_("New interest"),
    add=_("Add an interest"),
    named_by=("name",),
    fields={
        "id": Secret(""),
        "name": Line(_("Interest")),
        "keywords": Words(_("Keywords"), PARTED, rows=1),
        "hidden": YesNo(HIDDEN),
    },
    short=True,
)
CUSTOM = Kind(
    sections.Custom,
    new=_("New entry"),
    add=_("Add an entry"),
    named_by=("title",),
    fields={
        "id": Secret(""),
        "title": Line(_("Title")),
        "subtitle": Line(_("Subtitle")),
        "date": Line(_("Date"), _("As it shall be printed, such as “Spring 2021”.")),
        "url": Address(_("Web address")),
        "text": Text(_("Text"), rows=2),
        "bullets": Lines(_("Bullets"), ONE_A_LINE),
        "hidden": YesNo(HIDDEN),
    },
)

SECTIONS: dict[str, tuple["StrOrPromise", str, Kind]] = {
    "projects": (_("Projects"), "folder-git-2", PROJECT),
    "languages": (_("Languages"), "languages", LANGUAGE),
    "certificates": (_("Certificates"), "shield-check", CERTIFICATE),
    "awards": (_("Awards"), "award", AWARD),
    "publications": (_("Publications"), "quote", PUBLICATION),
    "volunteering": (_("Volunteering"), "heart", POST),
    "references": (_("References"), "message-circle", REFERENCE),
    "interests": (_("Interests"), "flag", INTEREST),
    "custom": (_("Own section"), "list", CUSTOM),
}

SECTION = Kind(
    sections.CustomSection,
    new=_("New section"),
    add=_("Add a section"),
    named_by=("title",),
    fields={"id": Secret(""), "title": Line(_("Heading")), "visible": YesNo(_("Print this section"))},
    given={"kind": "custom"},
)
