"""The form staff set a design with: choices of an allow-list, never JSON, CSS or HTML."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, get_args

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saaska.documents import designs
from saaska.documents.designs import Kind
from saaska.documents.fonts import PAIRS
from saaska.documents.models import Template
from saaska.documents.schema import TEMPLATE_CONFIG, TemplateConfig

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

    ModelForm = forms.ModelForm[Template]
else:
    ModelForm = forms.ModelForm

AS_DESIGNED: Final = ("", _("as the style sheet has it"))
LAYOUTS: Final = [(name, name) for name in get_args(TemplateConfig.model_fields["layout"].annotation)]
COLOURS: Final = ("main_colour", "second_colour")
FALLBACKS: Final = ("#1f3f47", "#2f6f73")  # shown by a picker, which cannot be empty, until one is chosen
OPTIONS: Final = {  # form field: key of the configuration
    "spacing": "spacing",
    "page_size": "pageSize",
    "text_size": "textSize",
    "date_format": "dateFormat",
}
PARTS: Final = {
    "summary": _("Summary"),
    "work": _("Work experience"),
    "education": _("Education"),
    "skills": _("Skills"),
}
PLACES: Final = ("first_part", "second_part", "third_part", "fourth_part")


def one_of(
    label: "StrOrPromise", choices: "list[tuple[str, StrOrPromise]]", help_text: "StrOrPromise" = ""
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[AS_DESIGNED, *choices], required=False, help_text=help_text
    )


def colour(label: "StrOrPromise") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=7, required=False, widget=forms.TextInput({"type": "color"})
    )


class ConfigForm(forms.Form):
    """A design's configuration. config() gives it with what was not touched as it was."""

    layout = forms.ChoiceField(label=_("Layout"), choices=LAYOUTS, help_text=_("What the design is like."))
    own_colours = forms.BooleanField(
        label=_("The style sheet’s own colours"),
        required=False,
        help_text=_("Otherwise the two below are used."),
    )
    main_colour = colour(_("Main colour"))
    second_colour = colour(_("Second colour"))
    fonts = one_of(_("Fonts"), [(key, pair.name) for key, pair in PAIRS.items()])
    spacing = one_of(_("Spacing"), [("compact", _("compact")), ("normal", _("normal")), ("airy", _("airy"))])
    text_size = one_of(
        _("Text size"), [("small", _("small")), ("normal", _("normal")), ("large", _("large"))]
    )
    page_size = one_of(_("Page size"), [("a4", "A4"), ("letter", "US Letter")])
    date_format = one_of(
        _("Dates"),
        [("short", "Jan 2022"), ("long", "January 2022"), ("numeric", "01/2022"), ("year", "2022")],
    )
    first_part = one_of(_("First part"), [*PARTS.items()], _("The parts without a place follow these."))
    second_part = one_of(_("Second part"), [*PARTS.items()])
    third_part = one_of(_("Third part"), [*PARTS.items()])
    fourth_part = one_of(_("Fourth part"), [*PARTS.items()])
    show_photo = forms.BooleanField(
        label=_("Show photo"), required=False, help_text=_("Where the design has a place for one.")
    )

    @staticmethod
    def initial_of(config: Mapping[str, Any]) -> dict[str, Any]:
        """What the fields show of a stored configuration."""
        options = config.get("options") or {}
        colours = list(config.get("colors") or [])
        order = [part for part in options.get("order") or [] if part in PARTS]
        return {
            "layout": config.get("layout", "modern"),
            "own_colours": not colours,
            **dict(zip(COLOURS, [*colours, *FALLBACKS[len(colours) :]], strict=False)),
            "fonts": config.get("fonts", ""),
            **{name: options.get(key, "") for name, key in OPTIONS.items()},
            **dict(zip(PLACES, order, strict=False)),
            "show_photo": options.get("showPhoto", True),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = self.parts()
        if len(chosen) > len(set(chosen)):
            raise ValidationError(gettext("A part has one place only."), code="same_part")
        if not self.errors:
            TEMPLATE_CONFIG.clean(self.config({}))
        return cleaned

    def parts(self) -> list[str]:
        return [part for part in (self.cleaned_data.get(place) for place in PLACES) if part]

    def config(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """The configuration as stored, with what was chosen. A valid form is needed.

        Without a choice there is no key: a form that is saved as it was opened gives `stored` again.
        """
        values = self.cleaned_data
        options = {
            **(stored.get("options") or {}),
            **{key: values[name] for name, key in OPTIONS.items()},
            "order": self.order(stored),
            "showPhoto": values["show_photo"],
        }
        config = {
            **stored,
            "layout": values["layout"],
            "colors": self.colours(stored),
            "fonts": values["fonts"],
            "options": options,
        }
        if stored and TEMPLATE_CONFIG.clean(config) == TEMPLATE_CONFIG.clean(stored):
            return dict(stored)
        if values["show_photo"]:
            options.pop("showPhoto")  # as it is without the key
        config["options"] = {key: value for key, value in options.items() if value not in ("", [])}
        return {key: value for key, value in config.items() if value not in ("", [], {})}

    def order(self, stored: Mapping[str, Any]) -> list[str]:
        """The parts that have a place. What the form does not know (a document's own sections) follows them."""
        before = (stored.get("options") or {}).get("order") or []
        if self.parts() == [part for part in before if part in PARTS]:
            return list(before)
        return [*self.parts(), *(part for part in before if part not in PARTS)]

    def colours(self, stored: Mapping[str, Any]) -> list[str]:
        """The two of the pickers and whatever stood behind them; none when the style sheet's own are wanted."""
        if self.cleaned_data["own_colours"]:
            return []
        before, shown = list(stored.get("colors") or []), self.initial_of(stored)
        chosen = [self.cleaned_data[name] or shown[name] for name in COLOURS]
        if before and chosen == [shown[name] for name in COLOURS]:
            return before
        return [*chosen, *before[len(chosen) :]]


class DesignForm(ConfigForm, ModelForm):
    """A design's row. What it is called and how it is offered are columns, the rest is its configuration."""

    class Meta:
        model = Template
        fields = ("name", "type", "slug", "category", "position", "is_active", "is_premium")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored: dict[str, Any] = dict(self.instance.config or {})
        self.initial = {**self.initial_of(self.stored), **self.initial}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        slug = cleaned.get("slug")
        kind: Kind = "resume" if cleaned.get("type") == Template.Type.RESUME else "letter"
        if slug and slug not in designs.known(kind):
            self.add_error("slug", gettext("There is no folder %s.") % f"templates/pdf/{kind}/{slug}/")
        if not self.errors:
            self.instance.config = self.config(self.stored)
        return cleaned
