"""The files a document can be had as."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from saaska.documents import prints, renderer
from saaska.documents.frames import IMAGE, Picture
from saaska.documents.prints import Order

TEXT: Final = "; charset=utf-8"


@dataclass(frozen=True)
class Made:
    """A file's content, and how its name ends: "png", or "zip" when there are several pages."""

    content: bytes
    extension: str
    content_type: str


@dataclass(frozen=True)
class Format:
    """`note` says what it is good for; `make` raises a PrintingError when it takes printing and that fails."""

    name: str
    label: Any
    note: Any
    icon: str
    make: Callable[[Any], Made]
    printed: bool = False  # made of the pages: no better than the design and the printer are


def pdf_of(order: Order) -> Made:
    return Made(prints.printed(order).pdf, "pdf", "application/pdf")


def png_of(order: Order, name: Callable[[int], str]) -> Made:
    """The page as an image; a ZIP of images, `name`d by page, when there are several."""
    document = prints.printed(order)
    wanted = [Picture(number, IMAGE) for number in range(1, document.pages + 1)]
    images = renderer.draw(document.pdf, wanted)
    if len(wanted) == 1:
        return Made(images[wanted[0]], "png", "image/png")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as pages:  # PNG is compressed already
        for picture in wanted:
            pages.writestr(name(picture.page), images[picture])
    return Made(file.getvalue(), "zip", "application/zip")


def shared(
    *,
    pdf: Callable[[Any], Made],
    docx: Callable[[Any], Made],
    png: Callable[[Any], Made],
    txt: Callable[[Any], Made],
    md: Callable[[Any], Made],
) -> tuple[Format, ...]:
    """The formats that every kind of document can be had in."""
    return (
        Format(
            "pdf",
            _("PDF"),
            _("To send and to print. Looks the same everywhere, and machines can read it."),
            "file-text",
            pdf,
            printed=True,
        ),
        Format(
            "docx",
            _("Word"),
            _("Plain, for agencies and portals that ask for a Word file (DOCX)."),
            "file-type",
            docx,
        ),
        Format(
            "png", _("Images"), _("The pages as PNG; several come in one ZIP."), "images", png, printed=True
        ),
        Format("txt", _("Plain text"), _("To paste into a form or a mail."), "text", txt),
        Format(
            "md",
            _("Markdown"),
            _("Text with headings and lists, for notes, wikis and code hosts."),
            "hash",
            md,
        ),
    )
