"""What an editor asks for of a sort of entry, and of the person a document is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from saaska.documents import schema
from saaska.documents.editor.fields import Address, KeyField, Line, Secret
from saaska.documents.fields import Fields, Label
from saaska.documents.shapes import Shape

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, eq=False)
class Kind:
    """A sort of entry.

    `new` stands where an entry has no name yet ("New position"), `add` on the button that makes one. `named_by` are
    the keys that name an entry. Entries of a `short` kind stand in rows instead of boxes. `given` are keys that
    the shape wants and nobody types. `again` stands on the button of an entry that makes one more below it with the
    same `kept` keys.
    """

    shape: type[Fields]
    new: "StrOrPromise"
    add: "StrOrPromise"
    named_by: tuple[str, ...]
    fields: Mapping[str, KeyField]
    short: bool = False
    again: "StrOrPromise" = ""
    kept: tuple[str, ...] = ()
    given: Mapping[str, str] = dataclass_field(default_factory=dict)

    def __post_init__(self) -> None:
        whole: Shape[dict[str, Any]] = Shape(self.shape, label=Label(self.new))
        for key, field in self.fields.items():
            field.of(whole, key)
            if key in self.named_by:
                field.widget.attrs["data-names"] = True

    @cached_property
    def empty(self) -> dict[str, Any]:
        """An entry that says nothing."""
        whole: Shape[dict[str, Any]] = Shape(self.shape, label=Label(self.new))
        return whole.clean(dict(self.given))


PERSON = Kind(
    schema.PersonalInfo,
    new=_("You"),
    add="",
    named_by=("firstName", "lastName"),
    fields={
        "firstName": Line(_("First name"), autocomplete="given-name"),
        "lastName": Line(_("Last name"), autocomplete="family-name"),
        "headline": Line(_("Headline"), _("What you do, in one line."), autocomplete="organization-title"),
        "email": Line(_("E-mail"), inputmode="email", autocomplete="email", autocapitalize="none"),
        "phone": Line(_("Phone"), inputmode="tel", autocomplete="tel"),
        "location": Line(_("Location"), autocomplete="address-level2"),
        "website": Address(_("Website"), autocomplete="url"),
        "linkedin": Address(_("LinkedIn")),
        "github": Address(_("GitHub")),
    },
)
LINK = Kind(
    schema.Link,
    new=_("New link"),
    add=_("Add a link"),
    named_by=("label", "url"),
    fields={"id": Secret(""), "label": Line(_("Label")), "url": Address(_("Address"))},
    short=True,
)
