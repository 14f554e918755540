"""A PDF without data in it: its text, line by line as it is drawn, or as our own reader reads a page of ours."""

from typing import Final

import pypdfium2
from django.utils.translation import gettext as _

from resumes.importers import drawn_lines, own_pages, plain_text, prose
from resumes.importers.pdf_file import ONE_AT_A_TIME
from resumes.importers.report import Import, UnreadableFile
from saaska.documents.ats.pieces import FROM_THE_RIGHT

FORMAT: Final = "pdf"
MOST_BYTES: Final = 5_000_000
MOST_PAGES: Final = 30


def recognises(data: bytes, *, file_name: str) -> bool:
    return data[:1024].lstrip().startswith(b"%PDF-")


def read(data: bytes, *, file_name: str) -> Import:
    with ONE_AT_A_TIME:
        text = text_of(data)
        ours = own_pages.rows(data)
        if not ours and needs_places(text):
            text = drawn_lines.text_of(data) or text
    if not text.strip():
        raise UnreadableFile(
            _(
                "The PDF holds no text, only pictures of pages. Please export it anew from where it was written."
            )
        )
    return prose.read(ours or plain_text.rows(text), format=FORMAT, file_name=file_name)


def needs_places(text: str) -> bool:
    """Whether the lines alone do not tell: no point of a list has its sign, or letters stand one below the other."""
    if FROM_THE_RIGHT.search(text):
        return False  # its letters stand the other way round
    found = [line.strip() for line in text.splitlines() if line.strip()]
    return (
        not any(map(plain_text.BULLET.match, found)) or sum(len(line) < 3 for line in found) > len(found) / 2
    )


def text_of(data: bytes) -> str:
    """The pages' lines; UnreadableFile with what is in the way."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        if "assword" in str(problem):
            raise UnreadableFile(_("The PDF has a password. Please save it without one.")) from problem
        raise UnreadableFile(_("The PDF is damaged: it cannot be opened.")) from problem
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableFile(
                _("The PDF has %(pages)s pages. A résumé of at most %(limit)s can be read.")
                % {"pages": len(document), "limit": MOST_PAGES}
            )
        texts = [document[number].get_textpage().get_text_range() for number in range(len(document))]
        return "\n".join(texts).replace("\r\n", "\n").replace("\ufffe", "-").replace("\x02", "-")
    except pypdfium2.PdfiumError as problem:
        raise UnreadableFile(_("The PDF is damaged: it cannot be opened.")) from problem
    finally:
        document.close()
