"""Draws the fields of forms in Python: the same HTML as Django's templates for them, without their many steps.

The editor of a full résumé has two hundred fields, and each went through four templates. What is not listed here is
drawn by its template as before. The texts of widgets are Django's own; a field's group is ours (label, note, errors).
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape
from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from saaska.quick_tags import attributes_of, text_of
from saaska.ui import icon

Drawn = Callable[[dict[str, Any]], str]


class FormRenderer(TemplatesSetting):
    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        draw = DRAWN.get(template_name)
        return draw(context) if draw else super().render(template_name, context, request)


def group(context: dict[str, Any]) -> str:
    """A field with its label, what helps to fill it and what is wrong with it. `context` is a BoundField's."""
    field = context["field"]
    kind, errors = field.widget_type, field.errors
    classes = f"field{' has-error' if errors else ''}{' span-2' if kind == 'textarea' else ''}"
    if field.use_fieldset:
        inside = _fieldset(field)
    elif kind == "checkbox":
        inside = f"{field}\n{_label(field, marked=False)}"
    else:
        inside = f"{_label(field)}\n{_password(field) if kind == 'password' else field}"
    auto_id = text_of(field.auto_id)
    note = (
        field.help_text
        and f'\n<div class="helptext" id="{auto_id}_helptext">{text_of(field.help_text)}</div>'
    )
    return (
        f'<div class="{classes}" id="field-{auto_id}" data-widget="{text_of(kind)}">\n'
        f"{inside}{note}{text_of(errors) if errors else ''}\n"
        f"{'</fieldset>' if field.use_fieldset else ''}</div>"
    )


def _fieldset(field: BoundField) -> str:
    described = field.aria_describedby
    begin = f'<fieldset aria-describedby="{text_of(described)}">' if described else "<fieldset>"
    return f"{begin}\n<legend>{_name(field)}</legend>\n{field}"


def _label(field: BoundField, *, marked: bool = True) -> str:
    return f'<label for="{text_of(field.id_for_label)}">{_name(field) if marked else text_of(field.label)}</label>'


def _name(field: BoundField) -> str:
    """The label, and whether the field may stay empty."""
    optional = "" if field.field.required else f' <span class="optional">{_optional(get_language())}</span>'
    return f"{text_of(field.label)}{optional}"


@lru_cache(16)
def _optional(_language: str | None) -> str:
    return escape(gettext("optional"))


def _password(field: BoundField) -> str:
    says = gettext("Show what is typed in “%(label)s”") % {"label": field.label}
    return (
        f'<div class="password">{field}<button class="btn btn-quiet btn-icon js-only" type="button"'
        f' data-reveal="{text_of(field.id_for_label)}" aria-pressed="false" aria-label="{text_of(says)}">'
        f"{icon('eye')}</button></div>"
    )


def drawn_input(context: dict[str, Any]) -> str:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{text_of(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{text_of(widget["name"])}"{value}{attributes_of(widget["attrs"])}>'


def drawn_textarea(context: dict[str, Any]) -> str:
    widget = context["widget"]
    value = text_of(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{text_of(widget["name"])}"{attributes_of(widget["attrs"])}>\n{value}</textarea>'


def drawn_select(context: dict[str, Any]) -> str:
    widget = context["widget"]
    lines = "".join(_options(widget["optgroups"]))
    return f'<select name="{text_of(widget["name"])}"{attributes_of(widget["attrs"])}>{lines}\n</select>'


def _options(groups: list[tuple[Any, list[dict[str, Any]], int]]) -> Iterator[str]:
    for name, options, _index in groups:
        if name:
            yield f'\n  <optgroup label="{text_of(name)}">'
        for option in options:
            given = attributes_of(option["attrs"])
            yield f'\n  <option value="{text_of(option["value"])}"{given}>{text_of(option["label"])}</option>\n'
        if name:
            yield "\n  </optgroup>"


INPUTS = (
    *("text", "number", "email", "url", "password", "hidden", "checkbox", "file", "input"),
    *("date", "datetime", "time"),
)
DRAWN: dict[str, Drawn] = {
    "django/forms/field.html": group,
    **{f"django/forms/widgets/{kind}.html": drawn_input for kind in INPUTS},
    "django/forms/widgets/textarea.html": drawn_textarea,
    "django/forms/widgets/select.html": drawn_select,
}
