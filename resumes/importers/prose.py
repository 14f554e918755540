"""A résumé out of lines of text, by headings, times and words: deterministic, and nothing is invented.

Every word of the text is accounted for. Where a line could be read in another way the report says so.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from resumes.importers import heads, listed
from resumes.importers.draft import order_of
from resumes.importers.names import title_of
from resumes.importers.passages import Section, entries, sections
from resumes.importers.report import Import, Report, UnreadableFile
from resumes.importers.rows import Row, Sheet
from resumes.importers.vocabulary import DOCUMENT, language_of
from resumes.schema import EDUCATION, JOBS, SIZE, SKILL_LIST, SKILLS, STUDIES, WORK_EXPERIENCE, check_size
from saaska.documents.schema import PERSONAL_INFO, SECTIONS
from saaska.documents.sections import SECTION_ITEMS
from saaska.documents.texts import TEXT

MOST_ROWS = 3_000  # lines with words: a résumé of 60 kB has far fewer


def read(rows: Iterable[Row], *, format: str, file_name: str) -> Import:
    """The Import; UnreadableFile when the text holds nothing that a résumé does."""
    kept = [row for row in rows if row.text.strip()]
    if len(kept) > MOST_ROWS:
        raise UnreadableFile(
            _("The file has more than %(limit)s lines of text: too many for a résumé.")
            % {"limit": f"{MOST_ROWS:,}"}
        )
    sheet = Sheet(kept)
    found = Reader(sheet)
    for row in kept:
        if row.head:
            sheet.leave(row.whole, "headed")
    parts = sections([row for row in kept if not row.head])
    for section in parts:
        found.section(section)
    layout = {"language": language_of(part.title for part in parts), "order": order_of(found.met)}
    if any(layout.values()):
        found.info["layout"] = layout
    if not found.tells:
        raise UnreadableFile(
            _(
                "No part of a résumé was found in this text: neither a job, nor education, nor an e-mail address."
            )
        )
    return found.result(format=format, file_name=file_name)


class Reader:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.info: dict[str, Any] = {
            "firstName": "",
            "lastName": "",
            "headline": "",
            "links": [],
            "sections": [],
        }
        self.jobs: list[dict[str, Any]] = []
        self.studies: list[dict[str, Any]] = []
        self.skills: list[dict[str, Any]] = []
        self.summary: list[str] = []
        self.met: list[str] = []  # the parts in their order

    @property
    def tells(self) -> bool:
        return bool(
            self.jobs or self.studies or self.skills or self.info.get("email") or self.info["sections"]
        )

    def section(self, section: Section) -> None:
        if section.head:
            self.sheet.leave(section.head.whole, "headed")
        readers: dict[str, Callable[[Section], None]] = {
            "": self._person,
            "contact": self._person,
            "summary": lambda section: self._summary(section.rows),
            "work": self._jobs,
            "education": self._studies,
            "skills": self._skills,
        }
        readers.get(section.kind, self._further)(section)
        self._meet()

    def _meet(self) -> None:
        """Which parts have got something by now."""
        held = {"summary": self.summary, "work": self.jobs, "education": self.studies, "skills": self.skills}
        names = [name for name, kept in held.items() if kept]
        names += [section["id"] for section in self.info["sections"]]
        self.met += [name for name in names if name not in self.met]

    def _skills(self, section: Section) -> None:
        for row in section.rows:
            if len(self.skills) < SKILLS:
                self.skills += listed.skills(self.sheet, row, len(self.skills))[: SKILLS - len(self.skills)]

    def _person(self, section: Section) -> None:
        for row in section.rows:
            if row.text.strip(" :#*").casefold() in DOCUMENT:
                self.sheet.leave(row.whole, "headed")
            elif heads.is_paragraph(row):
                self._summary([row])
            else:
                heads.contact(self.sheet, row, self.info, first=section.kind == "")

    def _summary(self, rows: list[Row]) -> None:
        for row in rows:
            room = TEXT - sum(map(len, self.summary)) - len(self.summary)
            if room <= 0:
                self.sheet.leave(row.whole, "full")
                continue
            text = self.sheet.take("summary", row.whole, limit=room)
            if self.summary and text and not row.gap and not row.bullet:
                self.summary[-1] += f" {text}"
            elif text:
                self.summary.append(text)

    def _jobs(self, section: Section) -> None:
        last: dict[str, Any] = {}
        for entry in entries(section.rows):
            if len(self.jobs) >= JOBS:
                self._leave(entry.head + entry.body, "full")
                continue
            job = heads.job(self.sheet, entry, f"work_experience[{len(self.jobs)}]", last)
            self.jobs.append(job)
            last = job

    def _studies(self, section: Section) -> None:
        for entry in entries(section.rows):
            if len(self.studies) >= STUDIES:
                self._leave(entry.head + entry.body, "full")
                continue
            self.studies.append(heads.study(self.sheet, entry, f"education[{len(self.studies)}]"))

    def _further(self, section: Section) -> None:
        kept = self.info["sections"]
        if len(kept) >= SECTIONS or not section.rows:
            self._leave(section.rows, "full")
            return
        target = f"personal_info.sections[{len(kept)}].{section.kind}.items"
        if section.kind in listed.LISTS:
            items = [
                item for row in section.rows for item in listed.items(self.sheet, row, section.kind, target)
            ]
        else:
            items = [
                heads.item(self.sheet, entry, section.kind, f"{target}[{number}]")
                for number, entry in enumerate(entries(section.rows)[:SECTION_ITEMS])
            ]
        name = f"section_{len(kept) + 1}"
        kept.append(
            {"id": name, "kind": section.kind, "title": section.title[:255], "items": items[:SECTION_ITEMS]}
        )

    def _leave(self, rows: list[Row], why: str) -> None:
        for row in rows:
            self.sheet.leave(row.whole, why)

    def result(self, *, format: str, file_name: str) -> Import:
        info = PERSONAL_INFO.clean(self.info)
        columns: dict[str, Any] = {
            "personal_info": info,
            "work_experience": WORK_EXPERIENCE.clean(self.jobs),
            "education": EDUCATION.clean(self.studies),
            "skills": SKILL_LIST.clean(self.skills),
            "summary": "\n".join(self.summary),
        }
        try:
            check_size(*columns.values())
        except ValidationError:
            raise UnreadableFile(
                _("More text than the %(limit)s kB a résumé can hold.") % {"limit": SIZE // 1000}
            ) from None
        title = title_of(info, re.sub(r"\s+", " ", file_name))
        return Import(format=format, title=title, **columns, report=Report.of(self.sheet.lines()))
