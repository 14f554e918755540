"""What a program learns from the text of a résumé."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """A job, a study, a prize. `details` are labelled: {"Technologies": "Go, SQL"}."""

    title: str = ""
    organization: str = ""
    place: str = ""
    period: str = ""
    link: str = ""
    text: str = ""
    bullets: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    name: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Skills of a category, languages: things in a line, under a name that may be "", with a note on all."""

    name: str
    items: tuple[Item, ...]
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Everything under a heading; `kind` is "" when its words are not known."""

    title: str
    kind: str
    text: str = ""
    entries: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True)
class Resume:
    """What a program learns from the text of a résumé."""

    name: str = ""
    headline: str = ""
    email: str = ""
    phone: str = ""
    place: str = ""
    links: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    def of_kind(self, kind: str) -> list[Section]:
        return [section for section in self.sections if section.kind == kind]

    @property
    def summary(self) -> str:
        return " ".join(section.text for section in self.of_kind("summary"))

    @property
    def jobs(self) -> list[Entry]:
        return [entry for section in self.of_kind("work") for entry in section.entries]

    @property
    def education(self) -> list[Entry]:
        return [entry for section in self.of_kind("education") for entry in section.entries]

    @property
    def skills(self) -> list[Item]:
        return [
            item for section in self.of_kind("skills") for group in section.groups for item in group.items
        ]
