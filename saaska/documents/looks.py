"""How a document looks, as a form: its design, and the choices of personal_info.layout that every kind has.

Nothing of the text is asked for here, so saving a look never changes a word of the document.
"""

import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from saaska.documents import photos, versions
from saaska.documents.choices import Designs
from saaska.documents.designs import Kind, Options, UnknownDesignError, contrast, readable, with_photo
from saaska.documents.fonts import PAIRS
from saaska.documents.models import Document
from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.versions import Version
from saaska.documents.wording import CHOICES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OWN: Final = "own"
READABLE: Final = 4.5  # contrast of text with its ground that WCAG asks for
FALLBACKS: Final = ("#1e40af", "#172554")  # shown by a picker, which cannot be empty, until one is chosen
NAMES: Final = {  # what may differ between two looks
    "template": _("Design"),
    "colors": _("Colours"),
    "fonts": _("Fonts"),
    "spacing": _("Spacing"),
    "textSize": _("Text size"),
    "pageSize": _("Paper"),
    "dateFormat": _("Dates"),
    "language": _("Language"),
    "order": _("Order of the parts"),
    "hidden": _("Printed parts"),
    "newPage": _("Parts on a new page"),
    "together": _("Parts kept together"),
    "headings": _("Headings"),
    "showPhoto": _("Photo"),
    "attachData": _("Data inside the PDF"),
}

AnyDocument = TypeVar("AnyDocument", bound=Document)


@dataclass(frozen=True)
class Palette:
    """Two colours under a name. White text can be read on both, and both on white."""

    name: "StrOrPromise"
    colours: tuple[str, str]


PALETTES: Final = {
    "ink": Palette(_("Ink"), ("#1e40af", "#172554")),
    "petrol": Palette(_("Petrol"), ("#0f5f6b", "#0c3b44")),
    "forest": Palette(_("Forest"), ("#166534", "#14392a")),
    "olive": Palette(_("Olive"), ("#5b6210", "#363a12")),
    "copper": Palette(_("Copper"), ("#a8501f", "#5c2a10")),
    "wine": Palette(_("Wine"), ("#9f1239", "#4c0d22")),
    "plum": Palette(_("Plum"), ("#6b2a86", "#3a1850")),
    "graphite": Palette(_("Graphite"), ("#374151", "#111827")),
}


class Segments(forms.RadioSelect):
    """A few short choices side by side."""

    template_name = "documents/_segments.html"


class PaletteChoice(forms.RadioSelect):
    """Colours by what they look like."""

    template_name = "documents/_palettes.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for _group, options, _index in context["widget"]["optgroups"]:
            for option in options:
                palette = PALETTES.get(str(option["value"]))
                option["colours"] = palette.colours if palette else ()
        return context


@dataclass(frozen=True)
class Faint:
    """A colour too light for text on white: its contrast, and the shade that text is printed in."""

    colour: str
    contrast: float
    shade: str


def one_of(
    label: "StrOrPromise", choices: "list[tuple[str, StrOrPromise]]", widget: type[forms.Widget]
) -> forms.ChoiceField:
    as_designed = ("", _("As designed"))
    return forms.ChoiceField(label=label, choices=[as_designed, *choices], required=False, widget=widget)


def colour(label: "StrOrPromise") -> forms.RegexField:
    return forms.RegexField(
        r"\A#[0-9a-fA-F]{6}\Z",
        label=label,
        required=False,
        max_length=7,
        widget=forms.ColorInput,
        error_messages={"invalid": _("Choose a colour, such as #1e40af.")},
    )


