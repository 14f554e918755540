"""What designs print, made ready in Python: sections of paragraphs, entries and groups.

A design loops over these and decides how they look; it never asks what a field means. The sections every document
can have, out of personal_info, are in personal.py; résumés add their own (resumes/printing.py).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import Any

from saaska.documents.links import NO_LINK, Link, short_address
from saaska.documents.wording import wording
from saaska.documents.words import NOTHING, Words, joined, words

WHOLE = 900  # characters something may have to be kept on one page; a longer one would leave too big a hole
LINE = 75  # characters of such a length that a text takes a line of its own, however short it is
UNBROKEN_ITEM = 44  # characters an item in a line may have to be kept on that line
GRADE = re.compile(r"[0-9]+(?:[.,][0-9]+)?(?: ?/ ?[0-9]+(?:[.,][0-9]+)?)?")

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Item:
    """One of several things in a line: a skill and how well, a language and its level."""

    text: Words
    note: Words = NOTHING

    @property
    def unbroken(self) -> bool:
        """To be kept on one line: short enough, and more than one word."""
        return len(self.text) + len(self.note) <= UNBROKEN_ITEM and (
            bool(self.note) or not self.text.isalnum()
        )


@dataclass(frozen=True)
class Group:
    """Things in a line under a name, which may be ""; a `note` is said of all of them."""

    name: Words
    items: Sequence[Item]
    note: Words = NOTHING

    @property
    def noted_once(self) -> "Group":
        """The same with the note its items share said once, if there is a name to say it after."""
        notes = {item.note for item in self.items}
        if not self.name or len(self.items) < 2 or len(notes) > 1:
            return self
        return Group(self.name, [Item(item.text) for item in self.items], notes.pop())


@dataclass(frozen=True)
class Role:
    """One of several at one employer, which is printed once, above the one that `opens` them."""

    employer: Link
    place: Words
    opens: bool
    closes: bool


@dataclass(frozen=True)
class Entry:
    """A job, a study, a project, a prize: what has a title, perhaps a time, and something said about it."""

    title: Words = NOTHING
    organization: Link = NO_LINK
    place: Words = NOTHING
    period: Words = NOTHING
    link: Link = NO_LINK
    paragraphs: Sequence[Words] = ()
    bullets: Sequence[Words] = ()
    details: Sequence[Item] = ()  # "GPA" and "3.8", "Technologies" and "Go, SQL"
    role: Role | None = None

    @property
    def own_organization(self) -> Link:
        """What is printed of it in the entry itself."""
        return NO_LINK if self.role else self.organization

    @property
    def own_place(self) -> Words:
        return NOTHING if self.role else self.place

    @property
    def brief(self) -> bool:
        """Nothing but a title, who gave it and when."""
        return not (self.place or self.link.text or self.paragraphs or self.bullets or self.details)

    @property
    def whole(self) -> bool:
        """Short enough to be kept on one page."""
        texts = [*self.paragraphs, *self.bullets, *(item.text + item.note for item in self.details)]
        return length(texts) <= WHOLE

    @property
    def headed(self) -> "Entry":
        """The same with its organization for a title when it has none."""
        if self.title or not self.organization.text:
            return self
        address = Link(Words(short_address(self.organization.url)), self.organization.url)
        return replace(
            self,
            title=self.organization.text,
            organization=NO_LINK,
            link=self.link if self.link.text else address,
        )

    def __bool__(self) -> bool:
        return bool(self.title or self.organization.text or self.period or not self.brief)


@dataclass(frozen=True)
class Section:
    """A heading and what is under it. In a `compact` one an entry's title and organization share a line.

    `kind` is what a design chooses by: "summary", "work", "education", "skills" or one of personal_info.sections.
    """

    id: str
    title: Words
    kind: str = ""
    paragraphs: Sequence[Words] = ()
    entries: Sequence[Entry] = ()
    groups: Sequence[Group] = ()
    compact: bool = False
    new_page: bool = False
    together: bool = False

    @property
    def classes(self) -> str:
        """Of its element in print."""
        named = {"whole": self.whole, "together": self.together, "new-page": self.new_page}
        return " ".join(name for name, is_so in named.items() if is_so)

    @property
    def whole(self) -> bool:
        """Without entries, and short enough to be kept on one page."""
        lines = ("".join(item.text + item.note for item in group.items) for group in self.groups)
        return not self.entries and length([*self.paragraphs, *lines]) <= WHOLE

    def __bool__(self) -> bool:
        return bool(self.paragraphs or self.entries or self.groups)


def length(texts: Iterable[str]) -> int:
    """Characters, where each text counts as a line at least."""
    return sum(max(len(text), LINE) for text in texts)


def named_list(label: str, values: Iterable[object]) -> list[Item]:
    """A detail of an entry: a label and things parted by commas; nothing when there are none."""
    text = joined(*values)
    return [Item(Words(label), text)] if text else []


def grade(value: object) -> list[Item]:
    text = words(value)
    said = wording()
    return named_list(said.gpa if GRADE.fullmatch(text) else said.grade, [text])


def listed(found: Iterable[Entry]) -> list[Entry]:
    """The entries that say anything, each with a title if it can have one."""
    return [entry.headed for entry in found if entry]


def by_employer(found: Sequence[Entry]) -> list[Entry]:
    """The same, where those in a row at one employer and place know that they are roles there.

    Roles need a title and a time each to be told apart. An entry without an employer behind them would look like one
    more of them, so before such a one each names its employer itself.
    """
    runs = [list(run) for _employer, run in groupby(found, key=_employer)]
    grouped: list[Entry] = []
    for run, after in zip_longest(runs, runs[1:]):
        places = {entry.place for entry in run if entry.place}
        told_apart = all(entry.title and entry.period and not entry.link.text for entry in run)
        nameless = after is not None and not after[0].organization.text
        if len(run) < 2 or not run[0].organization.text or len(places) > 1 or not told_apart or nameless:
            grouped += run
            continue
        employer = next((entry.organization for entry in run if entry.organization.url), run[0].organization)
        place = next(iter(places), NOTHING)
        roles = [Role(employer, place, entry is run[0], entry is run[-1]) for entry in run]
        grouped += [replace(entry, role=role) for entry, role in zip(run, roles, strict=True)]
    return grouped


def _employer(entry: Entry) -> str:
    return entry.organization.text.casefold()


def one_line(items: Iterable[Item]) -> list[Group]:
    found = [item for item in items if item.text or item.note]
    return [Group(Words(), found)] if found else []


def printed(entries: Iterable[Json] | None) -> list[Json]:
    """The entries without those that their owner keeps to themselves."""
    return [entry for entry in entries or () if not entry.get("hidden")]


def from_the_right(name: Words, found: Iterable[Section]) -> bool:
    """Whether most of a document's texts are read from the right."""
    texts = [name]
    for section in found:
        texts += [section.title, *section.paragraphs]
        for entry in section.entries:
            texts += [entry.title, entry.organization.text, *entry.paragraphs, *entry.bullets]
    return sum(text.rtl for text in texts) > sum(text.ltr for text in texts)


def arranged(found: Iterable[Section], layout: Json) -> list[Section]:
    """The sections in the document's own order without its hidden ones; those it does not name come last.

    Each knows whether it begins a page and stays on one.
    """
    order: list[str] = list(layout.get("order") or [])
    hidden = set(layout.get("hidden") or [])
    begins, together = layout.get("newPage") or [], layout.get("together") or []
    shown = [
        replace(section, new_page=section.id in begins, together=section.id in together)
        for section in found
        if section and section.id not in hidden
    ]
    return sorted(shown, key=lambda section: order.index(section.id) if section.id in order else len(order))
