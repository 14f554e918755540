"""The choice of a design, and the forms of documents that have one."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from saaska.documents import gallery
from saaska.documents.designs import Kind
from saaska.documents.models import Template
from saaska.documents.texts import LINE, printable
from saaska.documents.versions import TYPES
from saaska.keys import KeyForm

if TYPE_CHECKING:
    from accounts.models import User

Designs = list[tuple[str, str]]


def designs_for(user: "User", kind: Kind, *, current: str = "") -> Designs:
    """Slug and name of each, in the order staff gave them. `current` is among them, whatever became of that design."""
    rows = Template.objects.filter(type=TYPES[kind]).order_by("position", "created_at", "name")
    premium = user.subscription_tier == user.Tier.PREMIUM
    offered = [
        (row.slug, row.name)
        for row in rows
        if row.slug == current or (row.is_active and (premium or not row.is_premium))
    ]
    if current and current not in dict(offered):
        offered.append((current, current.replace("-", " ").capitalize()))
    return offered


def design_names(kind: Kind) -> dict[str, str]:
    """Names by slug, of those no longer offered too."""
    return dict(Template.objects.filter(type=TYPES[kind]).values_list("slug", "name"))


class DesignChoice(forms.RadioSelect):
    """Designs of a kind by what they look like."""

    template_name = "documents/_designs.html"

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        designs = gallery.filtered(gallery.active(), kind=self.kind)
        thumbnails = {design.slug: design.small_url for design in designs}
        for _group, options, _index in context["widget"]["optgroups"]:
            for option in options:
                option["thumbnail"] = thumbnails.get(str(option["value"]), "")
        return context


def design_field(kind: Kind) -> forms.ChoiceField:
    """Its choices are whatever designs_for() offers the person."""
    return forms.ChoiceField(
        label=_("Design"),
        widget=DesignChoice(kind),
        error_messages={
            "required": _("Choose a design."),
            "invalid_choice": _("Choose one of these designs."),
        },
    )


class DesignedForm(KeyForm):
    """A form whose row is a document: it has a title and a design. Each kind says what it calls them."""

    title = forms.CharField(label=_("Title"), max_length=LINE)
    template: forms.ChoiceField

    def __init__(self, data: QueryDict | None, *, designs: Designs, **kwargs: Any) -> None:
        kwargs["initial"] = {"template": designs[0][0] if designs else "", **kwargs.get("initial", {})}
        super().__init__(data, **kwargs)
        self.fields["template"].choices = designs  # type: ignore[attr-defined]  # it is a ChoiceField

    def clean_title(self) -> str:
        title = printable(self.cleaned_data["title"], lines=False)
        if not title:
            raise forms.ValidationError(self.fields["title"].error_messages["required"], code="required")
        return title
