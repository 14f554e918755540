"""A Shape says what one JSON column may hold. It has two verbs.

`clean(value)` returns the value as plain JSON data in its one normal form: all keys there, texts trimmed, line ends
unified, characters that cannot be stored or printed dropped, web addresses with their scheme, missing ids given.
`check(value)` changes nothing and is what a JSONField's validator calls. Both raise Django's ValidationError with one
sentence per problem, for instance "Experience 2: the company is longer than 255 characters."
"""

import json
import re
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic import ValidationError as PydanticError
from pydantic_core import ErrorDetails

from saaska.documents.fields import Label
from saaska.documents.texts import printable

MESSAGES = 10  # sentences shown at once for one column
CHOICES = 12  # up to which a sentence names them


Plain = TypeVar("Plain")


class Shape(Generic[Plain]):
    """What one JSON column may hold, and what its parts are called in a sentence."""

    def __init__(self, kind: Any, *, label: Label) -> None:
        self.kind = kind
        self.label = label
        self.adapter: TypeAdapter[Any] = TypeAdapter(kind)
        self._of_keys: dict[str, TypeAdapter[Any]] = {}

    def clean(self, value: object) -> Plain:
        """The value in its normal form, as plain JSON data; ValidationError says what is wrong with it."""
        plain: Plain = self._validate(self.adapter, value, clean=True)
        return plain

    def clean_key(self, key: str, value: object) -> Any:
        """That key's value in its normal form, as clean() of an object with it gives; of a shape that is an object."""
        adapter = self._of_keys.get(key)
        if adapter is None:
            field = self.kind.model_fields[key]
            wanted: Any = Annotated.__class_getitem__((field.annotation, *field.metadata))  # type: ignore[attr-defined]  # how Annotated[…] is called with a list
            adapter = self._of_keys[key] = TypeAdapter(wanted, config=ConfigDict(strict=True))
        return self._validate(adapter, value, clean=True, where=(key,))

    def check(self, value: object) -> None:
        """ValidationError when the value may not be stored as it is."""
        self._validate(self.adapter, value, clean=False)

    def place(self, path: tuple[str | int, ...]) -> str:
        """What stands at the path, in words: "Experience 2: the company".

        Within a section the path names its kind, which then stands for it: the path
        ("sections", 0, "projects", "items", 1, "name") is "Project 2: the name".
        """
        where, what, _one = self._place(path, by_kind=True)
        return capfirst(f"{where}: {what}" if where else what)

    def _validate(
        self, adapter: TypeAdapter[Any], value: object, *, clean: bool, where: tuple[str, ...] = ()
    ) -> Any:
        try:
            found = adapter.validate_python(value, context={"clean": clean})
        except PydanticError as error:
            wrong = error.errors(include_url=False, include_input=False)
            for problem in wrong:
                problem["loc"] = (*where, *problem["loc"])
            raise ValidationError(self._sentences(wrong)) from None
        return adapter.dump_python(found, mode="json")

    def _sentences(self, errors: list[ErrorDetails]) -> list[ValidationError]:
        sentences = [
            ValidationError(self._sentence(error), code=error["type"]) for error in errors[:MESSAGES]
        ]
        if len(errors) > MESSAGES:
            more = gettext("And %(count)s more problems like these.") % {"count": len(errors) - MESSAGES}
            sentences.append(ValidationError(more, code="more"))
        return sentences

    def _sentence(self, error: ErrorDetails) -> str:
        where, what, one = self._place(error["loc"])
        known = SENTENCES.get(error["type"], _("%(what)s has a value that cannot be used."))
        context = error.get("ctx", {})
        limit = context.get("limit", "")
        choices = [name for name in re.findall(r"'([^']*)'", str(context.get("expected", ""))) if name]
        if error["type"] == "literal_error" and 0 < len(choices) <= CHOICES:
            known, limit = FEW_CHOICES, ", ".join(choices)
        limit = f"{limit:,}" if isinstance(limit, int) else limit
        sentence = str(known) % {"what": what, "many": what, "one": one, "limit": limit}
        if not where:
            return capfirst(sentence)
        return pgettext("where: what is wrong", "%(where)s: %(sentence)s") % {
            "where": capfirst(where),
            "sentence": sentence,
        }

    def _place(self, loc: tuple[int | str, ...], *, by_kind: bool = False) -> tuple[str, str, str]:
        """Where in the column ("experience 2"), what it is called there, and what one of its entries is."""
        where: list[str] = []
        kind: Any = self.kind
        label = self.label
        for part in loc:
            if part == "[key]":  # said of a key itself, which the part before has named
                continue
            if isinstance(part, int):
                kind = _entry_of(kind)
                label = Label(f"{label.one or label.name} {part + 1}")
                where.append(str(label.name))
                continue
            fields = _fields_of(kind, part)
            if fields is not None and part in fields:
                known = fields[part]
                label = next((note for note in known.metadata if isinstance(note, Label)), Label(f"“{part}”"))
                kind = known.annotation
                where.append("")
            elif fields is None:
                kind = _member_of(kind, part)
                where[-1] = "" if by_kind else where[-1]
            else:
                label = Label(_("“%(key)s”") % {"key": printable(part, lines=False)[:60]})
                where.append("")
        # An entry with a number stands for itself when it is the last part, and for the place otherwise.
        numbered = [part for part in (where[:-1] if where else []) if part]
        return ", ".join(numbered), str(label.name), str(label.one or label.name)


