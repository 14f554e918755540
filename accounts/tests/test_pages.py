"""Every page of /accounts/ wears our design, those included that nobody thinks of."""

import pytest
from allauth.account import urls
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ARGUMENTS = {
    "account_confirm_email": ["no-key"],
    "account_reset_password_from_key": ["none", "no-key"],
}
NAMES = [pattern.name for pattern in urls.urlpatterns]


def page(client, name):
    return client.get(reverse(name, args=ARGUMENTS.get(name, [])), follow=True).content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_it_wears_our_design_before_the_login(name):
    shown = page(Client(), name)

    assert "css/tokens.css" in shown
    assert 'class="container site"' in shown
    assert "style=" not in shown
    assert "<script>" not in shown


@pytest.mark.parametrize("name", NAMES)
def test_it_wears_our_design_behind_the_login(name):
    client = Client()
    client.force_login(UserFactory())

    shown = page(client, name)

    assert "css/tokens.css" in shown
    assert "style=" not in shown


@pytest.mark.parametrize("name", NAMES)
def test_no_cache_keeps_it(name):
    response = Client().get(reverse(name, args=ARGUMENTS.get(name, [])))

    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", ARGUMENTS)
def test_the_title_says_that_a_link_is_dead(name):
    assert "<title>This link does not work any more ·" in page(Client(), name)


@pytest.mark.parametrize(
    "name", ["account_email", "account_change_password", "accounts:sessions", "accounts:history"]
)
def test_from_a_page_of_the_settings_a_link_leads_back(name):
    client = Client()
    client.force_login(UserFactory())

    assert f'<p class="small"><a href="{reverse("accounts:settings")}">Settings</a></p>' in page(client, name)


@pytest.mark.parametrize("name", NAMES)
def test_its_title_is_ours(name):
    assert "· SaaSka</title>" in page(Client(), name)
