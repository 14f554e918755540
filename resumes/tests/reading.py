"""Texts of a printed résumé: as they should be read, and as four readers of PDFs that are not ours read them."""

import io
import re
import subprocess
from dataclasses import dataclass

import pdfminer.high_level
import pypdf
import pypdfium2

from resumes import machine_reading, printing
from resumes.machine_reading import squeezed


@dataclass(frozen=True)
class Part:
    """A section: groups of texts that follow each other. Those of a group stand together in any order: designs
    differ in whether a job's time comes before or after its title. The heading "" is the page's head."""

    heading: str
    groups: list[list[str]]


def parts_of(document):
    context = printing.context(document)
    contacts = [contact.text for contact in context["contacts"]]
    yield Part("", [[context["name"]], [context["headline"]], *([text] for text in contacts)])
    for section in context["sections"]:
        groups = [[paragraph] for paragraph in section.paragraphs]
        for entry in section.entries:
            groups.append([entry.title, entry.organization.text, entry.place, entry.period])
            groups += [[text] for text in (entry.link.text, *entry.paragraphs, *entry.bullets)]
            groups += [[text] for detail in entry.details for text in (detail.text, detail.note)]
        for group in section.groups:
            groups += [[group.name], [group.note]]
            groups += [[text] for item in group.items for text in (item.text, item.note)]
        yield Part(section.title, groups)


def by_pypdf(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def by_pdfminer(pdf):
    return pdfminer.high_level.extract_text(io.BytesIO(pdf)).split("\f")


def by_pdfium(pdf):
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def by_pdftotext(pdf):
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode().split("\f")


READERS = {"pypdf": by_pypdf, "pdfminer": by_pdfminer, "pdfium": by_pdfium, "pdftotext": by_pdftotext}


def text_of(pages, name):
    """The pages as one squeezed text without their numbers and the name beside them."""
    running = re.compile(rf"(?:{re.escape(name)})?\s*page \d+ of \d+\s*(?:{re.escape(name)})?", re.IGNORECASE)
    return "".join(squeezed(running.sub(" ", page)) for page in pages)


def unread(document, text):
    """The texts that are not there in one piece, or not behind those before them in their section."""
    missing = []
    for part in parts_of(document):
        position = max(text.find(squeezed(part.heading)), 0)
        for group in part.groups:
            ends = [position]
            for wanted in filter(None, map(squeezed, group)):
                found = text.find(wanted, position)
                missing += [wanted] if found < 0 else []
                ends.append(found + len(wanted))
            position = max(ends)
    return missing


def broken(document, text):
    """The texts that are not there in one piece, wherever."""
    texts = [squeezed(text) for part in parts_of(document) for group in part.groups for text in group]
    return [wanted for wanted in texts if wanted not in text]


def torn(document, pages):
    """Words of at least four letters that are not there as words: letters set apart are read one by one."""
    text = " ".join(" ".join(pages).casefold().split())
    texts = [text for part in parts_of(document) for group in part.groups for text in group]
    words = {word for text in texts for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}
    return sorted(word for word in words if word not in text)


def words_of(document):
    """Every word, for texts whose words a reader of lines from the right puts in another order."""
    texts = [text for part in parts_of(document) for group in part.groups for text in group]
    return [squeezed(word) for text in texts for word in text.split()]


def unrecovered(document, pdf):
    """The fields our own reader got wrong, what it got instead, and how many fields there are."""
    fields = machine_reading.fields(pdf, printing.context(document), document.personal_info)
    wrong = {field.where: (field.meant, field.read) for field in fields if not field.is_recovered}
    return wrong, len(fields)
