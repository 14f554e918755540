"""What an import hands over: a résumé's content, and a report on every value of the file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from resumes.importers.formats import NAMES
from resumes.schema import EDUCATION, IMPORT_CONTENT, IMPORT_REPORT, SKILL_LIST, WORK_EXPERIENCE
from saaska.documents.fields import SUMMED_UP
from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.shapes import Shape

Kind = Literal["taken", "changed", "guessed", "left_out"]

EXCERPT = 200  # characters shown of a value that was taken as it is
VALUE = 10_000  # characters kept of one that was changed or left out
LINES = 2_000  # a report longer than this puts like values that were left out together


class UnreadableFile(Exception):  # noqa: N818  # says what happened, as a person would
    """The file as a whole cannot be imported; the text is one sentence for the person who uploaded it."""


class NothingError(UnreadableFile):
    """The file holds nothing of a résumé."""


class OnlyJobsError(NothingError):
    """The file holds tables about jobs, as text by their names, and nothing of a résumé."""

    def __init__(self, jobs: dict[str, str]) -> None:
        super().__init__(_("This file holds applications and saved jobs, and nothing of a résumé."))
        self.jobs = jobs


REASONS = {
    "": "",
    "above": _("Taken from the entry above: several positions with one employer."),
    "alternative": _("Another value of the file is used here."),
    "ambiguous": _("Day and month could be swapped, so only the year was kept."),
    "attachment": _("A file within the file: not taken."),
    "bullets": _("The list in it became bullets."),
    "busy": _("An end date is given, so this is not marked as current."),
    "category": _("Became the category of the skills listed with it."),
    "combined": _("Combined into one text."),
    "current": _("Understood as: until today."),
    "cut": _("Longer than %(detail)s characters: shortened."),
    "date": _("Not a date we can read."),
    "date_form": _("Written as a date of our form."),
    "date_text": _("Not a date we can read: kept in the text."),
    "date_year": _("Only the year could be read."),
    "document_language": _("The language of headings, months and page numbers."),
    "duration": _("How long it lasted follows from its dates."),
    "empty": _("Empty in the file."),
    "encoding": _(
        "The file is not all UTF-8: the rest was read as Western European text. Please check accented letters."
    ),
    "file": _("Says something about the file, not about you."),
    "found": _("Concluded from where it stands in the text."),
    "full": _("No room was left in this field."),
    "hidden": _("Hidden in the file."),
    "jobs": _("Belongs to applications and saved jobs: they can be imported by themselves."),
    "label": _("Only says how the link is shown."),
    "heading": _("Listed together with the others: this part has one heading."),
    "language_code": _("The name of the language with this code."),
    "letter": _("Part of a cover letter, not of a résumé."),
    "headed": _("A heading: what stands below it was read as that."),
    "labelled": _("Says what stands beside it."),
    "level": _("Became the level of the skills listed with it."),
    "link": _("Part of the link made from this profile."),
    "long_address": _("Longer than the %(detail)s characters a web address can have."),
    "markdown": _("Markdown was turned into plain text."),
    "markup": _("HTML was turned into plain text."),
    "mother_tongue": _("Listed among the mother tongues."),
    "no_address": _("Not a web address (http or https)."),
    "no_end": _("No end date in the file: marked as current."),
    "no_number": _("Not a number we can use."),
    "no_object": _("An entry with named fields was expected here."),
    "no_place": _("A résumé here has no place for it."),
    "no_text": _("Text was expected here."),
    "no_list": _("A list was expected here."),
    "number": _("A number in the file, kept as text."),
    "one_line": _("Put on one line."),
    "order": _("The order of the parts."),
    "ornament": _("No words."),
    "other_file": _("A file of the export that holds nothing of a résumé."),
    "period_text": _("Not a period we can read: kept in the text."),
    "picture": _("Pictures are not fetched from elsewhere. A photo can be added in the editor."),
    "photo": _("Made anew as the photo."),
    "private": _("A résumé here has no field for this, and employers should not ask for it."),
    "repeated": _("The file holds this key twice; the last one counts."),
    "same": _("Already there."),
    "role": _("A further position at the organization above."),
    "scale": _("A level out of %(detail)s."),
    "scheme": _("“https://” was put in front."),
    "single_date": _("One date only: understood as the end."),
    "size": _("More text than the %(detail)s kB a résumé can hold."),
    "split": _("Split into first and last name."),
    "split_full": _("Split at its commas. There was no room for all of it."),
    "split_list": _("Split at its commas."),
    "split_lines": _("Each line became an entry."),
    "too_many": _("More than the %(detail)s entries a résumé can hold here."),
    "too_many_points": _("More points than an entry can hold."),
    "unclear": _("Not understood: no field was found for this."),
    "unknown": _("Not a field of this format."),
    "unprintable": _("Characters that cannot be printed were removed."),
    "unset": _("Stands for “not set”."),
    "user_name": _("The address was made from the user name."),
    "years": _("Understood as a number of years."),
    "yes_no": _("Yes or no was expected here."),
}

ABOUT_THE_FILE = frozenset(
    ["file", "label", "other_file", "unset"]
)  # reasons that say nothing of the person is missing

IN_PART = frozenset(["ambiguous", "cut", "date_year", "encoding", "split_full"])

SHAPES: dict[str, Shape[Any]] = {
    "personal_info": PERSONAL_INFO,
    "work_experience": WORK_EXPERIENCE,
    "education": EDUCATION,
    "skills": SKILL_LIST,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One value of the file and what became of it.

    source: where it stands in the file ("work[2].startDate")
    target: where it went ("work_experience[2].startDate"), "" when it was left out; within a section the kind
        is named too ("personal_info.sections[0].awards.items[1].title")
    why: a key of REASONS, with its detail
    leaves: how many values of the file this line stands for, 0 for a remark about what is not in the file, and
        for the second and further things that were made of one value
    row: the line of the file it stands in, from 1; 0 when the file is not read line by line

    A "guessed" value was taken where another reading is possible: the person is asked to look at it.
    """

    kind: Kind
    source: str
    value: str = ""
    target: str = ""
    why: str = ""
    detail: str = ""
    leaves: int = 1
    row: int = 0

    @property
    def reason(self) -> str:
        """Why it was changed or left out, as a sentence; "" when it was taken as it is."""
        return str(REASONS[self.why]) % {"detail": self.detail}

    @property
    def place(self) -> str:
        """Where it went, in words: "Experience 3: the start date"."""
        column, path = split_path(self.target)
        if column == "summary":
            return capfirst(str(SUMMED_UP.name))
        return SHAPES[column].place(path) if column in SHAPES else ""


