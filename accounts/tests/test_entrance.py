"""Sign-up, login, logout, mailed links: the pages of /accounts/."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

ADA = {
    "first_name": "Ada",
    "last_name": "Lovelace",
    "email": "ada@example.org",
    "password1": "eleven blue kettles",
}


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message.body)[1]


def log_in(client, email, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


class TestSignUp:
    def test_it_opens_the_account_through_the_mailed_link(self, client, run_jobs):
        response = client.post(reverse("account_signup"), ADA)
        run_jobs()
        confirmed = client.post(link_in(mail.outbox[0]))

        assert response["Location"] == reverse("account_email_verification_sent")
        assert confirmed["Location"] == reverse("dashboard")
        assert User.objects.get(email="ada@example.org").email_verified
        assert "_auth_user_id" in client.session

    def test_it_stores_both_names(self, client):
        client.post(reverse("account_signup"), ADA)

        assert User.objects.get(email="ada@example.org").get_full_name() == "Ada Lovelace"

    def test_it_lets_nobody_in_before_the_link(self, client):
        client.post(reverse("account_signup"), ADA)

        assert log_in(client, ADA["email"], ADA["password1"])["Location"] == reverse(
            "account_email_verification_sent"
        )
        assert "_auth_user_id" not in client.session

    def test_it_shows_what_is_wrong_and_makes_no_account(self, client):
        response = client.post(reverse("account_signup"), {**ADA, "first_name": "", "password1": "short"})

        assert "This field is required." in response.content.decode()
        assert "at least 12 characters" in response.content.decode()
        assert not User.objects.exists()

    def test_a_filled_trap_makes_no_account_and_says_nothing(self, client):
        response = client.post(reverse("account_signup"), {**ADA, "website": "https://example.net"})

        assert response["Location"] == reverse("account_email_verification_sent")
        assert not User.objects.exists()


class TestLogin:
    def test_it_lets_a_confirmed_person_in(self, client):
        user = UserFactory()

        response = log_in(client, user.email)

        assert response["Location"] == reverse("dashboard")
        assert client.session["_auth_user_id"] == str(user.pk)
