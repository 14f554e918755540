"""Pages that begin behind a row."""

from datetime import date

import pytest
from django.db.models.functions import Lower

from accounts.tests.factories import UserFactory
from jobs.tests.factories import SavedJobFactory
from saaska.keyset import Order, piece

pytestmark = pytest.mark.django_db
CLOSING = Order("Closing first", "closes_on", has_gaps=True)


@pytest.fixture
def jobs():
    """Two that close on the same day, one later, two without a day."""
    user = UserFactory()
    for day in (date(2026, 12, 2), None, date(2026, 12, 1), date(2026, 12, 1), None):
        SavedJobFactory(user=user, closes_on=day)
    return user.saved_jobs.all()


@pytest.mark.parametrize(
    "order",
    [
        CLOSING,
        Order("", "closes_on", descending=True, has_gaps=True),
        Order("", "company"),
        Order("", "created_at", descending=True),
        Order("", Lower("company"), str),
    ],
)
def test_each_row_comes_once_and_those_without_a_value_last(jobs, order):
    found, after = [], ""
    while len(found) < 5:
        part = piece(jobs, order, after=after, size=2)
        found, after = [*found, *part.rows], part.after

    assert [row.pk for row in found] == list(jobs.order_by(*order.expressions()).values_list("pk", flat=True))
    assert after == ""


@pytest.mark.parametrize("after", ["nothing", "=", "5=2026-12-01", f"{'0' * 32}=yesterday"])
def test_a_name_of_nothing_begins_at_the_beginning(jobs, after):
    part = piece(jobs, CLOSING, after=after, size=2)

    assert (part.is_continued, part.rows[0].closes_on) == (False, date(2026, 12, 1))