def split_path(path: str) -> tuple[str, tuple[str | int, ...]]:
    """ "work_experience[2].startDate" as ("work_experience", (2, "startDate"))."""
    parts = [int(number) if number else name for number, name in re.findall(r"\[(\d+)\]|([^.\[\]]+)", path)]
    return (str(parts[0]), tuple(parts[1:])) if parts else ("", ())


@dataclass(frozen=True)
class Report:
    """Every value of the file, in the file's order."""

    lines: tuple[Line, ...] = field(default=())

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Report":
        """A report of these lines; a very long one puts like values that were left out together."""
        listed = tuple(lines)
        return cls(listed if len(listed) <= LINES else tuple(_together(listed)))

    @classmethod
    def from_json(cls, stored: list[dict[str, Any]]) -> "Report":
        return cls(tuple(Line(**line) for line in stored))

    def as_json(self) -> list[dict[str, Any]]:
        stored: list[dict[str, Any]] = IMPORT_REPORT.clean([asdict(line) for line in self.lines])
        return stored

    def of_kind(self, kind: Kind) -> list[Line]:
        return [line for line in self.lines if line.kind == kind]

    @cached_property
    def taken(self) -> list[Line]:
        return self.of_kind("taken")

    @cached_property
    def changed(self) -> list[Line]:
        return self.of_kind("changed")

    @cached_property
    def guessed(self) -> list[Line]:
        return self.of_kind("guessed")

    @cached_property
    def left_out(self) -> list[Line]:
        """What was left out although it says something; empty values are in `empty`."""
        return [line for line in self.of_kind("left_out") if line.why != "empty"]

    @cached_property
    def missed(self) -> list[Line]:
        """Of those left out, the ones that say something about the person."""
        return [line for line in self.left_out if line.why not in ABOUT_THE_FILE and line.why != "jobs"]

    @property
    def missing(self) -> int:
        """How many values those are."""
        return sum(line.leaves for line in self.missed)

    @property
    def lacking(self) -> list[Line]:
        """What is missed, and what was taken in part only."""
        return [*self.missed, *(line for line in self.lines if line.why in IN_PART)]

    @cached_property
    def offered(self) -> list[Line]:
        """What waits to be imported as applications and saved jobs."""
        return [line for line in self.left_out if line.why == "jobs"]

    @cached_property
    def technical(self) -> list[Line]:
        return [line for line in self.left_out if line.why in ABOUT_THE_FILE]

    @cached_property
    def empty(self) -> list[Line]:
        return [line for line in self.of_kind("left_out") if line.why == "empty"]

    @property
    def leaves(self) -> int:
        """How many values of the file the report accounts for."""
        return sum(line.leaves for line in self.lines)

    @property
    def counts(self) -> dict[str, int]:
        """Values of the file by what became of them; what was empty is not counted among those left out."""
        kinds = {
            "taken": self.taken,
            "changed": self.changed,
            "guessed": self.guessed,
            "left_out": [line for line in self.left_out if line.why != "jobs"],
            "offered": self.offered,
            "empty": self.empty,
        }
        return {kind: sum(line.leaves for line in lines) for kind, lines in kinds.items()}


