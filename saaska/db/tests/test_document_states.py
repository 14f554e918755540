"""The states of documents that are there before their states are kept."""

import pytest
from django.db import connection

from letters.tests.factories import CoverLetterFactory
from saaska.db.document_states import KeepFirstStates

pytestmark = pytest.mark.django_db


def test_a_filled_table_can_get_its_indexes_in_the_same_migration():
    letter = CoverLetterFactory()
    first = KeepFirstStates(
        "cover_letters",
        states="cover_letter_states",
        document="cover_letter_id",
        columns=("title", "content"),
    )
    with connection.cursor() as cursor:
        cursor.execute("delete from cover_letter_states")
        for statement in first.forwards():
            cursor.execute(statement)
        cursor.execute("create index states_of_a_test on cover_letter_states (version)")
        cursor.execute("select cover_letter_id, number from cover_letter_states")

        assert cursor.fetchall() == [(letter.pk, 1)]
