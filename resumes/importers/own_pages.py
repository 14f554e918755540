"""The pages of a résumé of ours whose data was taken out: read by the reader that knows how our designs look.

Beside a sidebar or a second column the text as it is drawn does not say what belongs together; typefaces and places do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2

from resumes.importers.rows import Row
from resumes.importers.vocabulary import heading
from saaska.documents import fonts
from saaska.documents.ats.pieces import typeface
from saaska.documents.ats.reader import read
from saaska.documents.ats.resume import Entry, Resume, Section

OUR_WRITER = "WeasyPrint"
OUR_FACES = tuple(
    name.replace(" ", "-") for pair in fonts.PAIRS.values() for name in (pair.text, pair.headings)
)  # as PDFs name them
IN_ENGLISH = {"summary": "Summary", "work": "Experience", "education": "Education", "skills": "Skills"}
MOST_PIECES = 4_000  # of text on all pages: twelve pages of ours have half as many
SECTION, ENTRY = 2, 3  # levels of headings
AS_A_SIGN = str.maketrans({"|": "/", "\t": " "})  # within a field, what parts fields here


@dataclass
class Written:
    """Rows, each with the next number."""

    rows: list[Row] = field(default_factory=list)

    def add(self, *texts: str, level: int = 0, bullet: bool = False) -> None:
        text = " | ".join(filter(None, (text.translate(AS_A_SIGN).strip() for text in texts)))
        if text:
            self.rows.append(Row(len(self.rows) + 1, text, level, bullet, gap=not bullet, own=True))


def rows(data: bytes) -> list[Row]:
    """What the pages say, in the order in which résumés are read; nothing when they are not ours."""
    try:
        found = read(data) if is_ours(data) else Resume()
    except pypdfium2.PdfiumError:
        return []
    if not (found.name or found.jobs or found.education):
        return []
    written = Written()
    for text in (found.name, found.headline, found.email, found.phone, found.place, *found.links):
        written.add(text)
    for section in found.sections:
        known = heading(section.title) == section.kind
        written.add(section.title if known else IN_ENGLISH.get(section.kind, section.title), level=SECTION)
        written.add(section.text)
        for entry in section.entries:
            _entry(written, entry)
        for listed in _listed(section):
            written.add(listed)
    return written.rows


def is_ours(data: bytes) -> bool:
    """Whether the program that writes ours has written it, in typefaces of ours, as short as ours are."""
    document = pypdfium2.PdfDocument(data)
    try:
        if not len(document) or not document.get_metadata_value("Producer").startswith(OUR_WRITER):
            return False
        drawn = [
            piece for page in document for piece in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        ]
        return len(drawn) <= MOST_PIECES and any(typeface(piece).startswith(OUR_FACES) for piece in drawn)
    finally:
        document.close()


def _entry(written: Written, entry: Entry) -> None:
    written.add(entry.title, entry.organization, entry.place, entry.period, level=ENTRY)
    written.add(entry.link)
    written.add(entry.text)
    for bullet in entry.bullets:
        written.add(bullet, bullet=True)
    for label, text in entry.details.items():
        written.add(f"{label}: {text}")


def _listed(section: Section) -> Iterator[str]:
    for group in section.groups:
        things = [f"{item.name} ({item.note})" if item.note else item.name for item in group.items]
        name = f"{group.name} ({group.note})" if group.note else group.name
        yield f"{name}: {', '.join(things)}" if name else ", ".join(things)
