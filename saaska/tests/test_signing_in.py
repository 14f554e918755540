"""The quick way to a signed-in client against Django's own."""

import pytest
from django.conf import settings
from django.test import Client

from accounts.tests.factories import UserFactory
from saaska.tests import signing_in

pytestmark = pytest.mark.django_db


def test_it_leaves_what_django_leaves() -> None:
    user, quick, djangos = UserFactory(), Client(), Client()

    signing_in.force_login(quick, user)
    signing_in.as_django_does(djangos, user)

    assert dict(quick.session) == dict(djangos.session)
    cookies = [dict(client.cookies[settings.SESSION_COOKIE_NAME]) for client in (quick, djangos)]
    assert {name: value for name, value in cookies[0].items() if value} == {
        name: value for name, value in cookies[1].items() if value
    }
    assert quick.get("/settings/").status_code == 200


def test_a_client_with_a_session_keeps_what_is_in_it() -> None:
    client = Client()
    session = client.session
    session["kept"] = "yes"
    session.save()

    client.force_login(UserFactory())

    assert client.session["kept"] == "yes"