def _bare(kind: Any) -> Any:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind


def _entry_of(kind: Any) -> Any:
    found = get_args(_bare(kind))
    return found[0] if found else Any


def _fields_of(kind: Any, key: str) -> Any:
    """The fields of an object; None where `key` only says which member of a union was meant."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind.model_fields
    return None if get_origin(kind) in (Union, UnionType) else {}


def _member_of(kind: Any, tag: str) -> Any:
    for member in get_args(_bare(kind)):
        if tag in get_args(member.model_fields["kind"].annotation):
            return member
    return kind


SENTENCES = {
    "long": _("%(what)s is longer than %(limit)s characters."),
    "unprintable": _("%(what)s holds characters that cannot be printed."),
    "many_lines": _("%(what)s has to be a single line."),
    "many": _("no more than %(limit)s %(many)s."),
    "date": _("%(what)s is not a date such as 2024, 2024-05 or 2024-05-31."),
    "address": _("%(what)s is not a web address such as https://example.com."),
    "same_id": _("two %(many)s have the same id."),
    "missing": _("%(what)s is missing."),
    "extra_forbidden": _("%(what)s is not a known field."),
    "string_type": _("%(what)s has to be text."),
    "string_pattern_mismatch": _("%(what)s is not written as it should be."),
    "bool_type": _("%(what)s has to be yes or no."),
    "number": _("%(what)s has to be a number."),
    "range": _("%(what)s has to be between %(limit)s."),
    "scalar": _("%(what)s has to be a text, a number, yes or no."),
    "list_type": _("%(what)s: a list is needed."),
    "dict_type": _("%(what)s has to be an object with fields."),
    "model_type": _("%(what)s has to be an object with fields."),
    "model_attributes_type": _("%(what)s has to be an object with fields."),
    "literal_error": _("%(what)s is not one of the possible choices."),
    "union_tag_invalid": _("%(what)s is of an unknown kind."),
    "union_tag_not_found": _("%(what)s does not say of which kind it is."),
}
FEW_CHOICES = _("%(what)s has to be one of these: %(limit)s.")


def json_size(*values: object) -> int:
    """Bytes the values take as compact JSON in UTF-8."""
    return sum(len(json.dumps(v, ensure_ascii=False, separators=(",", ":")).encode()) for v in values)
