"""A résumé as Markdown (CommonMark). Whatever its texts hold, they are shown as written: no text becomes markup."""

import re
from collections.abc import Sequence

from resumes.exporters.plain_text import BETWEEN, PlainText
from resumes.exporters.writer import Context, in_a_line, label_of
from saaska.documents.blocks import Entry, Group, Item, Link, Words, joined

SPECIAL = re.compile(r"([\\`*_\[\]<>~&|])")
AT_THE_START = re.compile(r"(?:[#+=-]|[0-9]{1,9}(?=[.)]))")  # of a line: headings, lists, rules
BETWEEN_BRACKETS = re.compile(r"[\s<>]")


def written(context: Context) -> str:
    writer = Markdown()
    writer.walk(context)
    return writer.text


def shown(text: str) -> str:
    """The text escaped where Markdown would read more into it, for within a line."""
    return SPECIAL.sub(r"\\\1", text)


def begun(text: str) -> str:
    """The same for the start of a line."""
    found = AT_THE_START.match(text)
    if not found:
        return shown(text)
    if found[0].isdecimal():
        return f"{found[0]}\\{shown(text[found.end() :])}"
    return f"\\{shown(text)}"


def titled(text: str) -> str:
    """The same for a heading, whose last number signs would be taken for its end."""
    bare = text.rstrip("#")
    return shown(bare) + "\\#" * (len(text) - len(bare))


def linked(text: str, url: str) -> str:
    if not url or BETWEEN_BRACKETS.search(url):
        return shown(text)
    return f"[{shown(text)}](<{url}>)" if re.search(r"[()\\]", url) else f"[{shown(text)}]({url})"


def address(link: Link) -> str:
    """An address that can be followed; with its label, if it has one, for its text."""
    label, url = label_of(link), link.url
    if not url.startswith("http") or BETWEEN_BRACKETS.search(url):
        return shown(link.text)
    return linked(label, url) if label else f"<{url}>"


class Markdown(PlainText):
    def name(self, text: Words) -> None:
        self.apart(f"# {titled(text)}")

    def headline(self, text: Words) -> None:
        self.apart(begun(text))

    def contacts(self, found: Sequence[Link]) -> None:
        self.apart(BETWEEN.join(begun_link(link) for link in found))

    def heading(self, text: Words) -> None:
        self.apart(f"## {titled(text)}")

    def title(self, text: Words) -> None:
        self.apart(f"### {titled(text)}")

    def facts(self, entry: Entry) -> None:
        who = entry.organization
        first = f"**{linked(who.text, who.url)}**" if who.text else ""
        for text in filter(None, (entry.place, entry.period)):
            first = BETWEEN.join([first, shown(text)]) if first else begun(text)
        self.apart(first)

    def address(self, link: Link) -> None:
        self.apart(address(link))

    def paragraph(self, text: Words) -> None:
        self.apart(begun(text))

    def bullets(self, texts: Sequence[Words]) -> None:
        self.apart(*(f"- {begun(text)}" for text in texts))

    def groups(self, found: Sequence[Group]) -> None:
        self.apart(*(f"- {group(one)}" for one in found))

    def details(self, found: Sequence[Item]) -> None:
        self.apart(*(f"- **{shown(item.text)}:** {shown(item.note)}" for item in found))


def begun_link(link: Link) -> str:
    found = address(link)
    return begun(link.text) if found == shown(link.text) else found


def group(found: Group) -> str:
    listed = in_a_line(found)
    if not found.name:
        return begun(listed)
    note = f" ({shown(found.note)})" if found.note else ""
    return joined(f"**{shown(found.name)}**{note}", shown(listed), by=": ")
