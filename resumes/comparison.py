"""What differs between two texts of a résumé, field by field, with the words that differ marked."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from resumes.editor.kinds import JOB, SECTION, SECTIONS, SKILL, STUDY
from saaska.documents.comparison import Difference, Key, Value, compared
from saaska.documents.editor.choosing import Terms
from saaska.documents.editor.kinds import LINK, Kind
from saaska.documents.editor.values import fields_of, shared_values, title_of, written

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from saaska.documents.editor.form import Content

TERMS: Final = Terms(
    parts={
        "title": _("Title"),
        "template": _("Design"),
        "summary": _("Summary"),
        "work_experience": (_("Experience"), JOB),
        "education": (_("Education"), STUDY),
        "skills": (_("Skills"), SKILL),
    },
    sections=SECTIONS,
    section=SECTION,
)


def differences(stored: "Content", posted: "Content") -> list[Difference]:
    """The fields that differ: in the order of what was typed, then those it no longer has."""
    return compared(values(stored), values(posted))


def values(content: "Content") -> Iterator[tuple[Key, Value]]:
    """Every field of a résumé with a key by which the same field of another text is found."""
    person = content["personal_info"]
    yield from shared_values(content)
    yield ("summary",), Value("", _("Summary"), content["summary"])
    yield from entries_of(LINK, _("Links"), "links", person["links"])
    yield from entries_of(JOB, _("Experience"), "work", content["work_experience"])
    yield from entries_of(STUDY, _("Education"), "education", content["education"])
    yield from entries_of(SKILL, _("Skills"), "skills", content["skills"])
    yield from sections_of(person["sections"])


def sections_of(sections: list[dict[str, Any]]) -> Iterator[tuple[Key, Value]]:
    names = [section["title"] or str(SECTIONS[section["kind"]][0]) for section in sections]
    order = "\n".join(section["id"] for section in sections)
    yield ("sections",), Value("", _("Sections in order"), "\n".join(names), same=order)
    for section, name in zip(sections, names, strict=True):
        key = section["id"]
        shown = str(_("yes") if section["visible"] else _("no"))
        yield ("section", key, "visible"), Value(name, _("Print this section"), shown)
        yield from entries_of(SECTIONS[section["kind"]][2], name, key, section["items"])


def entries_of(
    kind: Kind, name: "StrOrPromise", key: str, entries: list[dict[str, Any]]
) -> Iterator[tuple[Key, Value]]:
    """Short entries together, one a line; others field by field, found by their id, else by their name."""
    if kind.short:
        yield (key,), Value("", name, "\n".join(in_a_line(kind, entry) for entry in entries))
        return
    titles = [title_of(kind, entry) for entry in entries]
    times: Counter[str] = Counter()
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for entry, title in zip(entries, titles, strict=True):
        times[title] += 1
        found[entry.get("id") or f"{title} {times[title]}"] = (title, entry)
    yield (key, "order"), Value(str(name), _("Entries in order"), "\n".join(titles), same="\n".join(found))
    for same, (title, entry) in found.items():
        yield from fields_of(kind, f"{name}: {title}", (key, same), entry)


def in_a_line(kind: Kind, entry: dict[str, Any]) -> str:
    said = ((entry[key], field.label) for key, field in kind.fields.items() if field.label and entry[key])
    return " · ".join(str(label) if value is True else written(value) for value, label in said)
