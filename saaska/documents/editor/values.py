"""The values of an entry as texts, each by a key by which the same one is found in another text."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from saaska.documents.comparison import Key, Value
from saaska.documents.editor.fields import written_lines
from saaska.documents.editor.kinds import PERSON, Kind
from saaska.documents.wording import CHOICES


def shared_values(content: dict[str, Any]) -> Iterator[tuple[Key, Value]]:
    """What every kind of document has."""
    person = content["personal_info"]
    yield ("title",), Value("", _("Title"), content["title"])
    yield ("template",), Value("", _("Design"), content["template"].replace("-", " ").capitalize())
    yield ("paper",), Value("", _("Paper"), person["layout"]["pageSize"].upper())
    yield ("language",), Value("", _("Language"), dict(CHOICES)[person["layout"]["language"]])
    yield from fields_of(PERSON, "", ("person",), person)
    yield ("photo",), Value("", _("Photo"), said_of(person["photo"]), same=person["photo"])


def said_of(photo: str) -> str:
    """What tells one photo from another in words: the beginning of its name."""
    return _("a photo (%(name)s)") % {"name": photo[:6]} if photo else ""


def fields_of(kind: Kind, place: str, key: Key, entry: dict[str, Any]) -> Iterator[tuple[Key, Value]]:
    for name, field in kind.fields.items():
        if field.label:
            yield (*key, name), Value(place, field.label, written(entry[name]))


def written(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes")) if value else ""  # nobody has to be told what a new entry is not
    if isinstance(value, list):
        return written_lines(value)
    return "" if value is None else str(value)


def title_of(kind: Kind, entry: dict[str, Any]) -> str:
    return ", ".join(entry[key] for key in kind.named_by if entry[key]) or str(kind.new)
