"""The files a résumé can be had as. Each holds what is printed, but the one that says it holds everything."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resumes import printing
from resumes.exporters import json_resume, markdown, plain_text, word
from resumes.models import Resume
from saaska.documents import prints, renderer
from saaska.documents.downloads import file_name
from saaska.documents.frames import IMAGE, Picture

TEXT: Final = "; charset=utf-8"


@dataclass(frozen=True)
class Made:
    """A file's content, and how its name ends: "png", or "zip" when there are several pages."""

    content: bytes
    extension: str
    content_type: str


@dataclass(frozen=True)
class Format:
    """`note` says what it is good for; `make` raises renderer.PrintingError when it takes printing and that fails."""

    name: str
    label: Any
    note: Any
    icon: str
    make: Callable[[Resume], Made]
    printed: bool = False  # made of the pages: no better than the design and the printer are


def name_of(resume: Resume, extension: str = "pdf", page: int = 0) -> str:
    """ "Zoë Müller – Résumé.pdf", "Zoë Müller – Résumé 2.png" """
    person = resume.personal_info
    name = " ".join(filter(None, (person.get("firstName"), person.get("lastName"))))
    return file_name(name, f"{_('Résumé')} {page}" if page else _("Résumé"), extension)


def pdf(resume: Resume) -> Made:
    return Made(prints.printed(printing.order(resume)).pdf, "pdf", "application/pdf")


def png(resume: Resume) -> Made:
    """The page as an image; a ZIP of images when there are several."""
    document = prints.printed(printing.order(resume))
    wanted = [Picture(number, IMAGE) for number in range(1, document.pages + 1)]
    images = renderer.draw(document.pdf, wanted)
    if len(wanted) == 1:
        return Made(images[wanted[0]], "png", "image/png")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as pages:  # PNG is compressed already
        for picture in wanted:
            pages.writestr(name_of(resume, "png", picture.page), images[picture])
    return Made(file.getvalue(), "zip", "application/zip")


def docx(resume: Resume) -> Made:
    context, options = printing.said(resume)
    content = word.written(context, page=options.page, changed=resume.updated_at)
    return Made(content, "docx", word.CONTENT_TYPE)


def as_markdown(resume: Resume) -> Made:
    context, _options = printing.said(resume)
    return Made(markdown.written(context).encode(), "md", f"text/markdown{TEXT}")


def as_text(resume: Resume) -> Made:
    context, _options = printing.said(resume)
    return Made(plain_text.written(context).encode(), "txt", f"text/plain{TEXT}")


def json(resume: Resume) -> Made:
    return Made(json_resume.as_file(resume), "json", "application/json")


def json_of_everything(resume: Resume) -> Made:
    return Made(json_resume.as_file(resume, everything=True), "json", "application/json")


LISTED: Final = (
    Format(
        "pdf",
        gettext_lazy("PDF"),
        gettext_lazy("To send and to print. Looks the same everywhere, and machines can read it."),
        "file-text",
        pdf,
        printed=True,
    ),
    Format(
        "docx",
        gettext_lazy("Word"),
        gettext_lazy("Plain, for agencies and portals that ask for a Word file (DOCX)."),
        "file-type",
        docx,
    ),
    Format(
        "png",
        gettext_lazy("Images"),
        gettext_lazy("The pages as PNG; several come in one ZIP."),
        "images",
        png,
        printed=True,
    ),
    Format(
        "txt",
        gettext_lazy("Plain text"),
        gettext_lazy("To paste into a form or a mail."),
        "text",
        as_text,
    ),
    Format(
        "md",
        gettext_lazy("Markdown"),
        gettext_lazy("Text with headings and lists, for notes, wikis and code hosts."),
        "hash",
        as_markdown,
    ),
    Format(
        "json",
        gettext_lazy("JSON Resume"),
        gettext_lazy("Data that other résumé tools read. Only what is printed."),
        "file-json",
        json,
    ),
    Format(
        "everything",
        gettext_lazy("JSON Resume with everything"),
        gettext_lazy(
            "For yourself: hidden parts, your own title and the look too. Importing it gives this résumé back."
        ),
        "file-lock",
        json_of_everything,
    ),
)
FORMATS: Final = {format.name: format for format in LISTED}
