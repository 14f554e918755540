"""What every document can print out of its personal_info: a name, contacts, and the sections without a column."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from saaska.documents.blocks import (
    Entry,
    Group,
    Item,
    Json,
    Section,
    by_employer,
    listed,
    named_list,
    one_line,
    printed,
)
from saaska.documents.dates import day, period
from saaska.documents.links import Link, behind, link
from saaska.documents.wording import wording
from saaska.documents.words import Words, is_east_asian, joined, paragraphs, several, words

E_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")


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


def full_name(personal_info: Json) -> Words:
    """First name and last name; the family's first where both are written in Chinese, Japanese or Korean."""
    first, last = words(personal_info.get("firstName")), words(personal_info.get("lastName"))
    if first and last and is_east_asian(first + last):
        first, last = last, first
    return joined(first, last, by=" ")


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
