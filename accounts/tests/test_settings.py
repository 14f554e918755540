"""Profile, preferences and the theme."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User, UserPreferences
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.test_entrance import log_in
from accounts.zones import zones

pytestmark = pytest.mark.django_db

SETTINGS = "/settings/"
THEME = "/settings/theme/"
CHOICES = {
    "form": "preferences",
    "theme": "dark",
    "timezone": "Asia/Kolkata",
}


@pytest.fixture
def user(client):
    user = UserFactory()
    client.force_login(user)
    return user


class TestProfile:
    def test_it_changes_the_name(self, client, user):
        client.post(SETTINGS, {"form": "profile", "first_name": "Grace", "last_name": "Hopper"})

        user.refresh_from_db()
        assert user.get_full_name() == "Grace Hopper"

    def test_it_changes_nothing_else(self, client, user):
        rights = {
            "is_staff": "on",
            "is_superuser": "on",
            "subscription_tier": "premium",
            "email": "x@example.org",
        }

        client.post(SETTINGS, {"form": "profile", "first_name": "Grace", "last_name": "Hopper", **rights})

        changed = User.objects.get(pk=user.pk)
        assert (changed.is_staff, changed.is_superuser, changed.subscription_tier) == (False, False, "free")
        assert changed.email == user.email

    def test_an_empty_name_is_refused(self, client, user):
        response = client.post(SETTINGS, {"form": "profile", "first_name": "", "last_name": "Hopper"})

        user.refresh_from_db()
        assert response.status_code == 422
        assert "What is your first name?" in response.content.decode()
        assert user.first_name == "Ada"

    def test_a_name_that_cannot_be_printed_is_refused(self, client, user):
        response = client.post(
            SETTINGS, {"form": "profile", "first_name": "A\u202eda", "last_name": "Hopper"}
        )

        assert response.status_code == 422

    def test_it_links_to_address_and_password(self, client, user):
        page = client.get(SETTINGS).content.decode()

        assert reverse("account_email") in page
        assert reverse("account_change_password") in page

    def test_a_post_that_names_no_form_changes_nothing(self, client, user):
        assert client.post(SETTINGS, {"first_name": "Grace"}).status_code == 200
        assert client.post(SETTINGS, {"form": "other", "first_name": "Grace"}).status_code == 422
        user.refresh_from_db()
        assert user.first_name == "Ada"

    def test_another_method_is_refused(self, client, user):
        assert client.delete(SETTINGS).status_code == 405


class TestPreferences:
    def test_it_stores_them(self, client, user):
        client.post(SETTINGS, CHOICES)

        preferences = user.preferences
        assert (preferences.theme, preferences.timezone) == ("dark", "Asia/Kolkata")

    def test_a_zone_that_does_not_exist_is_refused(self, client, user):
        response = client.post(SETTINGS, {**CHOICES, "timezone": "Mars/Olympus"})

        assert response.status_code == 422
        assert user.preferences.timezone == "UTC"

    def test_the_zone_is_the_one_of_every_page(self, client, user):
        client.post(SETTINGS, CHOICES)
        user.first_name = "Grace"
        user.save()

        page = client.get("/settings/history/").content.decode()

        assert "+05:30" in page

    def test_a_zone_that_was_abolished_breaks_no_page(self, client, user):
        session = client.session
        session["timezone"] = "Mars/Olympus"
        session.save()

        assert client.get(SETTINGS).status_code == 200

    def test_they_are_in_the_session_from_login_on(self):
        user = UserFactory()
        preferences = user.preferences
        preferences.theme = "dark"
        preferences.save()
        client = Client()

        log_in(client, user.email)

        assert client.session["theme"] == "dark"

    @pytest.mark.parametrize(("chosen", "theme"), [("dark", "dark"), ("none of these", "system")])
    def test_at_the_first_login_the_theme_is_the_visitors(self, chosen, theme):
        user = UserFactory()
        client = Client()
        client.cookies["theme"] = chosen

        log_in(client, user.email)

        assert UserPreferences.objects.get(user=user).theme == client.session["theme"] == theme

    def test_later_logins_leave_the_theme_as_it_is(self):
        user = UserFactory()
        log_in(Client(), user.email)
        client = Client()
        client.cookies["theme"] = "dark"

        log_in(client, user.email)

        assert UserPreferences.objects.get(user=user).theme == "system"

    def test_the_page_has_the_persons_zone_chosen_among_all(self, client, user):
        client.post(SETTINGS, CHOICES)

        page = client.get(SETTINGS).content.decode()

        assert page.count("<option") == len(zones())
        assert re.findall(r'<option value="([^"]+)" selected>([^<]+)<', page) == [
            ("Asia/Kolkata", "Asia/Kolkata")
        ]

    def test_no_option_of_them_is_a_template(self, client, user):
        """Of 500 they were most of what the page cost."""
        names = [template.name for template in client.get(SETTINGS).templates]

        assert "django/forms/widgets/radio.html" in names
        assert "django/forms/widgets/select_option.html" not in names


class TestTheme:
    def test_it_is_stored_and_shown(self, client, user):
        client.post(THEME, {"theme": "dark", "next": "/settings/"})

        assert user.preferences.theme == "dark"
        assert 'data-theme="dark"' in client.get(SETTINGS).content.decode()

    def test_signed_out_it_is_a_cookie(self, client):
        client.post(THEME, {"theme": "dark", "next": "/"})

        assert 'data-theme="dark"' in client.get("/accounts/login/").content.decode()

    def test_it_returns_to_the_page(self, client, user):
        response = client.post(THEME, {"theme": "dark", "next": "/settings/sessions/?a=1"})

        assert response["Location"] == "/settings/sessions/?a=1"

    def test_a_script_gets_no_page(self, client, user):
        response = client.post(THEME, {"theme": "dark"}, headers={"sec-fetch-mode": "cors"})

        assert response.status_code == 204

    def test_a_theme_that_does_not_exist_is_refused(self, client, user):
        response = client.post(THEME, {"theme": "pink"})

        assert response.status_code == 422
        assert "theme" not in response.cookies

    def test_looking_changes_nothing(self, client, user):
        assert client.get(THEME).status_code == 405


TRICKS = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "http:evil.example",
    "http:///evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "data:text/html,evil",
    "//testserver@evil.example/",
    "http://testserver.evil.example/",
    "http://testserver@evil.example/",
    "http://evil.example#testserver",
    "//evil.example%2f@testserver/",
    " https://evil.example",
    "\x00//evil.example",
    "http://[::1]evil.example",
]


class TestOpenRedirects:
    """Promise 35: a "next" never leaves our host."""

    @pytest.mark.parametrize("trick", TRICKS)
    def test_the_theme_stays_here(self, client, trick):
        assert client.post(THEME, {"theme": "dark", "next": trick})["Location"] == "/"

    @pytest.mark.parametrize("trick", TRICKS)
    def test_the_login_stays_here(self, client, trick):
        user = UserFactory()

        response = client.post(
            reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": trick}
        )

        assert response["Location"] == reverse("dashboard")

    @pytest.mark.parametrize("trick", TRICKS)
    def test_the_logout_stays_here(self, client, user, trick):
        assert client.post(reverse("account_logout"), {"next": trick})["Location"] == "/"

    @pytest.mark.parametrize("trick", [trick for trick in TRICKS if "\0" not in trick])  # NUL: 400 everywhere
    def test_the_login_page_of_a_signed_in_person_stays_here(self, client, user, trick):
        response = client.get(reverse("account_login"), {"next": trick})

        assert response["Location"] == reverse("dashboard")

    @pytest.mark.parametrize("trick", ["//evil.example", "///evil.example"])
    def test_the_tricks_would_work_without_the_check(self, client, monkeypatch, trick):
        """The planted fault."""
        monkeypatch.setattr("accounts.views.url_has_allowed_host_and_scheme", lambda *args, **kwargs: True)

        assert client.post(THEME, {"theme": "dark", "next": trick})["Location"] == trick
