"""Promise 26: nobody finds out from our pages, their status, their size or their time who has an account."""

import time
from statistics import NormalDist

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
CLOSED = "third.person@example.org"


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


def wrong_login(email):
    return seen(log_in(Client(), email, "wrong"))


class TestPages:
    def test_sign_up_is_the_same(self):
        assert sign_up(KNOWN) == sign_up(UNKNOWN)

    def test_login_is_the_same(self):
        assert wrong_login(KNOWN) == wrong_login(UNKNOWN)

    @pytest.mark.parametrize("state", [{"unverified": True}, {"is_active": False}])
    @pytest.mark.parametrize("act", [sign_up, ask_for_reset, wrong_login])
    def test_an_account_that_lets_nobody_in_is_no_other(self, act, state):
        UserFactory(email=CLOSED, **state)

        assert act(CLOSED) == act(UNKNOWN)

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


def seconds(act, email):
    started = time.process_time()
    act(email)
    return time.process_time() - started


def chance(lower, higher):
    """How likely samples are that lie so far apart when `higher` is not the higher one (Mann and Whitney, one-sided,
    by the normal approximation)."""
    wins = sum((high > low) + (high == low) / 2 for high in higher for low in lower)
    sizes = len(lower) * len(higher)
    return NormalDist(sizes / 2, (sizes * (len(lower) + len(higher) + 1) / 12) ** 0.5).cdf(sizes - wins)


def told_apart(known, unknown, by=0.1):
    """Whether one of two samples is larger than the other by more than a tenth, beyond one doubt in a thousand."""
    return any(
        chance([(1 + by) * x for x in low], high) < 0.001
        for low, high in ((known, unknown), (unknown, known))
    )


class CheaperArgon2(Argon2PasswordHasher):
    memory_cost = Argon2PasswordHasher.memory_cost // 20
    parallelism = 1


class TestTime:
    """Computing time of pairs, one after the other. The hasher is production's at a twentieth of its price: what
    differs beside it weighs the more."""

    @pytest.fixture(autouse=True)
    def like_production(self, settings, monkeypatch):
        settings.PASSWORD_HASHERS = [f"{__name__}.CheaperArgon2"]
        monkeypatch.setattr("accounts.limits.Limit.spend", lambda self, key: 0)
        user = User.objects.get(email=KNOWN)
        user.set_password("the password of a known person")
        user.save()

    @staticmethod
    def pairs(act, count=200):
        """Seconds of computing for the known address, and for others, one after the other."""
        act(KNOWN)
        act(UNKNOWN)
        known, unknown = [], []
        for n in range(count):
            known.append(seconds(act, KNOWN))
            unknown.append(seconds(act, f"other.person{n:03}@example.org"))
        return known, unknown

    def test_of_a_login_is_close(self):
        known, unknown = self.pairs(lambda email: log_in(Client(), email, "wrong and wrong again"))

        assert not told_apart(known, unknown)

    def test_of_a_sign_up_is_close(self):
        known, unknown = self.pairs(lambda email: Client().post(SIGN_UP, {**ADA, "email": email}))

        assert not told_apart(known, unknown)

    def test_of_a_reset_is_close(self):
        known, unknown = self.pairs(lambda email: Client().post(RESET, {"email": email}))

        assert not told_apart(known, unknown)

    def test_a_sign_up_without_the_rehearsal_would_tell(self, monkeypatch):
        """The planted fault."""
        monkeypatch.setattr(SignupForm, "_rehearse", lambda self, request: None)

        known, unknown = self.pairs(lambda email: Client().post(SIGN_UP, {**ADA, "email": email}), count=40)

        assert told_apart(known, unknown)
