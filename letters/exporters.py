"""The files a letter can be had as."""

from typing import Any, Final

from django.utils.translation import gettext as _

from letters import printing
from letters.models import CoverLetter
from saaska.documents.downloads import file_name
from saaska.documents.exports.formats import TEXT, Made, pdf_of, png_of, shared
from saaska.documents.exports.markdown import begun, linked, shown, titled
from saaska.documents.exports.word import CONTENT_TYPE, WordFile, blank, from_the_right, link_to
from saaska.documents.links import Link
from saaska.documents.marks import Block, Line, Listing, Paragraph, Run
from saaska.documents.personal import full_name


def name_of(letter: CoverLetter, extension: str = "pdf", page: int = 0) -> str:
    """ "Zoë Müller – Cover letter Harbour Data.pdf" """
    document = " ".join(filter(None, (_("Cover letter"), letter.company_name, str(page or ""))))
    return file_name(full_name(letter.personal_info), document, extension)


def pdf(letter: CoverLetter) -> Made:
    return pdf_of(printing.order(letter))


def png(letter: CoverLetter) -> Made:
    return png_of(printing.order(letter), lambda page: name_of(letter, "png", page))


def as_text(letter: CoverLetter) -> Made:
    return Made(printing.plain_text(letter).encode(), "txt", f"text/plain{TEXT}")


def docx(letter: CoverLetter) -> Made:
    said, options = printing.spoken(letter)
    language = str(said["language"])
    writer = WordLetter(blank(options.page), language=language)
    writer.write(said)
    content = writer.saved(
        author=str(said["name"]),
        title=str(said["title"]),
        keywords="",
        language=language,
        changed=letter.updated_at,
    )
    return Made(content, "docx", CONTENT_TYPE)


class WordLetter(WordFile):
    def write(self, said: dict[str, Any]) -> None:
        for style, text in (("Title", said["name"]), ("Subtitle", said["headline"])):
            if text:
                self.add(style, text)
        if said["contacts"]:
            self.add("Normal", *said["contacts"], by=" | ")
        for text in (*said["address"], said["date"]):
            self.add("Normal", text)
        if said["subject"]:
            self.add("Heading 1", said["subject"])
        for block in said["body"]:
            self.block(block)

    def block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self.lines("Normal", block)
            return
        for mark, item in block.marked:
            # A numbered list of Word's goes on counting where the one before ended: ours are written out.
            self.lines(
                "Normal" if block.numbered else "List Bullet", item, f"{mark} " if block.numbered else ""
            )

    def lines(self, style: str, text: Paragraph, before: str = "") -> None:
        paragraph = self.document.add_paragraph(before, style=style)
        for at, line in enumerate(text.lines):
            if at:
                paragraph.add_run().add_break()
            for run in line.runs:
                if run.url:
                    link_to(paragraph, Link(run.text, run.url))
                    continue
                added = paragraph.add_run(run.text)
                added.bold, added.italic = run.bold or None, run.italic or None
        if text.words.rtl:
            from_the_right(paragraph)


def as_markdown(letter: CoverLetter) -> Made:
    said, _options = printing.spoken(letter)
    parts = [f"# {titled(said['name'])}" if said["name"] else "", begun(said["headline"])]
    parts.append(hard_lines([shown_contact(contact) for contact in said["contacts"]]))
    parts.append(hard_lines([begun(text) for text in (*said["address"], said["date"])]))
    parts.append(f"## {titled(said['subject'])}" if said["subject"] else "")
    parts += [marked(block) for block in said["body"]]
    text = "\n\n".join(filter(None, parts)) + "\n"
    return Made(text.encode(), "md", f"text/markdown{TEXT}")


def shown_contact(link: Link) -> str:
    return linked(link.text, link.url) if link.url else begun(link.text)


def hard_lines(lines: list[str]) -> str:
    """Lines that stay lines."""
    return "\\\n".join(lines)


def marked(block: Block) -> str:
    if isinstance(block, Paragraph):
        return hard_lines([marked_line(line) for line in block.lines])
    return "\n".join(marked_item(block, mark, item) for mark, item in block.marked)


def marked_item(listing: Listing, mark: str, item: Paragraph) -> str:
    mark = mark if listing.numbered else "-"
    indent = " " * (len(mark) + 1)
    return f"{mark} " + f"\\\n{indent}".join(marked_line(line) for line in item.lines)


def marked_line(line: Line) -> str:
    return "".join(marked_run(run, first=at == 0) for at, run in enumerate(line.runs))


def marked_run(run: Run, *, first: bool) -> str:
    """Marks stand at the words: spaces within them would make them text."""
    words = run.text.strip()
    if not words:
        return str(run.text)
    before, _words, after = run.text.partition(words)
    stars = "*" * (2 * run.bold + run.italic)
    text = linked(words, run.url) if run.url else begun(words) if first and not stars else shown(words)
    return f"{before}{stars}{text}{stars}{after}"


LISTED: Final = shared(pdf=pdf, docx=docx, png=png, txt=as_text, md=as_markdown)
FORMATS: Final = {format.name: format for format in LISTED}