class Look(forms.Form, Generic[AnyDocument]):
    """Bound to `data` it shows what was chosen; content() is what would be saved of that.

    A kind of document adds its design_field() as `template`, and its own choices.
    """

    kind: ClassVar[Kind]
    use_required_attribute = False

    template: forms.ChoiceField
    palette = forms.ChoiceField(
        label=_("Colours"),
        choices=[
            ("", _("As designed")),
            *((key, palette.name) for key, palette in PALETTES.items()),
            (OWN, _("My own")),
        ],
        required=False,
        widget=PaletteChoice,
    )
    main_colour = colour(_("Main colour"))
    second_colour = colour(_("Second colour"))
    fonts = one_of(_("Fonts"), [(key, pair.name) for key, pair in PAIRS.items()], forms.Select)
    text_size = one_of(
        _("Text size"), [("small", _("Small")), ("normal", _("Normal")), ("large", _("Large"))], Segments
    )
    spacing = one_of(
        _("Spacing"), [("compact", _("Compact")), ("normal", _("Normal")), ("airy", _("Airy"))], Segments
    )
    page_size = one_of(_("Paper"), [("a4", _("A4")), ("letter", _("Letter"))], Segments)
    language = forms.ChoiceField(
        label=_("Language of the document"),
        choices=CHOICES,
        required=False,
        help_text=_("Of headings, months and page numbers. Your own words stay as they are."),
    )
    show_photo = forms.BooleanField(label=_("Print the photo"), required=False)

    def __init__(
        self,
        document: AnyDocument,
        *,
        designs: Designs,
        personal_info: dict[str, Any],
        data: QueryDict | None = None,
    ) -> None:
        """`personal_info` is the document's in its normal form."""
        self.document = document
        self.stored: dict[str, Any] = {"template": document.template, "personal_info": personal_info}
        self.layout: dict[str, Any] = personal_info["layout"]
        super().__init__(data.copy() if data is not None else None)
        self.fields["template"].choices = designs  # type: ignore[attr-defined]  # it is a ChoiceField
        self._offer_photo(dict(designs))
        self.initial = self._initial()

    def _offer_photo(self, designs: dict[str, str]) -> None:
        """Nothing is asked about a photo that there is not."""
        self.photo = photos.known(self.document.user_id, self.stored["personal_info"]["photo"])
        if not self.photo:
            del self.fields["show_photo"]
            return
        names = ", ".join(name for slug, name in designs.items() if slug in with_photo(self.kind))
        self.fields["show_photo"].help_text = translated("These designs have a place for it: %(names)s.") % {
            "names": names
        }

    def _initial(self) -> dict[str, Any]:
        layout, colours = self.layout, [colour.lower() for colour in self.layout["colors"]]
        named = [key for key, palette in PALETTES.items() if list(palette.colours) == colours]
        pickers = colours or self._designed("colors")
        main, second = [*pickers, *FALLBACKS[len(pickers) :]][:2]
        return {
            "template": self.document.template,
            "palette": (named[0] if named else OWN) if colours else "",
            "main_colour": main,
            "second_colour": second,
            "fonts": layout["fonts"],
            "text_size": layout["textSize"],
            "spacing": layout["spacing"],
            "page_size": layout["pageSize"],
            "language": layout["language"],
            "show_photo": layout["showPhoto"],
        }

    @cached_property
    def version(self) -> Version | None:
        """What the chosen design is printed from: the version the document pins, the newest of another design.

        None when there is no such design any more.
        """
        slug = str(self.data.get("template", "")) if self.is_bound else self.document.template
        if slug not in dict(self.fields["template"].choices):  # type: ignore[attr-defined]  # a ChoiceField
            slug = self.document.template
        number = self.document.template_version if slug == self.document.template else versions.NEWEST
        try:
            return versions.find(self.kind, slug, number)
        except UnknownDesignError:
            return None

    def _designed(self, key: str) -> list[str]:
        config = self.version.config if self.version else {}
        return list(config.get(key) or (config.get("options") or {}).get(key) or [])

    def perform(self, action: str) -> None:
        """Change what was chosen as a button says; none does unless a kind has one."""

    # What was chosen, as it is stored

    def content(self) -> dict[str, Any]:
        """The two columns that a look is kept in. Without errors only."""
        personal_info = {**self.stored["personal_info"], "layout": {**self.layout, **self._chosen()}}
        return {
            "template": self.cleaned_data["template"],
            "personal_info": PERSONAL_INFO.clean(personal_info),
        }

    def _chosen(self) -> dict[str, Any]:
        """Keys of the layout."""
        values = self.cleaned_data
        return {
            "colors": self._colours(),
            "fonts": values["fonts"],
            "textSize": values["text_size"],
            "spacing": values["spacing"],
            "pageSize": values["page_size"],
            "language": values["language"],
            "showPhoto": values.get("show_photo", self.layout["showPhoto"]),
        }

    def _colours(self) -> list[str]:
        chosen = self.cleaned_data["palette"]
        if chosen in PALETTES:
            return list(PALETTES[chosen].colours)
        if not chosen:
            return []
        pickers = ("main_colour", "second_colour")
        mine = [self.cleaned_data[picker] or self.initial[picker] for picker in pickers]
        stored: list[str] = self.layout["colors"]
        unchanged = stored and mine == [self.initial[picker] for picker in pickers]
        return stored if unchanged else mine

    def differences(self) -> list[str]:
        """What is chosen otherwise than it is stored, by name."""
        return [str(name) for key, name in NAMES.items() if key in self._differing()]

    def _differing(self) -> set[str]:
        theirs, ours = self.stored, self.content()
        old, new = theirs["personal_info"]["layout"], ours["personal_info"]["layout"]
        found = {key for key, value in new.items() if value != old[key]}
        return found | ({"template"} if ours["template"] != theirs["template"] else set())

    # What the chosen look is for the page

    def said_of(self, name: str) -> str:
        """What a choice says on the page: "Compact"."""
        choices = dict(self.fields[name].choices)  # type: ignore[attr-defined]  # it is a ChoiceField
        return str(choices[self[name].value()])

    @property
    def draft(self) -> AnyDocument:
        """The document as it would be once this is saved; as it is stored while nothing was sent."""
        draft = copy.copy(self.document)
        if self.is_bound:
            content = self.content()
            draft.template, draft.personal_info = content["template"], content["personal_info"]
            draft.template_version = self.version.number if self.version else versions.NEWEST
        return draft

    @property
    def options(self) -> Options:
        return Options.of(
            self.version.config if self.version else None, self.draft.personal_info.get("layout")
        )

    @property
    def faint(self) -> list[Faint]:
        """The chosen colours that are too light for text on white."""
        if self.is_bound and not self.is_valid():
            return []
        chosen = self._colours() if self.is_bound else self.layout["colors"]
        return [
            Faint(colour, int(contrast(colour) * 10) / 10, readable(colour))
            for colour in dict.fromkeys(colour.lower() for colour in chosen)
            if contrast(colour) < READABLE
        ]
