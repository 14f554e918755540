"""The files a résumé can be had as. Each holds what is printed, but the one that says it holds everything."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resumes import printing
from resumes.exporters import json_resume, markdown, plain_text, word
from resumes.models import Resume
from saaska.documents.downloads import file_name
from saaska.documents.exports.formats import TEXT, Format, Made, pdf_of, png_of, shared


def name_of(resume: Resume, extension: str = "pdf", page: int = 0) -> str:
    """ "Zoë Müller – Résumé.pdf", "Zoë Müller – Résumé 2.png" """
    person = resume.personal_info
    name = " ".join(filter(None, (person.get("firstName"), person.get("lastName"))))
    return file_name(name, f"{_('Résumé')} {page}" if page else _("Résumé"), extension)


def pdf(resume: Resume) -> Made:
    return pdf_of(printing.order(resume))


def png(resume: Resume) -> Made:
    return png_of(printing.order(resume), lambda page: name_of(resume, "png", page))


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
    *shared(pdf=pdf, docx=docx, png=png, txt=as_text, md=as_markdown),
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
