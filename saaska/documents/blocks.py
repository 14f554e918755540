"""What designs print, made ready in Python: contacts, and sections of paragraphs, entries and groups.

A design loops over these and decides how they look; it never asks what a field means. Résumés add their
own sections (resumes/printing.py); the ones every document can have, out of personal_info, are here.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, zip_longest
from typing import Any, Final

from django.utils.dateformat import format as format_date

from saaska.documents.schema import DATE, printable
from saaska.documents.wording import wording

WHOLE = 900  # characters something may have to be kept on one page; a longer one would leave too big a hole
LINE = 75  # characters of such a length that a text takes a line of its own, however short it is
UNBROKEN_ITEM = 44  # characters an item in a line may have to be kept on that line
LONG_NAME = 36  # characters of a name that no longer fit the biggest type
E_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
GRADE = re.compile(r"[0-9]+(?:[.,][0-9]+)?(?: ?/ ?[0-9]+(?:[.,][0-9]+)?)?")

# How a month is written, by schema.Layout.dateFormat; "", "short" and "long" are of the document's language.
DATE_FORMATS = {"numeric": "m/Y", "year": "Y"}
_date_form: ContextVar[str] = ContextVar("date_form", default="")

Json = Mapping[str, Any]


class Words(str):
    """Text to print; `rtl` tells whether it is read from the right."""

    __slots__ = ()

    @property
    def rtl(self) -> bool:
        return self._first_strong() in ("R", "AL")

    @property
    def ltr(self) -> bool:
        """Read from the left; a number alone is neither."""
        return self._first_strong() == "L"

    def _first_strong(self) -> str:
        strong = (unicodedata.bidirectional(letter) for letter in self)
        return next((kind for kind in strong if kind in ("L", "R", "AL")), "")

    @property
    def long(self) -> bool:
        return len(self) > LONG_NAME


NOTHING = Words()


@dataclass(frozen=True)
class Link:
    """Text with an address behind it; `url` is "" when there is none that may be followed."""

    text: Words
    url: str = ""


NO_LINK = Link(NOTHING)


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


def words(value: object) -> Words:
    """The value on one line, without anything that cannot be printed."""
    return Words(printable(str(value), lines=False)) if value not in (None, "") else Words()


def several(values: Iterable[object]) -> list[Words]:
    return [found for value in values if (found := words(value))]


def paragraphs(text: object) -> list[Words]:
    """A text's paragraphs: every line end starts a new one."""
    return several(printable(str(text)).split("\n")) if text else []


def joined(*values: object, by: str = ", ") -> Words:
    return Words(by.join(several(values)))


@contextmanager
def dates_as(form: str) -> Iterator[None]:
    """Within the block, dates are written in that form: one of schema.Layout.dateFormat."""
    before = _date_form.set(form)
    try:
        yield
    finally:
        _date_form.reset(before)


def day(value: str) -> Words:
    """A date of the shape, as printed: "2022-01-31" and "2022-01" are Jan 2022, "2022" is 2022."""
    found = DATE.fullmatch(value)
    if not found or not found[2]:
        return words(value)
    return Words(format_date(date(int(found[1]), int(found[2]), 1), month_format()))


def month_format() -> str:
    """How a month of a year is written: Jan 2022, January 2022, 01/2022 or 2022, as Django's date format."""
    form = _date_form.get()
    said = wording()
    of_the_language = {"": said.month, "short": said.short_month, "long": said.long_month}
    return DATE_FORMATS.get(form) or of_the_language[form]


def period(entry: Json) -> Words:
    """From when to when: "Jan 2022 – Present"."""
    start, end = day(entry.get("startDate") or ""), day(entry.get("endDate") or "")
    if entry.get("current"):
        end = Words(wording().present)
    if start == end:
        return end
    return joined(start, end, by=" – ")


def followable(url: str) -> str:
    """The address when it is one a reader may be sent to, otherwise ""."""
    return url if re.match(r"(?:https?://[^/\s]|mailto:\S|tel:\S)", url, re.IGNORECASE) else ""


def short_address(url: str) -> str:
    """An address as people write it: without scheme, "www." and the last slash."""
    return re.sub(r"^(?:https?://(?:www\.)?|mailto:|tel:)", "", url, flags=re.IGNORECASE).rstrip("/")


def link(url: object, label: object = "") -> Link:
    """An address, printed short and after its label."""
    address = words(url)
    short, label = short_address(address), words(label)
    text = joined(label, short, by=": ") if label.casefold() not in short.casefold() else Words(short)
    return Link(text, followable(address))


def behind(text: object, url: object) -> Link:
    """Text that leads to an address, which itself is not printed; printed after all when there is no text."""
    return Link(words(text), followable(words(url))) if words(text) else link(url)


