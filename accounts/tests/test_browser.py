"""What people do with their account, in Chromium."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.tests import walks
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.zones import RENAMED, listed, zones
from saaska.tests.barriers import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What the browser calls each of these zones; one that it does not know is called as here.
TOLD = """(names) => names.map((timeZone) => {
  try { return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone; } catch { return timeZone; }
})"""


@pytest.fixture(autouse=True)
def public_url(settings, live_server):
    settings.PUBLIC_URL = live_server.url


@pytest.fixture
def site(live_server, page: Page):
    """The site in a browser whose console must stay silent."""
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.problems = problems
    page.address = live_server.url
    page.go = lambda path: page.goto(f"{live_server.url}{path}")
    return page


def log_in(site, email):
    site.go("/accounts/login/")
    site.get_by_label("E-mail").fill(email)
    site.get_by_label("Password", exact=True).fill(PASSWORD)
    site.get_by_role("button", name="Log in").click()
    expect(site.get_by_role("heading", level=1)).to_contain_text("Hello")


def sign_up(site):
    walks.sign_up(site, f"{site.address}/accounts/signup/", "Ada", "Lovelace", "ada@example.org")


class TestAccount:
    def test_from_sign_up_to_log_out(self, site, run_jobs):
        sign_up(site)

        run_jobs()
        walks.confirm(site, "Ada")

        site.get_by_role("button", name="Account of Ada Lovelace").click()
        site.get_by_role("button", name="Log out").click()
        expect(site.get_by_role("link", name="Log in").first).to_be_visible()
        assert EmailAddress.objects.get(email="ada@example.org").verified
        assert site.problems == []

    @pytest.mark.browser_context_args(timezone_id="Asia/Tokyo")
    def test_a_new_account_begins_in_the_zone_of_the_browser(self, site, run_jobs):
        sign_up(site)
        run_jobs()

        walks.confirm(site, "Ada")

        assert User.objects.get().preferences.timezone == "Asia/Tokyo"

    @pytest.mark.browser_context_args(timezone_id="Asia/Kolkata")
    def test_the_login_carries_the_zone_of_the_browser(self, site):
        user = UserFactory()

        log_in(site, user.email)

        assert user.preferences.timezone == "Asia/Kolkata"

    def test_every_zone_that_the_browser_names_is_known(self, site):
        names = list(dict(zones()))

        told = site.evaluate(TOLD, names)

        assert [name for name, said in zip(names, told, strict=True) if not listed(said)] == []

    def test_a_zone_that_the_browser_names_by_an_old_name_is_known_by_the_new(self, site):
        names = list(RENAMED.values())

        told = site.evaluate(TOLD, names)

        assert [listed(said) for said in told] == names

    def test_a_password_can_be_shown(self, site):
        site.go("/accounts/login/")
        site.get_by_label("Password", exact=True).fill("seen")

        site.get_by_role("button", name="Show what is typed").click()

        expect(site.get_by_label("Password", exact=True)).to_have_attribute("type", "text")

    def test_a_new_password_through_the_mailed_link(self, site, run_jobs):
        user = UserFactory(email="ada@example.org")
        site.go("/accounts/password/reset/")
        site.get_by_label("E-mail").fill(user.email)
        site.get_by_role("button", name="Send me a link").click()
        run_jobs()

        site.goto(re.search(r"http://\S+/key/\S+", mail.outbox[0].body)[0])
        site.get_by_label("New password", exact=True).fill("a new and longer secret")
        site.get_by_role("button", name="Save the password").click()

        expect(site.get_by_role("heading", level=1)).to_have_text("Your password is changed")
        user.refresh_from_db()
        assert user.check_password("a new and longer secret")

    def test_what_was_typed_when_the_session_ended_comes_back(self, site, context):
        user = UserFactory(email="ada@example.org")
        log_in(site, user.email)
        site.go("/settings/")
        site.get_by_label("First name").fill("Augusta Ada")
        context.clear_cookies(name="sessionid")

        site.get_by_role("button", name="Save the name").click()
        site.get_by_label("E-mail").fill(user.email)
        site.get_by_label("Password", exact=True).fill(PASSWORD)
        site.get_by_role("button", name="Log in").click()
        expect(site.get_by_role("heading", level=1)).to_have_text("Nothing is lost")
        expect(site.get_by_text("Augusta Ada")).to_be_visible()
        site.get_by_role("button", name="Save it now").click()

        expect(site.get_by_label("First name")).to_have_value("Augusta Ada")
        assert User.objects.get().first_name == "Augusta Ada"

    def test_the_theme_is_kept_over_pages_and_logins(self, site):
        user = UserFactory()
        log_in(site, user.email)

        site.get_by_role("button", name="Theme").click()
        with site.expect_response("**/settings/theme/"):
            site.get_by_role("button", name="Dark").click()
        site.go("/settings/")

        expect(site.locator("html")).to_have_attribute("data-theme", "dark")
        assert user.preferences.theme == "dark"


class TestPages:
    """What saaska/tests/test_browser.py does not come by: addresses with a secret in them, forms with mistakes."""

    @pytest.mark.parametrize("path", ["confirm-email/none/", "password/reset/key/none-none/"])
    def test_a_link_that_is_no_longer_good(self, site, path):
        site.go(f"/accounts/{path}")

        assert barriers(site) == []

    def test_a_form_with_mistakes(self, site):
        site.go("/accounts/signup/")
        site.get_by_role("button", name="Create the account").click()
        expect(site.get_by_text("What is your first name?").first).to_be_visible()

        assert barriers(site) == []
