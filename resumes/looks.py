"""How a résumé looks, as a form: its design, and every choice of personal_info.layout.

Nothing of the text is asked for here, so saving a look never changes a word of the résumé.
"""

import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from resumes.editor.form import OWN_PARTS, content_of
from resumes.forms import DesignChoice, Designs
from resumes.models import Resume
from saaska.documents import blocks, versions
from saaska.documents.designs import Options, UnknownDesignError, contrast, readable
from saaska.documents.fonts import PAIRS
from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.versions import Version

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
    "order": _("Order of the parts"),
    "hidden": _("Printed parts"),
    "attachData": _("Data inside the PDF"),
}


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

    template_name = "resumes/_segments.html"


class PaletteChoice(forms.RadioSelect):
    """Colours by what they look like."""

    template_name = "resumes/_palettes.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for _group, options, _index in context["widget"]["optgroups"]:
            for option in options:
                palette = PALETTES.get(str(option["value"]))
                option["colours"] = palette.colours if palette else ()
        return context


@dataclass(frozen=True)
class Part:
    """A part of the résumé in the list of what is printed. An `empty` one prints nothing."""

    id: str
    name: str
    shown: bool
    empty: bool


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


class Look(forms.Form):
    """Bound to `data` it shows what was chosen; content() is what would be saved of that."""

    use_required_attribute = False

    template = forms.ChoiceField(
        label=_("Design"),
        widget=DesignChoice,
        error_messages={
            "required": _("Choose a design."),
            "invalid_choice": _("Choose one of these designs."),
        },
    )
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
    date_format = one_of(
        _("Dates"),
        [
            ("short", _("Jan 2022")),
            ("long", _("January 2022")),
            ("numeric", _("01/2022")),
            ("year", _("2022 only")),
        ],
        forms.Select,
    )
    attach_data = forms.BooleanField(
        label=_("Put the data into the PDF too"),
        required=False,
        help_text=_(
            "Software that reads résumés then gets every field exactly, instead of guessing from the page. "
            "Only what is printed is in it."
        ),
    )
    own_order = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, resume: Resume, *, designs: Designs, data: QueryDict | None = None) -> None:
        stored = content_of(resume)
        self.resume = resume
        self.stored = {"template": resume.template, "personal_info": stored["personal_info"]}
        self.whole = stored
        self.layout: dict[str, Any] = stored["personal_info"]["layout"]
        super().__init__(data.copy() if data is not None else None)
        self.fields["template"].choices = designs  # type: ignore[attr-defined]  # it is a ChoiceField
        self.initial = self._initial()

    def _initial(self) -> dict[str, Any]:
        layout, colours = self.layout, [colour.lower() for colour in self.layout["colors"]]
        named = [key for key, palette in PALETTES.items() if list(palette.colours) == colours]
        pickers = colours or self._designed("colors")
        main, second = [*pickers, *FALLBACKS[len(pickers) :]][:2]
        return {
            "template": self.resume.template,
            "palette": (named[0] if named else OWN) if colours else "",
            "main_colour": main,
            "second_colour": second,
            "fonts": layout["fonts"],
            "text_size": layout["textSize"],
            "spacing": layout["spacing"],
            "page_size": layout["pageSize"],
            "date_format": layout["dateFormat"],
            "attach_data": layout["attachData"],
            "own_order": bool(layout["order"]),
        }

    @cached_property
    def version(self) -> Version | None:
        """What the chosen design is printed from: the version the résumé pins, the newest of another design.

        None when there is no such design any more.
        """
        slug = str(self.data.get("template", "")) if self.is_bound else self.resume.template
        if slug not in dict(self.fields["template"].choices):  # type: ignore[attr-defined]  # a ChoiceField
            slug = self.resume.template
        number = self.resume.template_version if slug == self.resume.template else versions.NEWEST
        try:
            return versions.find("resume", slug, number)
        except UnknownDesignError:
            return None

    def _designed(self, key: str) -> list[str]:
        config = self.version.config if self.version else {}
        return list(config.get(key) or (config.get("options") or {}).get(key) or [])

    # The parts: a list of ids in their order, and a box for each that is printed.

    @cached_property
    def _names(self) -> dict[str, str]:
        """Every part there is, in the order in which an undesigned résumé has them."""
        own = (gettext("Summary"), gettext("Work experience"), gettext("Education"), gettext("Skills"))
        sections = self.stored["personal_info"]["sections"]
        named = {section["id"]: section["title"] or blocks.heading(section["kind"]) for section in sections}
        return {**dict(zip(OWN_PARTS, own, strict=True)), **named}

    def _completed(self, order: list[str]) -> list[str]:
        """The parts in that order; those it does not name come last, as in print."""
        return list(dict.fromkeys(part for part in (*order, *self._names) if part in self._names))

    @property
    def _posted_parts(self) -> list[str]:
        return self.data.getlist("part") if isinstance(self.data, QueryDict) else []

    @property
    def orders_itself(self) -> bool:
        return str(self["own_order"].value()) in ("True", "true", "on", "1")

    @property
    def order(self) -> list[str]:
        if not self.orders_itself:
            return self._completed(self._designed("order"))
        return self._completed(self._posted_parts if self.is_bound else self.layout["order"])

    def _is_shown(self, part: str) -> bool:
        if part in self._posted_parts:
            return part in self.data.getlist("shown")  # type: ignore[attr-defined]  # only a QueryDict has parts
        sections = self.stored["personal_info"]["sections"]
        switched_off = {section["id"] for section in sections if not section["visible"]}
        return part not in switched_off and part not in self.layout["hidden"]

    @property
    def parts(self) -> list[Part]:
        filled = {
            "summary": self.whole["summary"],
            "work": self.whole["work_experience"],
            "education": self.whole["education"],
            "skills": self.whole["skills"],
            **{section["id"]: section["items"] for section in self.stored["personal_info"]["sections"]},
        }
        return [
            Part(part, self._names[part], self._is_shown(part), empty=not filled[part]) for part in self.order
        ]

    def perform(self, action: str) -> None:
        """Change the order as a button says: "up-work", "down-skills", or "designed-order"."""
        assert isinstance(self.data, QueryDict)  # only what was posted has buttons
        if action == "designed-order":
            self.data["own_order"] = ""
            return
        verb, _dash, part = action.partition("-")
        order = self.order
        if verb not in ("up", "down") or part not in order:
            return
        before = order.index(part)
        order.remove(part)
        order.insert(max(0, before + (-1 if verb == "up" else 1)), part)
        self.data["own_order"] = "True"
        self.data.setlist("part", order)

    # What was chosen, as it is stored

    def content(self) -> dict[str, Any]:
        """The two columns that a look is kept in. Without errors only."""
        values = self.cleaned_data
        personal_info = self.stored["personal_info"]
        hidden = [part for part in self._names if not self._is_shown(part)]
        layout = {
            **self.layout,
            "order": self._order(),
            "hidden": sorted(set(hidden) & set(OWN_PARTS), key=OWN_PARTS.index),
            "colors": self._colours(),
            "fonts": values["fonts"],
            "textSize": values["text_size"],
            "spacing": values["spacing"],
            "pageSize": values["page_size"],
            "dateFormat": values["date_format"],
            "attachData": values["attach_data"],
        }
        sections = [
            {**section, "visible": section["id"] not in hidden} for section in personal_info["sections"]
        ]
        personal_info = PERSONAL_INFO.clean({**personal_info, "sections": sections, "layout": layout})
        return {"template": values["template"], "personal_info": personal_info}

    def _order(self) -> list[str]:
        """Nothing while the design orders the parts; what is stored when it says the same."""
        if not self.orders_itself:
            return []
        stored: list[str] = self.layout["order"]
        return stored if stored and self._completed(stored) == self.order else self.order

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
        theirs, ours = self.stored, self.content()
        old, new = theirs["personal_info"], ours["personal_info"]
        found = {key for key, value in new["layout"].items() if value != old["layout"][key]}
        found |= {"template"} if ours["template"] != theirs["template"] else set()
        found |= {"hidden"} if new["sections"] != old["sections"] else set()
        return [str(name) for key, name in NAMES.items() if key in found]

    # What the chosen look is for the page

    @property
    def draft(self) -> Resume:
        """The résumé as it would be once this is saved; as it is stored while nothing was sent."""
        draft = copy.copy(self.resume)
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
