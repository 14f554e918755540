"""Word files (DOCX): paragraphs with their styles and lists. No entities, no macros, nothing is fetched."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from resumes.importers import prose
from resumes.importers.plain_text import BULLET
from resumes.importers.report import Import, UnreadableFile
from resumes.importers.rows import Row

FORMAT = "docx"
MOST_BYTES = 5_000_000
UNPACKED = 20_000_000  # bytes of one part: the text of a résumé takes a hundredth
OLD = b"\xd0\xcf\x11\xe0"  # Word before 2007, and any encrypted Office file
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NAMED_LEVEL = re.compile(r"(?:heading|überschrift|titre|título|kop) ?([1-6])", re.IGNORECASE)


def recognises(data: bytes, *, file_name: str) -> bool:
    if data.startswith(OLD):
        return True
    if not data.startswith(b"PK"):
        return False
    try:
        return "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return file_name.lower().endswith(".docx")


def read(data: bytes, *, file_name: str) -> Import:
    if data.startswith(OLD):
        raise UnreadableFile(
            _("This is an old Word file (.doc) or one with a password. Please save it as .docx without one.")
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        found = list(rows(archive))
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        NotImplementedError,
        OSError,
        RuntimeError,
        EOFError,
        etree.XMLSyntaxError,
    ) as problem:
        raise UnreadableFile(_("The Word file is damaged: it cannot be opened.")) from problem
    except zipfile.zlib.error as problem:  # type: ignore[attr-defined]  # zipfile imports it
        raise UnreadableFile(_("The Word file is damaged: it cannot be opened.")) from problem
    if not found:
        raise UnreadableFile(_("The Word file holds no text."))
    return prose.read(found, format=FORMAT, file_name=file_name)


def part(archive: zipfile.ZipFile, name: str) -> Any:
    """A part's tree; UnreadableFile when it unpacks to far more than a résumé, or names entities."""
    with archive.open(name) as file:
        content = file.read(UNPACKED + 1)
    if len(content) > UNPACKED:
        raise UnreadableFile(
            _("The Word file unpacks to more than %(limit)s MB: no résumé does.")
            % {"limit": UNPACKED // 1_000_000}
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    tree = etree.fromstring(content, parser)
    if tree.getroottree().docinfo.doctype:
        raise UnreadableFile(_("The Word file is damaged: it cannot be opened."))
    return tree


def rows(archive: zipfile.ZipFile) -> Iterator[Row]:
    """The paragraphs of the page's head, then those of the document; a line of a table is one row."""
    names = archive.namelist()
    styles = levels(part(archive, "word/styles.xml")) if "word/styles.xml" in names else {}
    number, gap, seen = 0, False, set()
    for name in [
        *sorted(name for name in names if re.fullmatch(r"word/header\d*\.xml", name)),
        "word/document.xml",
    ]:
        rels = name.replace("word/", "word/_rels/") + ".rels"
        links = targets(part(archive, rels)) if rels in names else {}
        for paragraph in paragraphs(part(archive, name)):
            for text in said(paragraph, links).split("\n"):
                number += 1
                if not text.strip():
                    gap = True
                    continue
                if name != "word/document.xml" and text in seen:
                    continue
                seen.add(text)
                yield row(number, text.strip(), paragraph, styles, gap)
                gap = False


def row(number: int, text: str, paragraph: Any, styles: dict[str, tuple[int, bool]], gap: bool) -> Row:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    level, listed = styles.get(style.get(f"{W}val", "") if style is not None else "", (0, False))
    numbered = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    listed = numbered.get(f"{W}val") != "0" if numbered is not None else listed
    sign = BULLET.match(text)
    if sign and not level:
        text, listed = text[sign.end() :], True
    return Row(number, text, level, listed and not level, gap or bool(level), own=True)


def paragraphs(tree: Any) -> Iterator[Any]:
    """All of them in their order, those of text boxes too, once."""
    for paragraph in tree.iter(f"{W}p"):
        if not any(True for _above in paragraph.iterancestors(FALLBACK)):
            yield paragraph


def said(paragraph: Any, links: dict[str, str]) -> str:
    """A paragraph's text, with the addresses behind its words. Text boxes in it are paragraphs of their own."""
    pieces = []
    for element in paragraph.iter(
        f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}hyperlink", f"{W}noBreakHyphen"
    ):
        if next(element.iterancestors(f"{W}p")) is not paragraph:
            continue
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.tag == f"{W}hyperlink":
            words = "".join(text.text or "" for text in element.iter(f"{W}t"))
            address = links.get(element.get(f"{R}id", ""), "").removeprefix("mailto:")
            bare = re.sub(r"^https?://(?:www\.)?|/$", "", address)
            if address and bare not in words and re.match(r"https?://", address):
                pieces.append(f"{address} | ")
        elif element.tag == f"{W}tab":
            pieces.append("\t" if next(element.iterancestors()).tag == f"{W}r" else "")
        else:
            pieces.append("-" if element.tag == f"{W}noBreakHyphen" else "\n")
    return "".join(pieces)


def targets(tree: Any) -> dict[str, str]:
    return {
        link.get("Id", ""): link.get("Target", "") for link in tree if link.get("TargetMode") == "External"
    }


def levels(tree: Any) -> dict[str, tuple[int, bool]]:
    """Each style's level as a heading, 1 for titles, and whether it is one of lists. Styles inherit."""
    own: dict[str, tuple[int, bool, str]] = {}
    for style in tree.iter(f"{W}style"):
        name, above, outline = (
            style.find(f"{W}{tag}") for tag in ("name", "basedOn", "pPr/" + W + "outlineLvl")
        )
        called = (name.get(f"{W}val", "") if name is not None else "").casefold()
        found = NAMED_LEVEL.fullmatch(called)
        level = 1 if called == "title" else int(found[1]) + 1 if found else 0
        if not level and outline is not None and outline.get(f"{W}val", "9").isdecimal():
            level = (int(outline.get(f"{W}val")) + 2) % 11
        listed = "list" in called or style.find(f"{W}pPr/{W}numPr") is not None
        own[style.get(f"{W}styleId", "")] = (
            level,
            listed,
            above.get(f"{W}val", "") if above is not None else "",
        )
    return {style: _inherited(own, style) for style in own}


def _inherited(own: dict[str, tuple[int, bool, str]], style: str) -> tuple[int, bool]:
    level, listed = 0, False
    for _step in range(10):
        if style not in own:
            break
        level, listed, style = level or own[style][0], listed or own[style][1], own[style][2]
    return level, listed
