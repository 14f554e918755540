"""A résumé as Markdown (CommonMark). Whatever its texts hold, they are shown as written: no text becomes markup."""

from collections.abc import Sequence

from resumes.exporters.plain_text import BETWEEN, PlainText
from resumes.exporters.writer import Context, in_a_line, label_of
from saaska.documents.blocks import Entry, Group, Item
from saaska.documents.exports.markdown import BETWEEN_BRACKETS, begun, linked, shown, titled
from saaska.documents.links import Link
from saaska.documents.words import Words, joined


def written(context: Context) -> str:
    writer = Markdown()
    writer.walk(context)
    return writer.text


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
