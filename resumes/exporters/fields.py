"""A résumé field by field, as the forms of employers ask for it: what is printed, nothing that is hidden."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from resumes.exporters import json_resume
from resumes.exporters.json_resume import Columns
from saaska.documents import dates, personal
from saaska.documents.wording import wording
from saaska.documents.words import joined, words

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """One text to copy. `long` ones have lines."""

    label: str
    text: str

    @property
    def long(self) -> bool:
        return "\n" in self.text or len(self.text) > 120


@dataclass(frozen=True)
class Group:
    """The fields of a person, a job, a study; `part` is what kind of thing that is."""

    part: str
    name: str
    fields: list[Field]


def groups(resume: Columns, *, date_format: str = "") -> list[Group]:
    """The groups in which a form asks for them: the person, jobs, studies, skills, further sections."""
    content = json_resume.shown(resume)
    info = content.get("personal_info", {})
    with dates.dates_as(date_format):
        found = [
            Group("person", _("You"), list(_person(info, content.get("summary", "")))),
            *(_job(job) for job in content.get("work_experience", [])),
            *(_study(study) for study in content.get("education", [])),
            Group("skills", _("Skills"), list(_skills(content.get("skills", [])))),
            *(_section(section) for section in info.get("sections", [])),
        ]
    return [group for group in found if group.fields]


def _filled(*pairs: tuple[str, object]) -> list[Field]:
    return [Field(label, str(text)) for label, text in pairs if text]


def _person(info: Json, summary: str) -> Iterator[Field]:
    yield from _filled(
        (_("First name"), info.get("firstName")),
        (_("Last name"), info.get("lastName")),
        (_("Full name"), personal.full_name(info) if info.get("firstName") and info.get("lastName") else ""),
        (_("Headline"), info.get("headline")),
        (_("E-mail"), info.get("email")),
        (_("Phone"), info.get("phone")),
        (_("Location"), info.get("location")),
        (_("LinkedIn"), info.get("linkedin")),
        (_("GitHub"), info.get("github")),
        (_("Website"), info.get("website")),
        *((link.get("label") or _("Link"), link.get("url")) for link in info.get("links", [])),
        (_("Summary"), summary),
    )


def _when(entry: Json) -> list[tuple[str, object]]:
    end = (
        pgettext("end of a period", "Present")
        if entry.get("current")
        else dates.day(entry.get("endDate", ""))
    )
    return [(_("From"), dates.day(entry.get("startDate", ""))), (_("Until"), end)]


def _told(text: str, bullets: Iterable[str]) -> str:
    """A text and the points below it, as the one big field of a form takes them."""
    return "\n".join(filter(None, (text, *(f"• {words(bullet)}" for bullet in bullets))))


def _job(job: Json) -> Group:
    name = joined(job.get("position"), job.get("company"), by=" – ") or _("Job")
    return Group(
        "work",
        name,
        _filled(
            (_("Position"), job.get("position")),
            (_("Company"), job.get("company")),
            (_("Location"), job.get("location")),
            (_("Website"), job.get("url")),
            *_when(job),
            (_("Description"), _told(job.get("description", ""), job.get("achievements", []))),
            (_("Technologies"), joined(*job.get("technologies", []))),
        ),
    )


def _study(study: Json) -> Group:
    degree = joined(study.get("degree"), study.get("field"))
    return Group(
        "education",
        joined(degree, study.get("institution"), by=" – ") or _("Education"),
        _filled(
            (_("Institution"), study.get("institution")),
            (_("Degree"), study.get("degree")),
            (_("Field of study"), study.get("field")),
            (_("Location"), study.get("location")),
            (_("Website"), study.get("url")),
            *_when(study),
            (_("Grade"), study.get("gpa")),
            (_("Courses"), joined(*study.get("courses", []))),
            (_("Description"), study.get("description")),
        ),
    )


def _skills(skills: Iterable[Json]) -> Iterator[Field]:
    """Each category's by themselves, and all of them together."""
    by_category: dict[str, list[str]] = {}
    for skill in skills:
        if skill.get("name"):
            by_category.setdefault(skill.get("category", ""), []).append(skill["name"])
    yield from _filled((_("All skills"), ", ".join(itertools.chain(*by_category.values()))))
    if len(by_category) > 1:
        yield from (
            Field(category or _("Other skills"), ", ".join(names)) for category, names in by_category.items()
        )


def _section(section: Json) -> Group:
    """One field an entry: forms have no fields of their own for these."""
    name = section.get("title") or wording().heading(section["kind"])
    fields = [Field(*_item(item)) for item in section["items"]]
    return Group(section["kind"], name, [field for field in fields if field.text])


NAMES = (
    "name",
    "title",
    "position",
    "organization",
)  # what an entry of a section is called, the first it has
LISTED = ("roles", "keywords", "technologies")
FACTS = (
    *NAMES,
    *("subtitle", "level", "issuer", "awarder", "publisher", "entity", "type", "location"),
    *LISTED,
)
TEXTS = ("description", "summary", "text", "reference")
LISTS = ("highlights", "achievements", "bullets")


def _item(item: Json) -> tuple[str, str]:
    called = next((item[name] for name in NAMES if item.get(name)), "")
    facts = [joined(*item[name]) if name in LISTED else item[name] for name in FACTS if item.get(name)]
    period = dates.period(item) or dates.day(item.get("date", ""))
    line = joined(*facts, period, item.get("url"))
    text = "\n".join([line, *(item[name] for name in TEXTS if item.get(name))])
    return called or _("Entry"), _told(text, [bullet for name in LISTS for bullet in item.get(name, [])])
