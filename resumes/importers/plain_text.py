"""Plain text and Markdown, from a file or pasted."""

import re
from collections.abc import Iterator

from resumes.importers import markdown, prose
from resumes.importers.json_file import decoded
from resumes.importers.report import Import
from resumes.importers.rows import Row

FORMAT = "plain-text"
MOST_BYTES = 1_000_000
BULLET = re.compile(r"(?:[•▪◦‣●○■□*+–—·-]|o|\uf0b7|→|»|✓)\s+(?=\S)")
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
RULE = re.compile(r"(?:=|-|_|\*|~|─){3,}")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
LINKED = re.compile(r"\[([^\[\]]*)\]\((?:<([^<>]*)>|([^()\s]*))\)")
AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^<>\s]+[.@/][^<>\s]+)>")
TABLE = re.compile(r"\|(.*?)\|?")
RULED = re.compile(
    r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?"
)  # the line below the heads of a table's columns


def recognises(data: bytes, *, file_name: str) -> bool:
    """Any text that is in no other format."""
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5]
    return not start.startswith(
        (b"{", b"[", b"<", b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8")
    )


def read(data: bytes, *, file_name: str) -> Import:
    text, _remark = decoded(data)
    return prose.read(rows(text), format=FORMAT, file_name=file_name)


def rows(text: str) -> Iterator[Row]:
    """The lines that say something; headings and list signs of Markdown are known as such."""
    lines = text.expandtabs(4).splitlines()
    is_markdown = any(HEADING.fullmatch(line) for line in lines)
    gap = False
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if not bare or RULE.fullmatch(bare) or (is_markdown and RULED.fullmatch(bare)):
            gap = True
            continue
        after = lines[number].strip() if number < len(lines) else ""
        under = bool(re.fullmatch(r"={3,}|-{3,}", after)) and len(bare) <= 60
        marked = HEADING.fullmatch(bare) if is_markdown else None
        sign = BULLET.match(bare)
        said = bare[sign.end() :] if sign else marked[2] if marked else bare
        level = len(marked[1]) if marked else (2 if under and not sign else 0)
        said = without_markup(said) if is_markdown else said
        if said:
            yield Row(number, said, level, bool(sign), gap, head=is_markdown and bool(RULED.fullmatch(after)))
        gap = False


def without_markup(text: str) -> str:
    """A line of Markdown as it is shown, with the addresses behind its words."""
    text = LINKED.sub(lambda link: _linked(link[1], link[2] or link[3] or ""), text)
    text = AUTOLINK.sub(lambda link: link[1].removeprefix("mailto:"), text)
    if row := TABLE.fullmatch(text.strip()):
        text = " | ".join(cell.strip() for cell in row[1].split("|"))
    return ESCAPED.sub(r"\1", markdown.plain_text(text)).strip()


def _linked(words: str, address: str) -> str:
    bare = re.sub(r"^(?:mailto:|https?://(?:www\.)?)|/$", "", address)
    return (
        words
        if not bare or bare in words
        else f"{words} | {address.removeprefix('mailto:')}"
        if words
        else address
    )
