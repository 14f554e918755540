"""A Word file (DOCX) with real headings and lists and no tables, as recruiters' software reads it best.

It is plain on purpose: who asks for a Word file wants to edit it or to feed it to a program.
"""

import io
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from saaska.documents.links import Link
from saaska.documents.words import Words

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGES = {"A4": (210, 297), "Letter": (215.9, 279.4)}  # millimetres
MARGIN = 20
TYPEFACE = "Calibri"
FACTS = "Entry facts"  # our style for who, where and when
INK, LINK = RGBColor(0x1F, 0x29, 0x37), RGBColor(0x1D, 0x4E, 0xD8)
STYLES = {  # size in points, bold, space before and after
    "Normal": (10.5, False, 0, 3),
    "Title": (22, True, 0, 2),
    "Subtitle": (12, False, 0, 4),
    "Heading 1": (13, True, 14, 4),
    "Heading 2": (11, True, 8, 0),
    FACTS: (10.5, False, 0, 3),
    "List Bullet": (10.5, False, 0, 2),
}
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)  # of a document that does not say when it was changed


def blank(page: str) -> Document:
    """An empty document with our styles."""
    document = docx.Document(io.BytesIO(template()))
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(length) for length in PAGES[page])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    document.styles.add_style(FACTS, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    for name, (size, bold, before, after) in STYLES.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.bold = TYPEFACE, Pt(size), bold
        style.font.italic, style.font.color.rgb = False, INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = name.startswith("Heading") or name == FACTS or None
        _use_typeface(style.element)
    return document


@cache
def template() -> bytes:
    """The library's own empty document."""
    return (Path(docx.__file__).parent / "templates" / "default.docx").read_bytes()


def _use_typeface(style: Any) -> None:
    """For every script and without the theme's; no rule under the title."""
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), TYPEFACE)
    for border in style.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)


class WordFile:
    def __init__(self, document: Document, *, language: str) -> None:
        self.document = document
        for spoken in document.styles.element.iter(qn("w:lang")):
            spoken.set(qn("w:val"), language)

    def add(self, style: str, *texts: Words | Link, by: str = " · ") -> Paragraph:
        """A paragraph of these texts; links lead to their address."""
        paragraph = self.document.add_paragraph(style=style)
        words = [text.text if isinstance(text, Link) else text for text in texts]
        rtl = next((word.rtl for word in words if word.rtl or word.ltr), False)
        for number, text in enumerate(texts):
            if number:
                paragraph.add_run(by)
            if isinstance(text, Link):
                link_to(paragraph, text)
            else:
                paragraph.add_run(text)
        if rtl:
            from_the_right(paragraph)
        return paragraph

    def saved(self, *, author: str, title: str, keywords: str, language: str, changed: datetime) -> bytes:
        properties = self.document.core_properties
        properties.author = properties.last_modified_by = author
        properties.title, properties.keywords = title[:255], keywords[:255]
        properties.language, properties.comments = language, ""
        properties.created = properties.modified = changed
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()


def link_to(paragraph: Paragraph, link: Link) -> None:
    if not link.url:
        paragraph.add_run(link.text)
        return
    run = paragraph.add_run(link.text)
    run.font.color.rgb = LINK
    there = paragraph.part.relate_to(link.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), there)
    run._r.addprevious(element)
    element.append(run._r)


def from_the_right(paragraph: Paragraph) -> None:
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        OxmlElement("w:bidi"),
        *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr"),
    )
    for run in paragraph._p.iter(qn("w:r")):
        Run(run, paragraph).font.rtl = True
