"""Promise 29: before the address or the password changes, the person proves once more who they are."""

import time

import pytest
from django.core import mail
from django.urls import reverse

from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.test_entrance import NEW, log_in

pytestmark = pytest.mark.django_db

NEW_ADDRESS = {"email": "new@example.org", "action_add": ""}


@pytest.fixture
def user(client):
    user = UserFactory()
    log_in(client, user.email)
    return user


def change_address(client):
    return client.post(reverse("account_email"), NEW_ADDRESS)


def test_a_change_of_address_asks_for_the_password(client, user, run_jobs):
    response = change_address(client)

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert run_jobs() == 0


def test_then_it_goes_on_by_itself(client, user, run_jobs):
    asked = change_address(client)

    client.post(asked["Location"], {"password": PASSWORD, "next": reverse("account_email")})
    run_jobs()

    assert mail.outbox[-1].to == ["new@example.org"]


def test_a_wrong_password_does_not_go_on(client, user, run_jobs):
    asked = change_address(client)

    response = client.post(asked["Location"], {"password": "wrong", "next": reverse("account_email")})

    assert "This is not your password." in response.content.decode()
    assert run_jobs() == 0


def test_after_five_minutes_it_is_asked_again(client, user):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    session = client.session
    session["account_authentication_methods"][-1]["at"] = time.time() - 301
    session.save()

    assert change_address(client)["Location"].startswith(reverse("account_reauthenticate"))


def test_without_the_setting_nothing_is_asked(client, user, settings):
    """The planted fault."""
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = False

    assert change_address(client)["Location"] == reverse("account_email")


def test_a_change_of_password_asks_for_the_current_one(client, user):
    response = client.post(reverse("account_change_password"), {"oldpassword": "wrong", "password1": NEW})

    user.refresh_from_db()
    assert "This is not your current password." in response.content.decode()
    assert user.check_password(PASSWORD)


def test_the_owner_hears_of_a_change_of_password(client, user, run_jobs):
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW})
    run_jobs()

    assert mail.outbox[-1].subject == "Your password was changed"
    assert mail.outbox[-1].to == [user.email]
