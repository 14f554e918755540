"""Requests of the tests have the rights of the web's login, also those that a browser sends to a server."""

import urllib.request
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from saaska.db.scope import scope
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


def test_after_its_transaction_a_scope_leaves_nobody_on_the_connection():
    """What a pool gives to the next request must not know the last one's person."""
    with scope("user", uuid4()):
        pass

    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('app.user_id', true), ''), current_setting('role')")
        assert cursor.fetchone() == ("", "none")
