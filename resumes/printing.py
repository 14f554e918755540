"""A résumé as a PDF: its columns, made ready for a design to loop over."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol
from uuid import UUID

from django.utils import translation
from django.utils.timesince import TIME_STRINGS

from resumes.exporters import json_resume
from saaska.documents import blocks, columns, dates, designs, links, personal, photos, prints, versions
from saaska.documents.blocks import Entry, Group, Item, Section
from saaska.documents.designs import Design, Options
from saaska.documents.frames import PAGE, Picture, Printed
from saaska.documents.prints import Order, Sheets
from saaska.documents.versions import Version
from saaska.documents.wording import wording
from saaska.documents.words import Words, joined, paragraphs, several, words

Json = Mapping[str, Any]

PRINTED: Final = ("personal_info", "work_experience", "education", "skills", "summary")
MAKERS: Final = prints.digest_of_files([Path(__file__), Path(json_resume.__file__)])


class Printable(Protocol):
    """What printing reads of a résumé: a Resume, or anything with these attributes."""

    template: str
    personal_info: dict[str, Any]
    work_experience: list[dict[str, Any]]
    education: list[dict[str, Any]]
    skills: list[dict[str, Any]]
    summary: str | None


def printed(
    resume: Printable,
    *,
    owner: UUID | None = None,
    draft_of: UUID | None = None,
    pictures: Iterable[Picture] = (),
    language: str = "en",
) -> Printed:
    """The résumé, or a draft of one, in the version of its design that it pins: see order() and prints.printed().

    Raises saaska.documents.printing_errors.PrintingError (its text says why, for the owner) when it is too long,
    or printing took too much, and saaska.documents.designs.UnknownDesignError when there is no such design.
    """
    wanted = order(resume, owner=owner, draft_of=draft_of, language=language)
    return prints.printed(wanted, pictures=pictures)


def page_image(resume: Printable, page: int = 1, size: str = PAGE, *, language: str = "en") -> bytes:
    """The image of one of its pages, the first of which is 1, in one of frames.SIZES.

    prints.NoSuchPageError when it has fewer; otherwise as printed(). A draft's are asked of prints.page_image().
    """
    return prints.page_image(order(resume, language=language), page, size)


def order(
    resume: Printable,
    *,
    owner: UUID | None = None,
    draft_of: UUID | None = None,
    version: Version | None = None,
    language: str = "en",
) -> Order:
    """What to print, and the key it is kept by: the same for a draft and the résumé it is saved as.

    `owner` is whose it is when the résumé has no user_id. `draft_of` is the résumé of which this is unsaved or
    just saved text: of its states that wait for a printer, only the newest is printed (printing_errors.OutdatedError).
    `language` is that of a document which names none. Without a template_version, or with 0, the newest version of
    the design is used; `version` is another one to print it in.
    """
    version = version or versions.find(
        "resume", resume.template, getattr(resume, "template_version", versions.NEWEST)
    )
    design, options = version.design, Options.of(version.config, resume.personal_info.get("layout"))
    language = options.language or language
    whose = owner or getattr(resume, "user_id", None)
    photo = photos.shown(whose, resume.personal_info, design, options)
    data = {column: getattr(resume, column) for column in PRINTED}
    data["personal_info"] = {**resume.personal_info, "photo": str(photo or "")}

    def sheets() -> Sheets:
        with translation.override(language):
            return _sheets(resume, design, options, photos.printed(photo))

    return Order(
        prints.key_of(design, options, data, language=language, makers=MAKERS),
        sheets,
        owner=str(whose or prints.EVERYBODY),
        replaces=str(draft_of or ""),
        paper=options.page,
    )


def sheets(
    resume: Printable, config: Json | None = None, *, portrait: bytes = b"", language: str = "en"
) -> Sheets:
    """What prints it from the design's folder with a configuration given, without the database.

    `portrait` is a JPEG for a design that has a place for one.
    """
    options = Options.of(config, resume.personal_info.get("layout"))
    design = designs.find("resume", resume.template)
    with translation.override(options.language or language):
        return _sheets(resume, design, options, photos.given(portrait, design, options))


def print_resume(
    resume: Printable, config: Json | None = None, *, portrait: bytes = b"", language: str = "en"
) -> Printed:
    """The same, printed anew and not kept."""
    return sheets(resume, config, portrait=portrait, language=language).print()


def _sheets(resume: Printable, design: Design, options: Options, files: Mapping[str, bytes]) -> Sheets:
    html = design.html({**context(resume, options), "photo": photos.NAMED if files else ""})
    return Sheets(html, design.css(options), files=files, attachments=attachments(resume, options))


def attachments(resume: Printable, options: Options) -> dict[str, bytes]:
    """What travels inside the PDF: the printed data, unless the owner does not want it."""
    return {json_resume.FILE_NAME: json_resume.written(resume)} if options.attach_data else {}


def context(resume: Printable, options: Options | None = None) -> dict[str, object]:
    """What a design is given: texts only, in the active language. Without options, the résumé's own are used."""
    options = options or Options.of(None, resume.personal_info.get("layout"))
    with dates.dates_as(options.date_format):
        return _context(resume, options)


