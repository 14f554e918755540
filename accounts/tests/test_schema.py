"""The shape of an activity's details."""

import pytest
from django.core.exceptions import ValidationError

from accounts.schema import ACTIVITY_DETAILS, validate_activity_details


def test_a_few_short_facts_are_accepted():
    validate_activity_details({"resume": "0b0e", "pages": 2, "seconds": 0.5, "cached": False, "error": None})


def test_cleaning_shortens_a_fact_and_drops_what_cannot_be_stored():
    details = ACTIVITY_DETAILS.clean({"agent\x00": "x\x00" * 600})

    assert details == {"agent": "x" * 500}


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([], "Details has to be an object with fields."),
        ({"resume": {"id": 1}}, "“resume” has to be a text, a number, yes or no."),
        ({"agent": "x" * 501}, "“agent” is longer than 500 characters."),
        ({"agent": "\x00"}, "“agent” holds characters that cannot be printed."),
        ({"seconds": float("inf")}, "“seconds” has to be a number."),
        ({str(number): 1 for number in range(21)}, "No more than 20 details."),
    ],
)
def test_anything_else_is_refused(value, sentence):
    with pytest.raises(ValidationError) as caught:
        validate_activity_details(value)

    assert caught.value.messages == [sentence]
