"""A row by its key is what Django's manager gives."""

from uuid import uuid4

import pytest
from django.forms import model_to_dict

from accounts.models import User
from accounts.tests.factories import UserFactory
from saaska.db.rows import by_key
from saaska.db.scope import scope

pytestmark = pytest.mark.django_db


def test_it_is_the_same_object():
    made = UserFactory()

    found = by_key(User, made.pk)

    assert found == made
    assert vars(found).keys() == vars(User.objects.get(pk=made.pk)).keys()
    assert model_to_dict(found) == model_to_dict(User.objects.get(pk=made.pk))
    found.first_name = "Changed"
    found.save()
    assert User.objects.get().first_name == "Changed"


def test_there_is_none_of_a_stranger_or_of_nobody():
    ada, berta = UserFactory.create_batch(2)

    with scope("user", ada.pk):
        assert by_key(User, ada.pk) == ada
        assert by_key(User, berta.pk) is None
        assert by_key(User, uuid4()) is None
