"""How a résumé looks, as a form: what every document has (saaska.documents.looks), its dates and its parts."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from resumes import schema
from resumes.editor.form import COLUMNS, OWN_PARTS, content_of
from resumes.models import Resume
from saaska.documents import looks
from saaska.documents.choices import Designs, design_field
from saaska.documents.designs import Kind
from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.shapes import json_size
from saaska.documents.texts import LINE, printable
from saaska.documents.wording import wording

KIND: Final[Kind] = "resume"


@dataclass(frozen=True)
class Part:
    """A part of the résumé in the list of what is printed. An `empty` one prints nothing."""

    id: str
    name: str
    shown: bool
    empty: bool
    new_page: bool
    together: bool
    heading: BoundField | None  # of those that have a column; a section's stands in the editor


class Look(looks.Look[Resume]):
    """Bound to `data` it shows what was chosen; content() is what would be saved of that."""

    kind = KIND

    template = design_field(KIND)
    date_format = looks.one_of(
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
        self.whole = content_of(resume)
        super().__init__(resume, designs=designs, personal_info=self.whole["personal_info"], data=data)
        for part in OWN_PARTS:
            self.fields[f"heading_{part}"] = forms.CharField(
                label=_("Heading"), required=False, max_length=LINE, empty_value=""
            )

    def _initial(self) -> dict[str, Any]:
        layout = self.layout
        return {
            **super()._initial(),
            "date_format": layout["dateFormat"],
            "attach_data": layout["attachData"],
            "own_order": bool(layout["order"]),
            **{f"heading_{part}": layout["headings"][part] for part in OWN_PARTS},
        }

    # The parts: a list of ids in their order, and a box for each that is printed.

    @cached_property
    def _names(self) -> dict[str, str]:
        """Every part there is, in the order in which an undesigned résumé has them."""
        own = (gettext("Summary"), gettext("Work experience"), gettext("Education"), gettext("Skills"))
        sections = self.stored["personal_info"]["sections"]
        named = {
            section["id"]: section["title"] or wording().heading(section["kind"]) for section in sections
        }
        headings = self.layout["headings"]
        called = {part: headings[part] or name for part, name in zip(OWN_PARTS, own, strict=True)}
        return {**called, **named}

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
        begins, together = self._wished("newPage", "new-page"), self._wished("together", "together")
        return [
            Part(
                part,
                self._names[part],
                self._is_shown(part),
                empty=not filled[part],
                new_page=part in begins,
                together=part in together,
                heading=self[f"heading_{part}"] if part in OWN_PARTS else None,
            )
            for part in self.order
        ]

    def _wished(self, key: str, posted: str) -> list[str]:
        """The parts with a wish for where pages end, in the order in which they are named."""
        chosen = self.data.getlist(posted) if self._posted_parts else self.layout[key]  # type: ignore[attr-defined]
        return [part for part in self._names if part in chosen]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            before, after = ([whole[column] for column in COLUMNS[2:]] for whole in (self.whole, self.chosen))
            if (
                json_size(*before) <= schema.SIZE
            ):  # one that is too large already must not keep its look for that
                schema.check_size(*after)
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """The whole résumé as it would be. Without errors only."""
        return {**self.whole, **self.content()}

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
        content = super().content()
        hidden, personal_info = self._hidden(), content["personal_info"]
        sections = [
            {**section, "visible": section["id"] not in hidden} for section in personal_info["sections"]
        ]
        return {**content, "personal_info": PERSONAL_INFO.clean({**personal_info, "sections": sections})}

    def _hidden(self) -> list[str]:
        return [part for part in self._names if not self._is_shown(part)]

    def _chosen(self) -> dict[str, Any]:
        return {
            **super()._chosen(),
            "order": self._order(),
            "hidden": sorted(set(self._hidden()) & set(OWN_PARTS), key=OWN_PARTS.index),
            "newPage": self._wished("newPage", "new-page"),
            "together": self._wished("together", "together"),
            "headings": {
                part: printable(self.cleaned_data[f"heading_{part}"], lines=False) for part in OWN_PARTS
            },
            "dateFormat": self.cleaned_data["date_format"],
            "attachData": self.cleaned_data["attach_data"],
        }

    def _order(self) -> list[str]:
        """Nothing while the design orders the parts; what is stored when it says the same."""
        if not self.orders_itself:
            return []
        stored: list[str] = self.layout["order"]
        return stored if stored and self._completed(stored) == self.order else self.order

    def _differing(self) -> set[str]:
        theirs, ours = self.stored["personal_info"], self.content()["personal_info"]
        return super()._differing() | ({"hidden"} if ours["sections"] != theirs["sections"] else set())
