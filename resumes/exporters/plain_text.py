"""A résumé as plain text: for forms that take nothing else, and for people who read mail as it is written.

Nothing is wrapped: the window or the form it is pasted into does that.
"""

from collections.abc import Sequence

from resumes.exporters.writer import Context, Writer, in_a_line, label_of
from saaska.documents.blocks import Entry, Group, Item
from saaska.documents.links import Link
from saaska.documents.words import Words, joined

BETWEEN = " · "  # who, where and when


def written(context: Context) -> str:
    """The text, with a line end at its end; "" when nothing is printed."""
    writer = PlainText()
    writer.walk(context)
    return writer.text


class PlainText(Writer):
    def __init__(self) -> None:
        self.lines: list[str] = []

    @property
    def text(self) -> str:
        return "\n".join([*self.lines, ""]) if self.lines else ""

    def apart(self, *lines: str, by: int = 1) -> None:
        """The lines after so many empty ones."""
        self.lines += [*([""] * by if self.lines else []), *lines]

    def name(self, text: Words) -> None:
        self.apart(text)

    def headline(self, text: Words) -> None:
        self.lines.append(text)

    def contacts(self, found: Sequence[Link]) -> None:
        self.apart(*map(contact, found))

    def heading(self, text: Words) -> None:
        self.apart(text, "=" * max(3, min(len(text), 60)), by=2)

    def title(self, text: Words) -> None:
        self.apart(text)

    def facts(self, entry: Entry) -> None:
        line = joined(entry.organization.text, entry.place, entry.period, by=BETWEEN)
        if entry.title:
            self.lines.append(line)
        else:
            self.apart(line)
        if entry.organization.url:
            self.lines.append(entry.organization.url)

    def address(self, link: Link) -> None:
        self.lines.append(contact(link))

    def paragraph(self, text: Words) -> None:
        self.apart(text)

    def bullets(self, texts: Sequence[Words]) -> None:
        self.apart(*(f"- {text}" for text in texts))

    def groups(self, found: Sequence[Group]) -> None:
        self.apart(*map(group, found))

    def details(self, found: Sequence[Item]) -> None:
        self.apart(*(f"{item.text}: {item.note}" for item in found))


def contact(link: Link) -> str:
    """An address whole, so that it can be followed from any text."""
    if not link.url.startswith("http"):
        return link.text
    return joined(label_of(link), link.url, by=": ")


def group(found: Group) -> str:
    name = joined(found.name, f"({found.note})" if found.note else "", by=" ")
    return joined(name, in_a_line(found), by=": ")
