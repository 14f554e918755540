"""What the text formats share: a walk over what a résumé prints, in the order in which it is read."""

from collections.abc import Mapping, Sequence
from typing import Any

from saaska.documents.blocks import Entry, Group, Item, Section
from saaska.documents.links import Link
from saaska.documents.words import Words, joined

Context = Mapping[str, Any]  # what resumes.printing.context() gives


class Writer:
    """One format: what to do with each thing that is met. The texts are the document's own, never ""."""

    def name(self, text: Words) -> None:
        raise NotImplementedError

    def headline(self, text: Words) -> None:
        raise NotImplementedError

    def contacts(self, found: Sequence[Link]) -> None:
        raise NotImplementedError

    def heading(self, text: Words) -> None:
        raise NotImplementedError

    def title(self, text: Words) -> None:
        raise NotImplementedError

    def facts(self, entry: Entry) -> None:
        """Who, where and when, under the entry's title: one of them at least."""
        raise NotImplementedError

    def address(self, link: Link) -> None:
        raise NotImplementedError

    def paragraph(self, text: Words) -> None:
        raise NotImplementedError

    def bullets(self, texts: Sequence[Words]) -> None:
        raise NotImplementedError

    def groups(self, found: Sequence[Group]) -> None:
        raise NotImplementedError

    def details(self, found: Sequence[Item]) -> None:
        raise NotImplementedError

    def walk(self, context: Context) -> None:
        for step, found in (
            (self.name, context["name"]),
            (self.headline, context["headline"]),
            (self.contacts, context["contacts"]),
        ):
            if found:
                step(found)
        for section in context["sections"]:
            self._section(section)

    def _section(self, section: Section) -> None:
        self.heading(section.title)
        for paragraph in section.paragraphs:
            self.paragraph(paragraph)
        for entry in section.entries:
            self._entry(entry)
        if section.groups:
            self.groups(section.groups)

    def _entry(self, entry: Entry) -> None:
        if entry.title:
            self.title(entry.title)
        if entry.organization.text or entry.place or entry.period:
            self.facts(entry)
        if entry.link.text:
            self.address(entry.link)
        for paragraph in entry.paragraphs:
            self.paragraph(paragraph)
        if entry.bullets:
            self.bullets(entry.bullets)
        if entry.details:
            self.details(entry.details)


def in_a_line(group: Group) -> Words:
    """The group's things parted by commas: "Go (Expert), SQL"; by semicolons when one of them has a comma."""
    items = [joined(item.text, f"({item.note})" if item.note else "", by=" ") for item in group.items]
    return joined(*items, by="; " if any("," in item.text for item in group.items) else ", ")


def label_of(link: Link) -> str:
    """What stands before an address: "Talks" of "Talks: talks.example.com"."""
    label, parted, _address = link.text.partition(": ")
    return label if parted else ""
