"""The whole form of a document: what is asked of every kind of it, and what would be saved of what was typed."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, Self, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from saaska.documents import versions
from saaska.documents.choices import Designs
from saaska.documents.editor.entries import EntryForm
from saaska.documents.editor.fields import KeyField, Line
from saaska.documents.editor.kinds import PERSON
from saaska.documents.models import Document
from saaska.documents.schema import UNFINISHED
from saaska.documents.shapes import Shape
from saaska.documents.wording import CHOICES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Content = dict[str, Any]
AnyDocument = TypeVar("AnyDocument", bound=Document)

PAGE_SIZES: Final = [("", _("As the design has it")), ("a4", _("A4")), ("letter", _("Letter"))]


class DetailsForm(forms.Form):
    """What is asked of a document as a whole. A kind adds its design_field() as `template`, and its own fields."""

    use_required_attribute = False
    shape: ClassVar[Shape[dict[str, Any]]]  # that has the keys of its KeyFields
    untitled: ClassVar["StrOrPromise"]

    title = Line(_("Title"), _("For your own list; it is not printed."))
    template: forms.ChoiceField
    page_size = forms.ChoiceField(label=_("Paper"), choices=PAGE_SIZES, required=False)
    language = forms.ChoiceField(
        label=_("Language of the document"),
        choices=CHOICES,
        required=False,
        help_text=_("Of headings, months and page numbers. Your own words stay as they are."),
    )

    def __init__(self, data: QueryDict | None, *, designs: Designs, value: dict[str, Any]) -> None:
        super().__init__(data, initial=value)
        for key, field in self.fields.items():
            if isinstance(field, KeyField):
                field.of(self.shape, key)
        self.fields["template"].choices = designs  # type: ignore[attr-defined]  # it is a ChoiceField
        self.fields["title"].required = True

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if not title:
            raise ValidationError(self.untitled, code="required")
        return title

    def settle(self, stored: dict[str, Any]) -> dict[str, str]:
        """As EntryForm's: what is not right stays as it is stored; answers what was typed."""
        wrong = [key for key in self.fields if key in self.errors]
        self.cleaned_data.update({key: stored[key] for key in wrong})
        return {key: str(self[key].value() or "") for key in wrong}


@dataclass(frozen=True)
class Problem:
    """What is wrong, where, and the id of the control that it is about ("" for the document as a whole)."""

    place: str
    message: str
    control: str = ""


