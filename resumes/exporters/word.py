"""A résumé as a Word file (DOCX). The order of parts, their headings, the dates and the page size are its own."""

from collections.abc import Sequence
from datetime import datetime

from resumes.exporters.writer import Context, Writer, in_a_line
from saaska.documents.blocks import Entry, Group, Item
from saaska.documents.exports.word import CONTENT_TYPE, EPOCH, FACTS, WordFile, blank
from saaska.documents.links import Link
from saaska.documents.words import Words

__all__ = ["CONTENT_TYPE", "written"]


def written(context: Context, *, page: str = "A4", changed: datetime = EPOCH) -> bytes:
    language = str(context["language"])
    writer = Word(blank(page), language=language)
    writer.walk(context)
    return writer.saved(
        author=str(context["name"]),
        title=str(context["title"]),
        keywords=str(context["keywords"]),
        language=language,
        changed=changed,
    )


class Word(WordFile, Writer):
    def name(self, text: Words) -> None:
        self.add("Title", text)

    def headline(self, text: Words) -> None:
        self.add("Subtitle", text)

    def contacts(self, found: Sequence[Link]) -> None:
        self.add("Normal", *found, by=" | ")

    def heading(self, text: Words) -> None:
        self.add("Heading 1", text)

    def title(self, text: Words) -> None:
        self.add("Heading 2", text)

    def facts(self, entry: Entry) -> None:
        who: list[Words | Link] = [entry.organization] if entry.organization.text else []
        self.add(FACTS, *who, *filter(None, (entry.place, entry.period)))

    def address(self, link: Link) -> None:
        self.add("Normal", link)

    def paragraph(self, text: Words) -> None:
        self.add("Normal", text)

    def bullets(self, texts: Sequence[Words]) -> None:
        for text in texts:
            self.add("List Bullet", text)

    def groups(self, found: Sequence[Group]) -> None:
        for group in found:
            note = f" ({group.note})" if group.note else ""
            self.labelled(f"{group.name}{note}" if group.name else "", in_a_line(group))

    def details(self, found: Sequence[Item]) -> None:
        for item in found:
            self.labelled(item.text, item.note)

    def labelled(self, label: str, text: Words) -> None:
        if not label:
            self.add("Normal", text)
            return
        paragraph = self.add("Normal", Words(f"{label}: "), text, by="")
        paragraph.runs[0].bold = True
