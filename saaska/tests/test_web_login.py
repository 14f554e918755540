"""Requests of the tests have the rights of the web's login, also those that a browser sends to a server."""

import urllib.request

import pytest
from django.urls import reverse

from saaska.tests.web_login import WebLoginMiddleware

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def roles(monkeypatch):
    """The roles that connections take from now on."""
    taken = []
    become = WebLoginMiddleware._become
    monkeypatch.setattr(
        WebLoginMiddleware, "_become", staticmethod(lambda role: (taken.append(role), become(role)))
    )
    return taken


def test_of_the_test_client(client, roles):
    client.get(reverse("account_login"))

    assert roles == ["saaska_web", "none"]


def test_of_a_server(live_server, roles):
    urllib.request.urlopen(live_server.url + reverse("account_login")).read()

    assert roles == ["saaska_web", "none"]
