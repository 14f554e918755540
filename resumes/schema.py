"""The shapes of a résumé's columns beside personal_info, and the rule about all of them together."""

from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saaska.documents.fields import (
    ACHIEVED,
    ADDRESSED,
    CURRENT,
    DESCRIBED,
    ENDED,
    ID,
    NAMED,
    PLACE,
    POSITION,
    STARTED,
    SUMMED_UP,
    TECHNICAL,
    Bullets,
    Date,
    Fields,
    Hidden,
    Id,
    Keywords,
    Label,
    Line,
    Technologies,
    Text,
    WebAddress,
    at_most,
    limited_text,
    number,
    own_ids,
)
from saaska.documents.schema import PersonalInfo
from saaska.documents.shapes import Shape, json_size

JOBS = 40
STUDIES = 40
SKILLS = 200
REPORT_LINES = 50_000  # of an import
SIZE = 60_000  # bytes of JSON a whole résumé may have


class Job(Fields):
    id: Annotated[Id, ID] = ""
    company: Annotated[Line, Label(_("the company"))] = ""
    position: Annotated[Line, POSITION] = ""
    location: Annotated[Line, PLACE] = ""
    url: Annotated[WebAddress, ADDRESSED] = ""
    startDate: Annotated[Date, STARTED] = ""
    endDate: Annotated[Date, ENDED] = ""
    current: Annotated[bool, CURRENT] = False
    description: Annotated[Text, DESCRIBED] = ""
    achievements: Annotated[Bullets, ACHIEVED] = []
    technologies: Annotated[Technologies, TECHNICAL] = []
    hidden: Hidden = False


class Education(Fields):
    id: Annotated[Id, ID] = ""
    institution: Annotated[Line, Label(_("the institution"))] = ""
    degree: Annotated[Line, Label(_("the degree"))] = ""
    field: Annotated[Line, Label(_("the field of study"))] = ""
    location: Annotated[Line, PLACE] = ""
    url: Annotated[WebAddress, ADDRESSED] = ""
    startDate: Annotated[Date, STARTED] = ""
    endDate: Annotated[Date, ENDED] = ""
    current: Annotated[bool, CURRENT] = False
    gpa: Annotated[Line, Label(_("the grade"))] = ""
    description: Annotated[Text, DESCRIBED] = ""
    courses: Annotated[Keywords, Label(_("courses"), one=_("course"))] = []
    hidden: Hidden = False


class Skill(Fields):
    id: Annotated[Id, ID] = ""
    name: Annotated[Line, NAMED] = ""
    level: Annotated[Line, Label(_("the level"))] = ""
    years: Annotated[Any, number(0, 80), Label(_("the number of years"))] = None
    category: Annotated[Line, Label(_("the category"))] = ""
    hidden: Hidden = False


EXPERIENCES = Label(_("jobs"), one=_("experience"))
STUDIED = Label(_("places of education"), one=_("education"))
SKILLED = Label(_("skills"), one=_("skill"))

WORK_EXPERIENCE: Shape[list[dict[str, Any]]] = Shape(
    Annotated[list[Job], at_most(JOBS), own_ids("exp")], label=EXPERIENCES
)
EDUCATION: Shape[list[dict[str, Any]]] = Shape(
    Annotated[list[Education], at_most(STUDIES), own_ids("edu")], label=STUDIED
)
SKILL_LIST: Shape[list[dict[str, Any]]] = Shape(
    Annotated[list[Skill], at_most(SKILLS), own_ids("skill")], label=SKILLED
)


class ImportContent(Fields):
    """What a file would become: a résumé's columns."""

    title: Annotated[Line, Label(_("the title"))] = ""
    personal_info: Annotated[PersonalInfo, Label(_("the personal information"))] = PersonalInfo()
    work_experience: Annotated[list[Job], at_most(JOBS), own_ids("exp"), EXPERIENCES] = []
    education: Annotated[list[Education], at_most(STUDIES), own_ids("edu"), STUDIED] = []
    skills: Annotated[list[Skill], at_most(SKILLS), own_ids("skill"), SKILLED] = []
    summary: Annotated[Text, SUMMED_UP] = ""


class ReportLine(Fields):
    """What became of one value of a file, see resumes.importers.report.Line."""

    kind: Literal["taken", "changed", "guessed", "left_out"]
    source: Annotated[str, limited_text(20_000, lines=False)] = ""
    value: Annotated[str, limited_text(10_000, lines=True)] = ""
    target: Annotated[str, limited_text(200, lines=False)] = ""
    why: Annotated[str, limited_text(20, lines=False)] = ""
    detail: Annotated[str, limited_text(20, lines=False)] = ""
    leaves: Annotated[Any, number(0, 1_000_000)] = 1
    row: Annotated[Any, number(0, 10_000_000)] = 0


IMPORT_CONTENT: Shape[dict[str, Any]] = Shape(ImportContent, label=Label(_("the content")))
IMPORT_REPORT: Shape[list[dict[str, Any]]] = Shape(
    Annotated[list[ReportLine], at_most(REPORT_LINES)], label=Label(_("lines"), one=_("line"))
)


def validate_import_content(value: object) -> None:
    IMPORT_CONTENT.check(value)


def validate_import_report(value: object) -> None:
    IMPORT_REPORT.check(value)


def validate_work_experience(value: object) -> None:
    WORK_EXPERIENCE.check(value)


def validate_education(value: object) -> None:
    EDUCATION.check(value)


def validate_skills(value: object) -> None:
    SKILL_LIST.check(value)


def check_size(
    personal_info: object, work_experience: object, education: object, skills: object, summary: str
) -> None:
    """ValidationError when a résumé's parts together are more than can be printed."""
    size = json_size(personal_info, work_experience, education, skills, summary)
    if size > SIZE:
        raise ValidationError(
            _("The résumé holds %(size)s kB of text, but only %(limit)s kB can be printed."),
            code="size",
            params={"size": -(-size // 1000), "limit": SIZE // 1000},
        )
