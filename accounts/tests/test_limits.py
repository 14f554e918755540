"""Promise 25: guessing is slow, for every spelling of an address, from one place, and without Redis."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts import limits
from accounts.limits import HOUR, Limit, mailbox
from accounts.tasks import tidy
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.test_entrance import ADA, NEW, RESET, SIGN_UP, link_in, log_in
from saaska.db.scope import scope

OFFER = "Send me a link"
pytestmark = pytest.mark.django_db


def statuses(client, email, times, **extra):
    return [log_in(client, email, "wrong and wrong again", **extra).status_code for _ in range(times)]


class TestPasswordsOfAnAccount:
    def test_of_200_wrong_ones_a_day_20_are_looked_at(self, client):
        user = UserFactory(email="ada@example.org")

        answers = statuses(client, user.email, 200)

        assert answers == [200] * 20 + [429] * 180

    def test_then_the_right_one_is_refused_too(self, client):
        user = UserFactory(email="ada@example.org")
        statuses(client, user.email, 20)

        response = log_in(client, user.email)

        assert response.status_code == 429
        assert "Too many tries" in response.content.decode()
        assert "_auth_user_id" not in client.session

    def test_without_the_limit_all_are_looked_at(self, client, monkeypatch):
        """The planted fault."""
        monkeypatch.setattr(limits.Limit, "spend", lambda self, key: 0)

        assert statuses(client, UserFactory().email, 25) == [200] * 25

    def test_spellings_of_one_mailbox_share_the_tries(self, client):
        statuses(client, "ada.king@example.org", 10)
        statuses(client, "ADAKING+jobs@example.org", 10)

        assert statuses(client, "a.d.a.king+x@example.org", 1) == [429]

    def test_an_address_without_account_is_limited_alike(self, client):
        assert statuses(client, "nobody@example.org", 21) == [200] * 20 + [429]

    def test_another_account_is_not_touched(self, client):
        statuses(client, "ada@example.org", 21)

        assert log_in(client, UserFactory(email="grace@example.org").email).status_code == 302

    def test_a_right_password_costs_nothing(self, client):
        user = UserFactory()
        statuses(client, user.email, 19)
        log_in(client, user.email)
        client.post(reverse("account_logout"))

        assert log_in(client, user.email).status_code == 302

    def test_a_reset_of_the_password_opens_the_account_at_once(self, client, run_jobs):
        user = UserFactory()
        statuses(client, user.email, 21)
        client.post(RESET, {"email": user.email})
        run_jobs()
        client.post(client.get(link_in(mail.outbox[-1]))["Location"], {"password1": NEW})

        assert log_in(client, user.email, NEW).status_code == 302

    def test_guessing_the_current_password_from_a_stolen_session_counts(self, client):
        user = UserFactory()
        client.force_login(user)
        wrong = {"oldpassword": "wrong and wrong", "password1": "another long secret"}
        for _ in range(20):
            client.post(reverse("account_change_password"), wrong)

        response = client.post(reverse("account_change_password"), {**wrong, "oldpassword": PASSWORD})

        assert "Too many tries" in response.content.decode()

    def test_guessing_it_where_it_is_asked_once_more_counts(self, client):
        user = UserFactory()
        client.force_login(user)
        for _ in range(20):
            client.post(reverse("account_reauthenticate"), {"password": "wrong and wrong again"})

        response = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

        assert response.status_code == 429

    def test_it_says_when_to_come_back(self, client):
        statuses(client, "ada@example.org", 20)

        assert log_in(client, "ada@example.org")["Retry-After"] == "86400"

    def test_it_offers_the_link_that_opens_the_account(self, client):
        statuses(client, "ada@example.org", 20)

        assert OFFER in log_in(client, "ada@example.org").content.decode()


class TestPlaces:
    def test_one_place_cannot_try_many_accounts(self, client, monkeypatch):
        monkeypatch.setattr("accounts.adapter.PASSWORDS_FROM_PLACE", Limit("few", 3, HOUR))

        answers = [statuses(client, f"person{n}@example.org", 1)[0] for n in range(5)]

        assert answers == [200, 200, 200, 429, 429]

    def test_a_right_password_costs_its_place_nothing(self, client, monkeypatch):
        monkeypatch.setattr("accounts.adapter.PASSWORDS_FROM_PLACE", Limit("one", 1, HOUR))

        answers = [log_in(Client(), UserFactory().email).status_code for _ in range(3)]

        assert answers == [302] * 3

    def test_a_household_of_ipv6_is_one_place(self, rf):
        first = rf.get("/", REMOTE_ADDR="2001:db8:0:1::1")
        second = rf.get("/", REMOTE_ADDR="2001:db8:0:1:ffff::2")

        assert limits.place(first) == limits.place(second) == "2001:db8:0:1::/64"

    def test_sign_ups_from_one_place_end(self, client):
        answers = [client.post(SIGN_UP, {}).status_code for _ in range(31)]

        assert answers == [200] * 30 + [429]

    def test_then_no_link_is_offered_since_none_would_help(self, client):
        for _ in range(30):
            client.post(RESET, {})

        response = client.post(RESET, {})

        assert response.status_code == 429
        assert OFFER not in response.content.decode()

    def test_reading_the_page_costs_nothing(self, client):
        answers = {client.get(SIGN_UP).status_code for _ in range(40)}

        assert answers == {200}


class TestMails:
    def test_an_address_gets_at_most_six_an_hour(self, client, run_jobs):
        for _ in range(9):
            client.post(SIGN_UP, ADA)
        run_jobs()

        assert len(mail.outbox) == 6

    def test_asking_for_many_resets_sends_six(self, client, run_jobs):
        user = UserFactory()
        for _ in range(9):
            client.post(RESET, {"email": user.email})
        run_jobs()

        assert len(mail.outbox) == 6


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_five_go_through():
    limit = Limit("at once", 5, HOUR)

    def spend(_number):
        try:
            with scope("auth"):
                return limit.spend("ada")
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        spent = list(threads.map(spend, range(20)))

    assert spent.count(None) == 15


class TestWindow:
    def test_it_slides(self):
        limit = Limit("sliding", 2, HOUR)
        limit.spend("ada")
        age_tries(minutes=40)
        limit.spend("ada")
        assert limit.spend("ada") is None

        age_tries(minutes=30)

        assert limit.spend("ada")
        assert limit.spend("ada") is None

    def test_old_tries_are_forgotten_by_the_daily_job(self):
        Limit("short", 2, HOUR).spend("ada")
        age_tries(minutes=61)
        Limit("short", 2, HOUR).spend("grace")

        tidy(timestamp=0)

        assert count_tries() == 1

    def test_an_address_cannot_be_read_from_the_table(self):
        limits.PASSWORDS_OF_ACCOUNT.spend("ada@example.org")

        with connection.cursor() as cursor:
            cursor.execute("select bucket from tries")
            assert len(cursor.fetchone()[0]) == 64


class TestWithoutRedis:
    @pytest.fixture(autouse=True)
    def no_redis(self, settings):
        settings.CACHES = {
            "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"},
        }

    def test_people_log_in(self, client):
        user = UserFactory()

        assert log_in(client, user.email).status_code == 302
        assert client.get("/settings/").status_code == 200

    def test_who_only_looks_is_let_through(self):
        limit = Limit("looks", 1, HOUR)

        assert [limit.allows_look("ada") for _ in range(3)] == [True] * 3

    def test_the_limit_holds(self, client):
        assert statuses(client, "ada@example.org", 21) == [200] * 20 + [429]


@pytest.mark.parametrize(
    ("address", "box"),
    [
        ("Ada.King@Example.org", "adaking@example.org"),
        ("ada.king+jobs+more@example.org", "adaking@example.org"),
        ("ada@sub.example.org", "ada@sub.example.org"),
        ("no address", "@no address"),
    ],
)
def test_mailbox(address, box):
    assert mailbox(address) == box


def age_tries(*, minutes):
    """Lets time pass for the tries: their clock is PostgreSQL's."""
    with connection.cursor() as cursor:
        cursor.execute("update tries set at = at - make_interval(mins => %s)", [minutes])


def count_tries():
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from tries")
        return cursor.fetchone()[0]
