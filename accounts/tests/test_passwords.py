"""Promise 24: long, not common, not one's own words, no rules of composition, and room for long ones."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory

ADA = User(first_name="Ada", last_name="Lovelace", email="ada.king@analytical.example")
GOOD = [
    "eleven blue kettles",
    "aaaa bbbb cccc dddd",  # no digit, no capital, no symbol
    "829465017364",  # nothing but digits
    "zwölf blaue Kännchen",
    "長い長い長い長い長い合言葉",
    "x" * 5 + "kettle" * 10,  # 65 characters
    "kettle on the hob " * 14 + "abcd",  # 256
    "Ada walks to the sea on Sundays",  # a name inside a long sentence
    "lovelace harbourer",  # nine letters of its own
]
BAD = {
    "eleven blue": "at least 12",
    "kettle on the hob " * 14 + "abcde": "at most 256",
    "q1w2e3r4t5y6": "too common",  # 97th of the most used
    "123456654321": "too common",
    "passwordpassword": "too common",
    "aaaaaaaaaaaaaaa": "repeated",
    "1212121212121212": "repeated",
    "adalovelace1815!": "your name",
    "Lovelace-Lovelace": "your name",
    "lovelace harbours": "your name",  # eight letters of its own
    "ada.king@analytical.example": "your name",
    "AnalyticalAdaKing": "your name",
    "saaska-saaska-saaska": "your name",
}


@pytest.mark.parametrize("password", GOOD)
def test_it_takes(password):
    validate_password(password, ADA)


@pytest.mark.parametrize(("password", "reason"), BAD.items())
def test_it_refuses(password, reason):
    with pytest.raises(ValidationError, match=reason):
        validate_password(password, ADA)


@pytest.mark.parametrize(("password", "reason"), BAD.items())
def test_without_the_validators_nothing_is_refused(password, reason, settings):
    """The planted fault: the table above turns red when the setting goes."""
    settings.AUTH_PASSWORD_VALIDATORS = []

    validate_password(password, ADA)


@pytest.mark.django_db
def test_sign_up_compares_with_the_typed_names(client):
    person = {"first_name": "Grace", "last_name": "Hopperlein", "email": "g@example.org"}

    response = client.post("/accounts/signup/", {**person, "password1": "gracehopperlein"})

    assert "Do not build the password" in response.content.decode()


@pytest.mark.django_db
def test_a_change_compares_with_the_persons_names(client):
    client.force_login(UserFactory(first_name="Grace", last_name="Hopperlein"))

    response = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "gracehopperlein"}
    )

    assert "Do not build the password" in response.content.decode()


@pytest.mark.django_db
def test_the_rules_stand_above_the_button_before_typing(client):
    page = client.get("/accounts/signup/").content.decode()

    assert "At least 12 characters, better 15 or more." in page
