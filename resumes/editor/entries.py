"""Lists of entries as a form posts them, in the order in which they stand on the page.

Each entry has a token, and each list posts its tokens: `work-entry=0&work-entry=n1` says that there are two
positions, whose fields are `work-0-company` and `work-n1-company`. So entries are moved, added and removed on
the page alone, with or without script, and nothing has to be counted or renumbered.
"""

import copy
import re
import secrets
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property

from resumes.editor.kinds import SECTION, SECTIONS
from saaska.documents.editor.entries import EntryForm, Typed
from saaska.documents.editor.kinds import Kind

TOKEN = re.compile(r"n?[0-9]{1,6}")


def new_id() -> str:
    return secrets.token_hex(6)


class SectionForm(EntryForm):
    """A section of the résumé beside the four that have columns, and the list of its entries."""

    def __init__(
        self,
        of: str,
        prefix: str,
        *,
        data: QueryDict | None = None,
        value: Typed | None = None,
        items: Any = None,
    ) -> None:
        super().__init__(SECTION, prefix, data=data, value=value)
        self.of = of
        self.label, self.icon, kind = SECTIONS[of]
        if of != "custom":
            self.fields["title"] = copy.deepcopy(self.fields["title"])
            self.fields["title"].widget.attrs["placeholder"] = self.label
        self.items = items or Entries(
            f"{prefix}-item", kind, data=data, stored=(value or {}).get("items", ())
        )

    @property
    def called(self) -> str:
        return super().called or str(self.label)

    def as_typed(self) -> "SectionForm":
        typed = {key: self[key].value() for key in self.fields}
        return SectionForm(self.of, str(self.prefix), value=typed, items=self.items.as_typed())

    def is_valid(self) -> bool:
        return super().is_valid() and self.items.is_valid()

    def is_blank(self) -> bool:
        return False  # a heading without entries is a beginning; only its owner removes it

    def entry(self) -> dict[str, Any]:
        return {**self.cleaned_data, "kind": self.of, "items": self.items.cleaned()}

    def settle(self, before: Typed | None, name: str) -> dict[str, str]:
        items = self.items.settle(before["items"] if before else (), f"{name}-item")
        return {**super().settle(before, name), **items}


class Entries:
    """A list of entries of one kind, named as its fields are."""

    def __init__(
        self, name: str, kind: Kind, *, data: QueryDict | None, stored: Iterable[Typed] = ()
    ) -> None:
        self.name = name
        self.kind = kind
        self.forms: list[Any] = []
        if data is None:
            self.forms = [self.form(str(number), value=value) for number, value in enumerate(stored)]
        else:
            tokens = dict.fromkeys(token for token in data.getlist(f"{name}-entry") if TOKEN.fullmatch(token))
            self.forms = [form for token in tokens if (form := self.form(token, data=data))]

    def form(self, token: str, *, data: QueryDict | None = None, value: Typed | None = None) -> Any:
        """The entry with that token, or nothing when no such entry can be."""
        return EntryForm(self.kind, f"{self.name}-{token}", data=data, value=value)

    def as_typed(self) -> "Entries":
        twin = copy.copy(self)
        twin.forms = [form.as_typed() for form in self.forms]
        return twin

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.forms)

    @property
    def filled(self) -> list[Any]:
        """The forms of the entries that say something."""
        return [form for form in self.forms if not form.is_blank()]

    def cleaned(self) -> list[dict[str, Any]]:
        return [form.entry() for form in self.filled]

    def settle(self, stored: Iterable[Typed], name: str = "") -> dict[str, str]:
        """As EntryForm's, for every entry: the names are those the fields have once this list is stored."""
        typed: dict[str, str] = {}
        for number, form in enumerate(self.filled):
            before = None if form.is_valid() else form.original(stored)
            typed.update(form.settle(before, f"{name or self.name}-{number}"))
        return typed

    def given(self, entries: Iterable[Typed]) -> Iterator[tuple[str, str]]:
        """The names of fields for an id that were empty, and the ids that the stored entries got."""
        for form, entry in zip(self.filled, entries, strict=True):
            if form["id"].value() != entry["id"]:
                yield form["id"].html_name, entry["id"]
            if isinstance(form, SectionForm):
                yield from form.items.given(entry["items"])

    def add(self, value: Typed | None = None) -> str:
        """A new entry at the end, with an id that no entry of a copy has either; gives its token."""
        taken = {form.token for form in self.forms}
        token = next(fresh for number in range(len(taken) + 1) if (fresh := f"n{number}") not in taken)
        self.forms.append(self.form(token, value={"id": new_id(), **(value or {})}))
        return token

    def add_like(self, token: str) -> str:
        """A new entry below that one, which has what its kind keeps; gives its token."""
        at = self._at(token)
        like = self.forms[at]
        added = self.add({key: like[key].value() for key in self.kind.kept})
        self.forms.insert(at + 1, self.forms.pop())
        return added

    def remove(self, token: str) -> str:
        """Without that entry; gives the token of the one that now stands in its place, or before it."""
        at = self._at(token)
        del self.forms[at]
        return str(self.forms[min(at, len(self.forms) - 1)].token) if self.forms else ""

    def move(self, token: str, by: int) -> str:
        at = self._at(token)
        to = max(0, min(at + by, len(self.forms) - 1))
        self.forms.insert(to, self.forms.pop(at))
        return token

    def _at(self, token: str) -> int:
        """Where it stands; LookupError when there is none with that token."""
        found = [number for number, form in enumerate(self.forms) if form.token == token]
        if not found:
            raise LookupError(token)
        return found[0]

    @cached_property
    def blank(self) -> EntryForm:
        """An empty entry for the page's script to copy."""
        return EntryForm(self.kind, f"{self.name}-n000000")


class Sections(Entries):
    """In the order in which they are printed. A token is the section's place in what is stored."""

    def __init__(self, *, data: QueryDict | None, stored: Iterable[tuple[int, Typed]] = ()) -> None:
        super().__init__("section", SECTION, data=data)
        if data is None:
            self.forms = [self.form(str(place), value=section) for place, section in stored]

    def form(self, token: str, *, data: QueryDict | None = None, value: Typed | None = None) -> Any:
        prefix = f"{self.name}-{token}"
        of = data.get(f"{prefix}-kind", "") if data is not None else (value or {})["kind"]
        return SectionForm(of, prefix, data=data, value=value) if of in SECTIONS else None

    def begin(self, of: str) -> str:
        """A new section of that kind with one empty entry; LookupError when there is no such kind.

        Its heading is left to the language of the document.
        """
        if of not in SECTIONS:
            raise LookupError(of)
        return self.add({"kind": of, "title": "", "visible": True, "items": [{"id": new_id()}]})