def contacts(personal_info: Json) -> list[Link]:
    """E-mail, phone, place and links, in the order readers and their machines look for them."""
    mail, phone = words(personal_info.get("email")), words(personal_info.get("phone"))
    digits = re.sub(r"[^+0-9]", "", phone)
    found = [
        Link(mail, f"mailto:{mail}" if E_MAIL.fullmatch(mail) else ""),
        Link(phone, f"tel:{digits}" if len(digits) > 2 else ""),
        Link(words(personal_info.get("location"))),
        *(link(personal_info.get(key)) for key in ("linkedin", "github", "website")),
        *(link(other.get("url"), other.get("label")) for other in personal_info.get("links") or []),
    ]
    return [contact for contact in found if contact.text]


def width(text: str) -> int:
    """How many characters of Latin the text is as wide as: one of Chinese, Japanese or Korean is as wide as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def full_name(personal_info: Json) -> Words:
    """First name and last name; the family's first where both are written in Chinese, Japanese or Korean."""
    first, last = words(personal_info.get("firstName")), words(personal_info.get("lastName"))
    if first and last and is_east_asian(first + last):
        first, last = last, first
    return joined(first, last, by=" ")


def is_east_asian(text: str) -> bool:
    """Whether every letter of the text is Chinese, Japanese or Korean."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(unicodedata.east_asian_width(letter) in "WF" for letter in letters)


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


def _project(item: Json) -> Entry:
    return Entry(
        title=words(item.get("name")),
        organization=Link(words(item.get("entity"))),
        place=joined(*(item.get("roles") or []), item.get("type")),
        period=period(item),
        link=link(item.get("url")),
        paragraphs=paragraphs(item.get("description")),
        bullets=several(item.get("highlights") or []),
        details=named_list(wording().technologies, item.get("technologies") or []),
    )


def _certificate(item: Json) -> Entry:
    return Entry(
        title=words(item.get("name")),
        organization=Link(words(item.get("issuer"))),
        period=day(item.get("date") or ""),
        link=link(item.get("url")),
    )


def _award(item: Json) -> Entry:
    return Entry(
        title=words(item.get("title")),
        organization=Link(words(item.get("awarder"))),
        period=day(item.get("date") or ""),
        paragraphs=paragraphs(item.get("summary")),
    )


def _publication(item: Json) -> Entry:
    return Entry(
        title=words(item.get("name")),
        organization=Link(words(item.get("publisher"))),
        period=day(item.get("date") or ""),
        link=link(item.get("url")),
        paragraphs=paragraphs(item.get("summary")),
    )


def _volunteering(item: Json) -> Entry:
    return Entry(
        title=words(item.get("position")),
        organization=behind(item.get("organization"), item.get("url")),
        place=words(item.get("location")),
        period=period(item),
        paragraphs=paragraphs(item.get("description")),
        bullets=several(item.get("achievements") or []),
    )


def _reference(item: Json) -> Entry:
    return Entry(title=words(item.get("name")), paragraphs=paragraphs(item.get("reference")))


def _custom(item: Json) -> Entry:
    return Entry(
        title=words(item.get("title")),
        organization=Link(words(item.get("subtitle"))),
        period=words(item.get("date")),
        link=link(item.get("url")),
        paragraphs=paragraphs(item.get("text")),
        bullets=several(item.get("bullets") or []),
    )


ENTRIES: dict[str, Callable[[Json], Entry]] = {
    "projects": _project,
    "certificates": _certificate,
    "awards": _award,
    "publications": _publication,
    "volunteering": _volunteering,
    "references": _reference,
    "custom": _custom,
}


WITH_ROLES: Final = ("volunteering",)  # as positions are


def one_line(items: Iterable[Item]) -> list[Group]:
    found = [item for item in items if item.text or item.note]
    return [Group(Words(), found)] if found else []


def _languages(items: Iterable[Json]) -> list[Group]:
    return one_line(Item(words(item.get("name")), words(item.get("level"))) for item in items)


def _interests(items: Sequence[Json]) -> list[Group]:
    """Those with keywords a line each, the others together on one."""
    grouped = [
        Group(words(item.get("name")), [Item(word) for word in several(item["keywords"])])
        for item in items
        if item.get("keywords")
    ]
    return [*grouped, *one_line(Item(words(item.get("name"))) for item in items if not item.get("keywords"))]


GROUPS: dict[str, Callable[[Sequence[Json]], list[Group]]] = {
    "languages": _languages,
    "interests": _interests,
}


def printed(entries: Iterable[Json] | None) -> list[Json]:
    """The entries without those that their owner keeps to themselves."""
    return [entry for entry in entries or () if not entry.get("hidden")]


def sections(personal_info: Json) -> list[Section]:
    """The visible sections of personal_info that hold something, in their order."""
    found = []
    for section in personal_info.get("sections") or []:
        if not section.get("visible", True):
            continue
        kind, items = section["kind"], printed(section.get("items"))
        title = words(section.get("title")) or Words(wording().heading(kind))
        if kind in GROUPS:
            found.append(Section(section.get("id") or kind, title, kind, groups=GROUPS[kind](items)))
        else:
            entries = listed(map(ENTRIES[kind], items))
            if kind in WITH_ROLES:
                entries = by_employer(entries)
            compact = not any(entry.place or entry.bullets or entry.details for entry in entries)
            found.append(Section(section.get("id") or kind, title, kind, entries=entries, compact=compact))
    return [section for section in found if section]


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
