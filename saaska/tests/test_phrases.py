"""Forms say what is wrong in the product's words."""

import re
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.forms import CharField, Field

from saaska.tests.sweeps.form_classes import form_classes

DJANGOS = re.compile("Ensure|Enter |Select a valid|This field|submit|Null characters|valid value")
# what phrases ask for
ASKED_FOR = {"limit_value": 2, "show_value": 3, "max": 2, "length": 3, "value": "x"}


def told(field: Field) -> Iterator[str]:
    """Everything that the field may say."""
    for message in field.error_messages.values():
        yield str(message % ASKED_FOR)
    for validator in field.validators:
        several = validator.messages.values() if isinstance(validator, DecimalValidator) else ()
        for message in (*several, *filter(None, [getattr(validator, "message", None)])):
            yield str(message % ASKED_FOR)


def test_no_form_speaks_djangos_words():
    spoken = {
        f"{form.__qualname__}.{name}: {words}"
        for form in form_classes()
        for name, field in form.base_fields.items()
        for words in told(field)
        if DJANGOS.search(words)
    }

    assert spoken == set()


def test_a_long_text_hears_how_long_it_may_be():
    field = CharField(max_length=20)

    with pytest.raises(ValidationError, match="Use at most 20 characters: these are 21"):
        field.clean("x" * 21)
