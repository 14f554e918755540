"""The time zone with which an account begins."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import UserPreferences
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.test_entrance import ADA, SIGN_UP, link_in
from accounts.zones import RENAMED, listed, zones

pytestmark = pytest.mark.django_db

GARBAGE = ["", "Mars/Olympus", "Etc/GMT+3", "undefined", "Asia/Tokyo\0", "../../etc/passwd", "😀" * 2000]


def log_in(user, zone):
    client = Client()
    words = {"login": user.email, "password": PASSWORD, "timezone": zone}
    return client, client.post(reverse("account_login"), words)


def confirm(client, run_jobs):
    run_jobs()
    client.post(link_in(mail.outbox[-1]))


def stored():
    return UserPreferences.objects.get().timezone


class TestFirstLogin:
    def test_it_takes_the_zone_of_the_browser(self):
        client, _answer = log_in(UserFactory(), "Asia/Tokyo")

        assert stored() == client.session["timezone"] == "Asia/Tokyo"

    def test_a_zone_of_an_old_name_is_taken_by_its_new_one(self):
        log_in(UserFactory(), "Asia/Calcutta")

        assert stored() == "Asia/Kolkata"

    @pytest.mark.parametrize("zone", GARBAGE)
    def test_what_is_no_zone_of_the_list_is_ignored(self, zone):
        _client, answer = log_in(UserFactory(), zone)

        assert answer["Location"] == reverse("dashboard")
        assert stored() == "UTC"

    def test_without_a_script_it_is_utc(self, client):
        client.post(reverse("account_login"), {"login": UserFactory().email, "password": PASSWORD})

        assert stored() == "UTC"

    def test_later_ones_change_nothing(self):
        user = UserFactory()
        log_in(user, "Asia/Tokyo")

        client, _answer = log_in(user, "Europe/Zurich")

        assert stored() == client.session["timezone"] == "Asia/Tokyo"

    def test_a_chosen_utc_stays(self):
        user = UserFactory()
        client, _answer = log_in(user, "Asia/Tokyo")
        client.post("/settings/", {"form": "preferences", "theme": "dark", "timezone": "UTC"})

        log_in(user, "Asia/Tokyo")

        assert stored() == "UTC"


class TestSignUp:
    def test_the_zone_waits_for_the_mailed_link(self, client, run_jobs):
        client.post(SIGN_UP, {**ADA, "timezone": "Asia/Tokyo"})
        confirm(client, run_jobs)

        assert stored() == "Asia/Tokyo"

    @pytest.mark.parametrize("zone", GARBAGE)
    def test_garbage_is_ignored(self, client, run_jobs, zone):
        sent = client.post(SIGN_UP, {**ADA, "timezone": zone})
        confirm(client, run_jobs)

        assert sent["Location"] == reverse("account_email_verification_sent")
        assert stored() == "UTC"

    def test_in_another_browser_the_zone_is_the_one_of_the_login_there(self, client, run_jobs):
        client.post(SIGN_UP, {**ADA, "timezone": "Asia/Tokyo"})
        other = Client()
        confirm(other, run_jobs)
        words = {"login": ADA["email"], "password": ADA["password1"], "timezone": "Europe/Zurich"}

        other.post(reverse("account_login"), words)

        assert stored() == "Europe/Zurich"

    def test_an_address_that_has_an_account_leaves_the_same_session(self):
        known, unknown = Client(), Client()
        email = UserFactory().email

        known.post(SIGN_UP, {**ADA, "email": email, "timezone": "Asia/Tokyo"})
        unknown.post(SIGN_UP, {**ADA, "timezone": "Asia/Tokyo"})

        assert known.session["timezone"] == unknown.session["timezone"] == "Asia/Tokyo"


class TestNames:
    @pytest.mark.parametrize("name", sorted(RENAMED.keys() & available_timezones()))
    def test_a_new_name_keeps_the_hours_of_the_old(self, name):
        days = [datetime(year, month, 1, tzinfo=UTC) for year in range(2000, 2031) for month in (1, 7)]

        old, new = (
            [day.astimezone(ZoneInfo(zone)).utcoffset() for day in days] for zone in (name, listed(name))
        )

        assert listed(name) == RENAMED[name]
        assert new == old

    def test_every_zone_of_the_list_is_known_by_its_name_or_its_new_one(self):
        names = [name for name, _words in zones()]

        assert [listed(name) for name in names] == [RENAMED.get(name, name) for name in names]