def _together(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Lines that were left out for the same reason from the same part of the file become one."""
    groups: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        if line.kind == "left_out":
            part = re.split(r"[.\[]", line.source, maxsplit=1)[0]
            key = (part if line.why != "unknown" else "", line.why, line.detail)
            groups.setdefault(key, []).append(line)
        else:
            yield line
    for (_part, why, detail), group in groups.items():
        first, last = group[0], group[-1]
        source = first.source if first is last else f"{first.source} … {last.source}"
        value = excerpt("\n".join(line.value for line in group if line.value), VALUE)
        yield Line("left_out", source, value, "", why, detail, sum(line.leaves for line in group))


def excerpt(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


@dataclass(frozen=True)
class Import:
    """What a file holds, in the shapes of a résumé's columns, with the report. Nothing is saved yet.

    `picture` is a "data:" address of the person's picture, and where it stands in the file. `jobs` are the tables
    about jobs that came with it, as text by their names.
    """

    format: str
    title: str
    personal_info: dict[str, Any]
    work_experience: list[dict[str, Any]]
    education: list[dict[str, Any]]
    skills: list[dict[str, Any]]
    summary: str
    report: Report
    picture: tuple[str, str] = ("", "")
    jobs: dict[str, str] = field(default_factory=dict)

    @property
    def format_name(self) -> str:
        return NAMES.get(self.format, self.format)

    def as_content(self) -> dict[str, Any]:
        """The résumé's columns as one JSON object, for an import that waits to be confirmed."""
        return IMPORT_CONTENT.clean(
            {
                "title": self.title,
                "personal_info": self.personal_info,
                "work_experience": self.work_experience,
                "education": self.education,
                "skills": self.skills,
                "summary": self.summary,
            }
        )

    @classmethod
    def from_content(cls, content: dict[str, Any], *, report: list[dict[str, Any]], format: str) -> "Import":
        """The import again, from what as_content() and report.as_json() gave."""
        return cls(format=format, report=Report.from_json(report), **IMPORT_CONTENT.clean(content))
