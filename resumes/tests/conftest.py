"""Fixtures of the résumés' tests."""

import pytest
from django.core.management import call_command

from accounts.tests.factories import UserFactory


@pytest.fixture
def designs(db):
    """The two designs of the product."""
    call_command("seed_templates", verbosity=0)


@pytest.fixture
def ada(client, designs):
    """A person who is signed in with `client`."""
    user = UserFactory(email="ada@example.org")
    client.force_login(user)
    return user
