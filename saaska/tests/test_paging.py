"""The pages of a list, and what counting them costs."""

import pytest
from django.core.paginator import Paginator

from accounts.models import User
from accounts.tests.factories import UserFactory
from saaska.paging import Pages

pytestmark = pytest.mark.django_db


def made(count):
    for _ in range(count):
        UserFactory()
    return User.objects.order_by("pk")


class TestPages:
    @pytest.mark.parametrize("rows", [0, 1, 3, 4, 7])
    @pytest.mark.parametrize("asked", [None, "1", "2", "3", "9", "x", "-1"])
    def test_they_are_those_of_django(self, rows, asked):
        people = made(rows)

        ours, theirs = (kind(people, 3).get_page(asked) for kind in (Pages, Paginator))

        assert list(ours) == list(theirs)
        assert (ours.number, repr(ours)) == (theirs.number, repr(theirs))
        assert (ours.has_previous(), ours.has_next()) == (theirs.has_previous(), theirs.has_next())

    def test_a_list_of_one_page_is_not_counted(self, count_queries):
        people = made(3)

        with count_queries() as queries:
            page = Pages(people, 3).get_page(None)
            seen = len(page), page.paginator.count

        assert seen == (3, 3)
        assert len(queries) == 1

    def test_a_longer_one_is_asked_and_counted_once(self, count_queries):
        people = made(4)

        with count_queries() as queries:
            page = Pages(people, 3).get_page("1")
            seen = len(page), page.paginator.count

        assert seen == (3, 4)
        assert len(queries) == 2
