"""What forms say of a wrong value: Django's phrases in the product's words, for every form that names none of its own.

Installed before the first form is made (saaska/apps.py), so the admin and allauth speak like our own pages.
"""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

NO_ADDRESS: Final = _("This is not an e-mail address such as name@example.com.")
NO_WEB_ADDRESS: Final = _("This is not a web address such as https://example.com.")
NOT_OFFERED: Final = _("Choose one of what is offered here.")
NO_CHOICE: Final = _("“%(value)s” is not offered here: choose again.")
NUMBER: Final = _("Write a number.")

VALIDATORS: Final[dict[type, Any]] = {
    validators.EmailValidator: NO_ADDRESS,
    validators.URLValidator: NO_WEB_ADDRESS,
    validators.RegexValidator: _("This is not written as it is wanted here."),
    validators.ProhibitNullCharactersValidator: _("Leave out characters that cannot be printed."),
    validators.MaxValueValidator: _("This can be %(limit_value)s at most."),
    validators.MinValueValidator: _("This must be at least %(limit_value)s."),
    validators.MaxLengthValidator: ngettext_lazy(
        "Use at most %(limit_value)d character: these are %(show_value)d.",
        "Use at most %(limit_value)d characters: these are %(show_value)d.",
        "limit_value",
    ),
    validators.MinLengthValidator: ngettext_lazy(
        "Use at least %(limit_value)d character: there are %(show_value)d so far.",
        "Use at least %(limit_value)d characters: there are %(show_value)d so far.",
        "limit_value",
    ),
}
SLUG: Final = _("Use letters a to z, digits, hyphens and underscores alone.")
DIGITS: Final = {
    "invalid": NUMBER,
    "max_digits": _("Use at most %(max)s digits in all."),
    "max_decimal_places": _("Use at most %(max)s digits after the point."),
    "max_whole_digits": _("Use at most %(max)s digits before the point."),
}
FIELDS: Final[dict[type[forms.Field], Mapping[str, Any]]] = {
    forms.Field: {"required": _("Fill this in.")},
    forms.IntegerField: {"invalid": _("Write a whole number.")},
    forms.FloatField: {"invalid": NUMBER},
    forms.DecimalField: {"invalid": NUMBER},
    forms.DateField: {"invalid": _("Write the date as 2026-05-31.")},
    forms.TimeField: {"invalid": _("Write the time as 14:30.")},
    forms.DateTimeField: {"invalid": _("Write date and time as 2026-05-31 14:30.")},
    forms.URLField: {"invalid": NO_WEB_ADDRESS},
    forms.UUIDField: {"invalid": _("This is not an id.")},
    forms.JSONField: {"invalid": _("This is not JSON.")},
    forms.FileField: {
        "invalid": _("The file did not arrive: choose it again."),
        "missing": _("The file did not arrive: choose it again."),
        "empty": _("The file is empty."),
        "max_length": ngettext_lazy(
            "The file’s name may have %(max)d character at most: this has %(length)d.",
            "The file’s name may have %(max)d characters at most: this has %(length)d.",
            "max",
        ),
        "contradiction": _("Either choose a file or remove the one there is, not both."),
    },
    forms.ImageField: {"invalid_image": _("This is not an image, or it is damaged.")},
    forms.ChoiceField: {"invalid_choice": NO_CHOICE},
    forms.MultipleChoiceField: {"invalid_choice": NO_CHOICE, "invalid_list": NOT_OFFERED},
    forms.ModelChoiceField: {"invalid_choice": NOT_OFFERED},
    forms.ModelMultipleChoiceField: {
        "invalid_list": NOT_OFFERED,
        "invalid_choice": NOT_OFFERED,
        "invalid_pk_value": NOT_OFFERED,
    },
}


def install() -> None:
    for validator, message in VALIDATORS.items():
        validator.message = message  # type: ignore[attr-defined]  # each of them has it
    validators.validate_slug.message = SLUG
    validators.DecimalValidator.messages = DIGITS  # type: ignore[assignment]  # the stubs know no lazy texts
    for field, messages in FIELDS.items():
        known = field.__dict__.get("default_error_messages", {})
        field.default_error_messages = {**known, **messages}
