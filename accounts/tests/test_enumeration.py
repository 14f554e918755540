"""Promise 26: nobody finds out from our pages, their status, their size or their time who has an account."""

import statistics
import time

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.forms import SignupForm
from accounts.models import User
from accounts.tests.factories import UserFactory
from accounts.tests.test_entrance import ADA, RESET, SIGN_UP, log_in

pytestmark = pytest.mark.django_db

KNOWN = "known.person@example.org"
UNKNOWN = "other.person@example.org"  # as long


@pytest.fixture(autouse=True)
def known():
    return UserFactory(email=KNOWN)


def seen(response):
    """What a visitor sees, without the token that differs in every page."""
    return response.status_code, response.headers.get("Location"), len(response.content)


def sign_up(email):
    client = Client()
    sent = client.post(SIGN_UP, {**ADA, "email": email})
    return seen(sent), seen(client.get(sent["Location"]))


def ask_for_reset(email):
    client = Client()
    sent = client.post(RESET, {"email": email})
    return seen(sent), seen(client.get(sent["Location"]))


class TestPages:
    def test_sign_up_is_the_same(self):
        assert sign_up(KNOWN) == sign_up(UNKNOWN)

    def test_login_is_the_same(self):
        assert seen(log_in(Client(), KNOWN, "wrong")) == seen(log_in(Client(), UNKNOWN, "wrong"))

    def test_a_reset_is_the_same(self):
        assert ask_for_reset(KNOWN) == ask_for_reset(UNKNOWN)

    def test_a_change_of_address_is_the_same(self, settings):
        settings.ACCOUNT_REAUTHENTICATION_REQUIRED = False
        client = Client()
        client.force_login(UserFactory())
        url = reverse("account_email")

        answers = [seen(client.post(url, {"email": email, "action_add": ""})) for email in (KNOWN, UNKNOWN)]

        assert answers[0] == answers[1]

    def test_allauth_unguarded_would_tell(self, settings):
        """The planted fault."""
        settings.ACCOUNT_PREVENT_ENUMERATION = False

        response = Client().post(SIGN_UP, {**ADA, "email": KNOWN})

        assert response.status_code == 200


class TestMails:
    def test_who_has_an_account_is_told_by_mail_alone(self, run_jobs):
        sign_up(KNOWN)
        run_jobs()

        assert [(message.to, message.subject) for message in mail.outbox] == [
            ([KNOWN], "You already have an account")
        ]

    def test_who_has_none_is_told_by_mail_alone(self, run_jobs):
        ask_for_reset(UNKNOWN)
        run_jobs()

        assert mail.outbox[0].subject == "There is no account with this address"


class CheaperArgon2(Argon2PasswordHasher):
    memory_cost = Argon2PasswordHasher.memory_cost // 3
    parallelism = 1


class TestTime:
    """Computing time of pairs, one after the other. The hasher is production's at a third of its price: what differs
    beside it weighs the more."""

    @pytest.fixture(autouse=True)
    def like_production(self, settings, monkeypatch):
        settings.PASSWORD_HASHERS = [f"{__name__}.CheaperArgon2"]
        monkeypatch.setattr("accounts.limits.Limit.spend", lambda self, key: 0)
        user = User.objects.get(email=KNOWN)
        user.set_password("the password of a known person")
        user.save()

    def difference(self, act, pairs=10):
        """How much longer the known address takes, of the unknown one's median."""
        known, unknown = [], []
        act(KNOWN)
        act(UNKNOWN)
        for n in range(pairs):
            known.append(self.seconds(act, KNOWN))
            unknown.append(self.seconds(act, f"other.person{n:03}@example.org"))
        return abs(statistics.median(known) / statistics.median(unknown) - 1)

    @staticmethod
    def seconds(act, email):
        started = time.process_time()
        act(email)
        return time.process_time() - started

    def test_of_a_login_is_close(self):
        assert self.difference(lambda email: log_in(Client(), email, "wrong and wrong again")) < 0.1

    def test_of_a_sign_up_is_close(self):
        assert self.difference(lambda email: Client().post(SIGN_UP, {**ADA, "email": email})) < 0.1

    def test_of_a_reset_is_close(self):
        assert self.difference(lambda email: Client().post(RESET, {"email": email}), pairs=80) < 0.1

    def test_a_sign_up_without_the_rehearsal_would_tell(self, monkeypatch):
        """The planted fault."""
        monkeypatch.setattr(SignupForm, "_rehearse", lambda self: None)

        assert self.difference(lambda email: Client().post(SIGN_UP, {**ADA, "email": email})) > 0.1
