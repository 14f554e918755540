"""Fixtures of the résumés' tests."""

import pytest

from accounts.tests.factories import UserFactory
from saaska.documents.tests.seeded import seed_designs


@pytest.fixture
def designs(db):
    """The two designs of the product."""
    seed_designs()


@pytest.fixture
def ada(client, designs):
    """A person who is signed in with `client`."""
    user = UserFactory(email="ada@example.org")
    client.force_login(user)
    return user
