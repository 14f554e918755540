"""Fixtures of the saved jobs' tests."""

import pytest

from accounts.tests.factories import UserFactory


@pytest.fixture
def ada(client, db):
    """A person who is signed in with `client`."""
    user = UserFactory(email="ada@example.org")
    client.force_login(user)
    return user
