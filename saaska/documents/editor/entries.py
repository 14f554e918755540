"""One entry of an editor's form."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from saaska.documents.editor.kinds import Kind

Typed = Mapping[str, Any]


class EntryForm(forms.Form):
    """One entry: bound to what was posted, or showing `value`, which may hold texts as they were typed."""

    use_required_attribute = False

    def __init__(
        self, kind: Kind, prefix: str, *, data: QueryDict | None = None, value: Typed | None = None
    ) -> None:
        super().__init__(data, initial=dict(value or {}), prefix=prefix)
        self.kind = kind
        self.fields = dict(kind.fields)  # the same ones for all entries: who changes one takes a copy

    @property
    def token(self) -> str:
        return str(self.prefix).rpartition("-")[2]

    @property
    def called(self) -> str:
        """What the entry is called on the page: "Data engineer, Harbour Data"; "" when nothing says it."""
        values = (self[key].value() for key in self.kind.named_by)
        return ", ".join(value.strip() for value in values if isinstance(value, str) and value.strip())

    def as_typed(self) -> "EntryForm":
        """The same texts in a form that does not judge them."""
        typed = {key: self[key].value() for key in self.fields}
        return EntryForm(self.kind, str(self.prefix), value=typed)

    def is_blank(self) -> bool:
        said = (value for key, value in self.cleaned_data.items() if key not in ("id", "current", "hidden"))
        return not self.errors and not any(said)

    def entry(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def settle(self, before: Typed | None, name: str) -> dict[str, str]:
        """Gives each field that is not right the value it had `before`, else none.

        Answers what was typed there, under the name that the field has in an entry called `name`.
        """
        wrong = [key for key in self.fields if key in self.errors]
        if wrong:
            before = before or self.kind.empty
            self.cleaned_data.update({key: before[key] for key in wrong})
        return {f"{name}-{key}": str(self[key].value() or "") for key in wrong if key != "id"}

    def original(self, stored: Iterable[Typed]) -> Typed | None:
        """The one it stands for."""
        return next((entry for entry in stored if entry["id"] == self.cleaned_data.get("id")), None)
