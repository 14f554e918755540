"""A cover letter as a PDF: its columns, made ready for a design."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, Protocol
from uuid import UUID

from django.utils import timezone, translation

from letters import placeholders
from saaska.documents import columns, designs, marks, personal, photos, prints, versions
from saaska.documents.designs import Design, Options
from saaska.documents.frames import PAGE, Picture, Printed
from saaska.documents.prints import Order, Sheets
from saaska.documents.versions import Version
from saaska.documents.wording import wording
from saaska.documents.words import Words, joined, words

Json = Mapping[str, Any]

PRINTED: Final = ("personal_info", "company_name", "job_title", "content")
MAKERS: Final = prints.digest_of_files([Path(__file__), Path(placeholders.__file__)])


class Printable(Protocol):
    """What printing reads of a letter: a CoverLetter, or anything with these attributes."""

    template: str
    personal_info: dict[str, Any]
    company_name: str
    job_title: str
    content: str


def printed(
    letter: Printable,
    *,
    owner: UUID | None = None,
    draft_of: UUID | None = None,
    pictures: Iterable[Picture] = (),
    language: str = "en",
) -> Printed:
    """The letter, or a draft of one, in the version of its design that it pins: see order() and prints.printed().

    Raises saaska.documents.printing_errors.PrintingError (its text says why, for the owner) when it is too long,
    or printing took too much, and saaska.documents.designs.UnknownDesignError when there is no such design.
    """
    wanted = order(letter, owner=owner, draft_of=draft_of, language=language)
    return prints.printed(wanted, pictures=pictures)


def page_image(letter: Printable, page: int = 1, size: str = PAGE, *, language: str = "en") -> bytes:
    """The image of one of its pages, the first of which is 1, in one of frames.SIZES.

    prints.NoSuchPageError when it has fewer; otherwise as printed(). A draft's are asked of prints.page_image().
    """
    return prints.page_image(order(letter, language=language), page, size)


def order(
    letter: Printable,
    *,
    owner: UUID | None = None,
    draft_of: UUID | None = None,
    version: Version | None = None,
    language: str = "en",
) -> Order:
    """What to print, and the key it is kept by; see resumes.printing.order(), whose arguments are the same."""
    version = version or versions.find(
        "letter", letter.template, getattr(letter, "template_version", versions.NEWEST)
    )
    design, options = version.design, Options.of(version.config, letter.personal_info.get("layout"))
    language = options.language or language
    written = written_on(letter)
    whose = owner or getattr(letter, "user_id", None)
    photo = photos.shown(whose, letter.personal_info, design, options)
    data = {**{column: getattr(letter, column) for column in PRINTED}, "date": written.isoformat()}
    data["personal_info"] = {**letter.personal_info, "photo": str(photo or "")}

    def sheets() -> Sheets:
        with translation.override(language):
            return _sheets(letter, design, options, photos.printed(photo), written=written)

    return Order(
        prints.key_of(design, options, data, language=language, makers=MAKERS),
        sheets,
        owner=str(whose or prints.EVERYBODY),
        replaces=str(draft_of or ""),
        paper=options.page,
    )


def sheets(
    letter: Printable,
    config: Json | None = None,
    *,
    portrait: bytes = b"",
    written: date | None = None,
    language: str = "en",
) -> Sheets:
    """What prints it from the design's folder with a configuration given, without the database.

    `portrait` is a JPEG for a design that has a place for one.
    """
    options = Options.of(config, letter.personal_info.get("layout"))
    design = designs.find("letter", letter.template)
    with translation.override(options.language or language):
        return _sheets(letter, design, options, photos.given(portrait, design, options), written=written)


def print_letter(
    letter: Printable,
    config: Json | None = None,
    *,
    portrait: bytes = b"",
    written: date | None = None,
    language: str = "en",
) -> Printed:
    """The same, printed anew and not kept."""
    return sheets(letter, config, portrait=portrait, written=written, language=language).print()


def _sheets(
    letter: Printable, design: Design, options: Options, files: Mapping[str, bytes], *, written: date | None
) -> Sheets:
    html = design.html({**context(letter, written=written), "photo": photos.NAMED if files else ""})
    return Sheets(html, design.css(options), files=files)


def spoken(letter: Printable, *, language: str = "en") -> tuple[dict[str, Any], Options]:
    """What its pages say, as context() gives it, and the options of its design, for files that are no PDF."""
    options = versions.options_of("letter", letter)
    with translation.override(options.language or language):
        return context(letter), options


def plain_text(letter: Printable, *, language: str = "en") -> str:
    """What the letter says, for a form or a mail that takes nothing but text."""
    with translation.override(letter.personal_info.get("layout", {}).get("language") or language):
        said = context(letter)
    head = [said["name"], said["headline"], *(contact.text for contact in said["contacts"])]
    opening = [*said["address"], said["date"]]
    parts = ["\n".join(filter(None, lines)) for lines in (head, opening)]
    parts += [said["subject"], marks.plain(said["body"])]
    return "\n\n".join(filter(None, parts)) + "\n"


def written_on(letter: Printable) -> date:
    """The day the letter was last changed; today for one that is not saved."""
    changed: datetime | None = getattr(letter, "updated_at", None)
    return timezone.localdate(changed) if changed else timezone.localdate()


def context(letter: Printable, *, written: date | None = None) -> dict[str, Any]:
    """What a design is given: texts only, in the language that is active."""
    personal_info, said = letter.personal_info, wording()
    name = personal.full_name(personal_info)
    contacts = personal.contacts(personal_info)
    job = words(letter.job_title)
    recipient = words(letter.company_name)
    day = placeholders.day(written or written_on(letter))
    body = marks.read(letter.content, placeholders.values(letter, day))
    texts = [line.words for block in body for line in marks.lines_of(block)]
    return {
        "language": translation.get_language() or "en",
        "title": joined(name, said.letter, by=" – "),
        "keywords": "",
        "name": name,
        "headline": words(personal_info.get("headline")),
        "photo": "",
        "contacts": contacts,
        "contact_lines": columns.in_lines(contacts),
        "date": day,
        "recipient": recipient,
        "address": [recipient] if recipient else [],
        "job_title": job,
        "subject": Words(said.application.format(job=job)) if job else Words(),
        "body": body,
        "paragraphs": [marks.plain_lines(block) for block in body],  # for designs that know no marks
        "rtl": sum(text.rtl for text in texts) > sum(text.ltr for text in texts),
    }
