"""A letter, a résumé and enclosures in one PDF, in the order that its owner wants."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from letters import enclosures, printing
from letters.models import CoverLetter
from saaska.documents import prints, renderer
from saaska.documents.designs import Kind
from saaska.documents.orders import order_of
from saaska.documents.personal import full_name
from saaska.documents.renderer import Bound
from saaska.documents.wording import wording

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 12  # parts of a packet


@dataclass(frozen=True)
class Part:
    """One document of a packet. `token` names it in a form: "letter", "resume-<id>", "enclosure-<id>"."""

    token: str
    kind: str
    title: str
    row: Any
    note: str = ""


def parts_for(letter: CoverLetter, user: "User") -> dict[str, Part]:
    """All that can be bound behind this letter, by token: the person's own résumés and enclosures."""
    found = [Part("letter", _("Cover letter"), letter.title, letter)]
    found += [
        Part(f"resume-{resume.pk}", _("Résumé"), resume.title, resume)
        for resume in user.resumes.shelved().order_by("-updated_at", "id")[:50]
    ]
    found += [
        Part(f"enclosure-{row.pk}", _("Enclosure"), row.title, row, note=pages_said(row.pages))
        for row in user.enclosures.order_by("created_at", "id")
    ]
    return {part.token: part for part in found}


def pages_said(pages: int) -> str:
    return _("1 page") if pages == 1 else _("%(count)s pages") % {"count": pages}


def begun_with(letter: CoverLetter, user: "User") -> list[str]:
    """The tokens of a packet that nobody has arranged yet: the letter, and the résumé it was sent with or the last."""
    sent_with = user.job_applications.filter(cover_letter=letter).exclude(resume=None)
    chosen = sent_with.values_list("resume_id", flat=True).first()
    newest = user.resumes.shelved().order_by("-updated_at", "id").values_list("pk", flat=True).first()
    resume = chosen or newest
    return ["letter", *([f"resume-{resume}"] if resume else [])]


def bind(letter: CoverLetter, parts: list[Part]) -> Bound:
    """PrintingError or enclosures.EnclosureError say why not."""
    _said, options = printing.spoken(letter)
    with translation.override(options.language or translation.get_language()):
        marks = [bookmark(part) for part in parts]
    contents = [(mark, content(part)) for mark, part in zip(marks, parts, strict=True)]
    name = full_name(letter.personal_info)
    title = " – ".join(filter(None, (name, letter.title)))
    return renderer.bind(contents, title=title, author=name, language=options.language or "en")


def bookmark(part: Part) -> str:
    """What its readers find it by, in the language that is active."""
    if part.token.startswith("enclosure-"):
        return part.title
    return wording().letter if part.token == "letter" else wording().resume


def content(part: Part) -> bytes:
    if part.token.startswith("enclosure-"):
        return enclosures.content(part.row)
    kind: Kind = "letter" if part.token == "letter" else "resume"
    return prints.printed(order_of(kind, part.row)).pdf