class Editor(Generic[AnyDocument]):
    """A document in fields. Bound to `data` it shows what was typed; `content` is what would be saved.

    A kind of document says which `details` are asked, what is stored, and what its content is made of.
    """

    details_form: ClassVar[type[DetailsForm]]

    def __init__(self, document: AnyDocument, *, designs: Designs, data: QueryDict | None = None) -> None:
        self.document = document
        self.data = data
        self.focus = ""
        self.content: Content = {}
        self.problems: list[Problem] = []
        self.unfinished: dict[str, str] = {}
        self.stored: Content = self.stored_content()
        personal = self.stored["personal_info"]
        layout = personal["layout"]
        self.value = {**self.stored, "page_size": layout["pageSize"], "language": layout["language"]}
        self.details = self.details_form(data, designs=designs, value=self.value)
        self.person = EntryForm(PERSON, "person", data=data, value=personal)

    def stored_content(self) -> Content:
        """What the editor edits of the document, in its normal form."""
        raise NotImplementedError

    @classmethod
    def opened(cls, document: AnyDocument, *, designs: Designs) -> Self:
        """What is stored, and what was typed before into fields that are not right yet."""
        editor = cls(document, designs=designs)
        if not document.unfinished:
            return editor
        data = editor.posted_form()
        for name, text in document.unfinished.items():
            data[name] = text
        editor = cls(document, designs=designs, data=data)
        editor.settle()
        return editor

    def posted_form(self) -> QueryDict:
        """What a browser posts when it sends the form as it stands."""
        data = QueryDict(mutable=True)
        for _place, form in self.forms:
            for bound in form:
                value = bound.field.prepare_value(bound.value())
                if value is True:
                    data[bound.html_name] = "on"
                elif value not in (False, None):
                    data[bound.html_name] = str(value)
        return data

    def rebased(self, content: Content) -> QueryDict:
        """What a browser would post of that content, with what was typed here into fields that are not right.

        Once settled. Entries are found by the ids that settling gave them.
        """
        document = copy.copy(self.document)
        for column, value in content.items():
            setattr(document, column, value)
        other = type(self)(document, designs=[])
        data = other.posted_form()
        twins = {identity(form, {}): form for _place, form in other.forms}
        ids = dict(self.given)
        for _place, form in self.forms:
            twin = twins.get(identity(form, ids))
            if twin is None:
                continue  # its entry is not in that content
            for key in form.errors:
                if key in form.fields:
                    data[twin[key].html_name] = str(form[key].value() or "")
        return data

    @property
    def forms(self) -> Iterator[tuple[str, forms.Form]]:
        """Every form with the name of its place."""
        yield "", self.details
        yield "", self.person

    @property
    def shows_all(self) -> bool:
        """Whether every part is open: whoever just sent something finds it again."""
        return self.data is not None

    def perform(self, action: str) -> bool:
        """Change the form's lists as a button says, judging nothing. False when none does."""
        return False

    def is_valid(self) -> bool:
        return self.settle() and not self.problems

    def settle(self) -> bool:
        """Finds out what would be saved: `content`, `problems` and `unfinished`.

        A field that is not right keeps its value, and what was typed there is kept as unfinished. False when the
        document as a whole cannot be saved.
        """
        self.problems = [
            Problem(place, str(message), form[key].id_for_label)
            for place, form in self.forms
            for key, messages in form.errors.items()
            for message in messages
        ]
        typed = self.settled()
        try:
            self.unfinished = UNFINISHED.clean(typed)
            self.content = self.settled_content()
        except ValidationError as error:
            self.problems += [Problem("", str(message)) for message in error.messages]
            return False
        return True

    def settled(self) -> dict[str, str]:
        """Gives every field that is not right the value it had; answers what was typed there, by name."""
        return {
            **self.details.settle(self.value),
            **self.person.settle(self.stored["personal_info"], "person"),
        }

    def settled_content(self) -> Content:
        """What the settled forms say, as it is stored; ValidationError when it may not be."""
        raise NotImplementedError

    def layout(self) -> dict[str, Any]:
        """The stored one in the paper that was chosen."""
        chosen = self.details.cleaned_data
        layout = self.stored["personal_info"]["layout"]
        return {**layout, "pageSize": chosen["page_size"], "language": chosen["language"]}

    @property
    def is_changed(self) -> bool:
        """Whether saving would write anything. Once settled."""
        return self.content != self.stored or self.unfinished != self.document.unfinished

    @property
    def draft(self) -> AnyDocument:
        """The document as it is once this is saved."""
        draft = copy.copy(self.document)
        if self.content and self.content != self.stored:
            for column, value in self.content.items():
                setattr(draft, column, value)
            if draft.template != self.document.template:
                draft.template_version = versions.NEWEST
        return draft

    @property
    def wrong(self) -> list[BoundField]:
        """The fields that are not right."""
        return [form[key] for _place, form in self.forms for key in form.errors if key in form.fields]

    @property
    def given(self) -> list[tuple[str, str]]:
        """Names of hidden fields and the ids that new entries have once this is saved."""
        return []


def identity(form: forms.Form, given: Mapping[str, str]) -> tuple[object, str]:
    """By which the form of the same entry is found in another editor. `given` holds ids by their fields' names."""
    if "id" not in form.fields:
        return form.prefix, ""
    named = form["id"]
    return getattr(form, "kind", None), str(given.get(named.html_name) or named.value())
