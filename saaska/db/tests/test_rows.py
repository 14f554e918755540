"""A row by its key is what Django's manager gives."""

from uuid import uuid4

import pytest

from accounts.models import User
from accounts.tests.factories import UserFactory
from resumes.tests.factories import ResumeFactory
from saaska.db.rows import by_key
from saaska.db.scope import scope

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [UserFactory, ResumeFactory])
def test_it_is_the_same_object(factory):
    made = factory()
    model = type(made)

    found = by_key(model, made.pk)

    assert values_of(found) == values_of(model.objects.get(pk=made.pk))
    found.save()
    assert model.objects.get() == made


def values_of(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}


def test_there_is_none_of_a_stranger_or_of_nobody():
    ada, berta = UserFactory.create_batch(2)

    with scope("user", ada.pk):
        assert by_key(User, ada.pk) == ada
        assert by_key(User, berta.pk) is None
        assert by_key(User, uuid4()) is None
