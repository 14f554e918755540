"""Statements that are sent together do what they do alone."""

import pytest
from django.db import DataError, connection, transaction

from accounts.models import User
from accounts.tests.factories import UserFactory
from saaska.db.scope import scope
from saaska.tests.sweeps.together import together
from saaska.tests.sweeps.visitor import forgotten

pytestmark = pytest.mark.django_db


def sees() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('app.user_id', true)")
        return str(cursor.fetchone()[0])


def test_what_is_undone_is_undone_and_who_works_is_who_worked() -> None:
    user = UserFactory()
    with together():
        with scope("user", user.pk):
            assert sees() == str(user.pk)
            with forgotten():
                User.objects.filter(pk=user.pk).update(first_name="Undone")
            with transaction.atomic():
                User.objects.filter(pk=user.pk).update(last_name="Done")
        assert sees() == ""
        user.refresh_from_db()

    assert (user.first_name, user.last_name) == ("Ada", "Done")


def test_it_goes_on_after_a_value_that_is_refused() -> None:
    with together():
        for _again in range(2):
            with pytest.raises((ValueError, DataError)), transaction.atomic():
                User.objects.filter(first_name="\x00").exists()

        assert not User.objects.filter(first_name="x").exists()


def test_what_reads_piece_by_piece_reads() -> None:
    UserFactory.create_batch(3)
    with together(), transaction.atomic():
        read = [user.pk for user in User.objects.iterator(chunk_size=1)]

    assert len(read) == 3