def said(resume: Printable, *, language: str = "en") -> tuple[dict[str, object], Options]:
    """What its pages say, as context() gives it, and the options of its design, for files that are no PDF."""
    options = versions.options_of("resume", resume)
    with translation.override(options.language or language):
        return context(resume, options), options


def _context(resume: Printable, options: Options) -> dict[str, object]:
    personal_info = resume.personal_info
    name = personal.full_name(personal_info)
    contacts = personal.contacts(personal_info)
    found = sections(resume, options)
    skills = blocks.printed(resume.skills) if any(section.kind == "skills" for section in found) else []
    return {
        "language": translation.get_language() or "en",
        "title": joined(name, wording().resume, by=" – "),
        "keywords": joined(*(skill.get("name") for skill in skills)),
        "name": name,
        "headline": words(personal_info.get("headline")),
        "photo": "",
        "contacts": contacts,
        "contact_lines": columns.in_lines(contacts),
        "sections": found,
        "page_lines": options.page_lines,
        "rtl": blocks.from_the_right(name, found),
    }


def sections(resume: Printable, options: Options) -> list[Section]:
    """Everything below the contacts, in the order of the résumé's layout, else of its design."""
    personal_info, said = resume.personal_info, wording()
    headings = (personal_info.get("layout") or {}).get("headings") or {}

    def heading(part: str) -> Words:
        return words(headings.get(part)) or Words(said.heading(part))

    own = [
        Section(
            "summary",
            heading("summary"),
            "summary",
            paragraphs=paragraphs(resume.summary or personal_info.get("summary")),
        ),
        Section(
            "work",
            heading("work"),
            "work",
            entries=blocks.by_employer(blocks.listed(map(_job, blocks.printed(resume.work_experience)))),
        ),
        Section(
            "education",
            heading("education"),
            "education",
            entries=blocks.listed(map(_study, blocks.printed(resume.education))),
        ),
        Section("skills", heading("skills"), "skills", groups=skill_groups(blocks.printed(resume.skills))),
    ]
    layout = {**(personal_info.get("layout") or {}), "order": options.order}
    return blocks.arranged([*own, *personal.sections(personal_info)], layout)


def _job(job: Json) -> Entry:
    return Entry(
        title=words(job.get("position")),
        organization=links.behind(job.get("company"), job.get("url")),
        place=words(job.get("location")),
        period=dates.period(job),
        paragraphs=paragraphs(job.get("description")),
        bullets=several(job.get("achievements") or []),
        details=blocks.named_list(wording().technologies, job.get("technologies") or []),
    )


def _study(study: Json) -> Entry:
    return Entry(
        title=joined(study.get("degree"), study.get("field")),
        organization=links.behind(study.get("institution"), study.get("url")),
        place=words(study.get("location")),
        period=dates.period(study),
        paragraphs=paragraphs(study.get("description")),
        details=[
            *blocks.grade(study.get("gpa")),
            *blocks.named_list(wording().courses, study.get("courses") or []),
        ],
    )


def skill_groups(skills: Iterable[Json]) -> list[Group]:
    """The skills by category, in the order the categories are first met; those without one stand first."""
    by_category: dict[Words, list[Item]] = {Words(): []}
    for skill in skills:
        note = joined(skill.get("level"), years(skill.get("years")))
        item = Item(words(skill.get("name")), note)
        if item.text or item.note:
            by_category.setdefault(words(skill.get("category")), []).append(item)
    return [Group(category, items).noted_once for category, items in by_category.items() if items]


def years(number: float | None) -> str:
    """How long somebody has done something: "5 years"."""
    if not number:
        return ""
    whole = int(number)
    said = str(TIME_STRINGS["year"] % {"num": whole})  # of Django's catalogues, with each language's plurals
    return said.replace("\N{NO-BREAK SPACE}", " ").replace(str(whole), f"{number:g}")
