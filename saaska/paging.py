"""Pages of a list, counted only when there is more than one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

if TYPE_CHECKING:
    AnyPaginator = Paginator[Any]
else:
    AnyPaginator = Paginator


class Pages(AnyPaginator):
    """Django's, which counts every row first. Most people's lists fit one page: its rows are asked for with one more,
    and when that one does not come they are counted already."""

    @cached_property
    def first(self) -> Sequence[Any]:
        return list(self.object_list[: self.per_page + 1])

    @cached_property
    def count(self) -> int:
        return len(self.first) if len(self.first) <= self.per_page else super().count

    def page(self, number: int | str) -> "Page[Any]":
        if self.validate_number(number) == 1:
            return Page(self.first[: self.per_page], 1, self)
        there: Page[Any] = super().page(number)
        return there
