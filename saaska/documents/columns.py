"""What stands beside what: contacts in lines of about the same length, sections in a column of their own.

Both reckon with numbers of characters, before anything is laid out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from saaska.documents.blocks import Section
from saaska.documents.links import Link
from saaska.documents.words import joined, width

LINE_OF_CONTACTS = 92  # characters that fit on a line of the narrower page in the smaller type
BETWEEN = 3  # characters that the space between two contacts is as wide as


def in_lines(found: Sequence[Link], most: int = LINE_OF_CONTACTS) -> list[list[Link]]:
    """The contacts parted into lines of about so many characters."""
    return _parted(found, [width(contact.text) + BETWEEN for contact in found], most)


def balanced(found: Sequence[Link], most: int) -> list[list[Link]]:
    """The same in as many lines, none of them longer than it has to be: not four contacts and then a single one."""
    widths = [width(contact.text) + BETWEEN for contact in found]
    lines = _parted(found, widths, most)
    while most > 0 and len(shorter := _parted(found, widths, most - 1)) == len(lines):
        lines, most = shorter, most - 1
    return lines


def _parted(found: Sequence[Link], widths: Sequence[int], most: int) -> list[list[Link]]:
    lines: list[list[Link]] = []
    length = 0
    for contact, needed in zip(found, widths, strict=True):
        if not lines or length + needed > most:
            lines.append([])
            length = 0
        lines[-1].append(contact)
        length += needed
    return lines


@dataclass(frozen=True)
class Columns:
    """Sections for a side column, and those for the main one."""

    side: Sequence[Section]
    main: Sequence[Section]


def beside(found: Sequence[Section], kinds: Sequence[str], *, lines: int, characters: int) -> Columns:
    """Sections of these kinds for a side column of so many lines and characters, the rest for the main one.

    What does not fit stays in the main column: a side column that went on over the page would be read
    between the halves of a sentence of the main one.
    """
    side: list[Section] = []
    for section in found:
        if section.kind in kinds and (needed := _lines(section, characters)) <= lines:
            side.append(section)
            lines -= needed
    return Columns(side, [section for section in found if section not in side])


def _lines(section: Section, characters: int) -> int:
    """About how many lines the section needs in a column of so many characters, the space around it included."""
    texts: list[str] = [section.title, *section.paragraphs]
    for entry in section.entries:
        texts += [entry.title, entry.organization.text, entry.place, entry.period, entry.link.text]
        texts += [
            *entry.paragraphs,
            *entry.bullets,
            *(joined(item.text, item.note) for item in entry.details),
        ]
    for group in section.groups:
        texts.append(joined(group.name, group.note, by=" "))
        texts += [f"{item.text} ({item.note})," for item in group.items if item.unbroken]
        texts.append(joined(*(item.text for item in group.items if not item.unbroken)))
    return 2 + len(section.entries) + sum(-(-width(text) // characters) for text in texts)
