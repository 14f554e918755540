"""Pages of a list that begin behind a row instead of counting rows: as quick at the end as at the beginning, and
nothing is shown twice when rows come or go meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet

if TYPE_CHECKING:
    from django.db.models.expressions import OrderBy
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Order:
    """By one column, then by id; rows without a value come last. `name` is what a person chooses it by."""

    name: "StrOrPromise"
    column: str
    descending: bool = False

    def expressions(self) -> "tuple[OrderBy, str]":
        column = F(self.column)
        return (column.desc(nulls_last=True) if self.descending else column.asc(nulls_last=True)), "id"

    def behind(self, value: Any, pk: UUID) -> Q:
        """The rows that follow the one with that value and id."""
        if value is None:
            return Q(**{f"{self.column}__isnull": True}, pk__gt=pk)
        further = Q(**{f"{self.column}__{'lt' if self.descending else 'gt'}": value})
        return further | Q(**{self.column: value}, pk__gt=pk) | Q(**{f"{self.column}__isnull": True})


@dataclass(frozen=True)
class Piece:
    """Some rows of a list. `after` names the last of them when there are more; `is_continued` when it does not begin
    with the first."""

    rows: Sequence[Any]
    after: str = ""
    is_continued: bool = False


def piece(rows: "QuerySet[Any]", order: Order, *, after: str, size: int) -> Piece:
    """The rows behind the one that `after` names; from the beginning when it names none."""
    place = place_of(rows, order, after)
    if place:
        rows = rows.filter(order.behind(*place))
    found = list(rows.order_by(*order.expressions())[: size + 1])
    shown = found[:size]
    return Piece(shown, name_of(shown[-1], order) if len(found) > size else "", is_continued=bool(place))


def name_of(row: Any, order: Order) -> str:
    value = getattr(row, order.column)
    told = "" if value is None else f"={value.isoformat() if hasattr(value, 'isoformat') else value}"
    return f"{row.pk}{told}"


def place_of(rows: "QuerySet[Any]", order: Order, after: str) -> tuple[Any, UUID] | None:
    pk, has_value, told = after.partition("=")
    try:
        return value_of(rows.model._meta.get_field(order.column), told) if has_value else None, UUID(pk)
    except (ValueError, ValidationError):
        return None


def value_of(column: Any, told: str) -> Any:
    """The value that an address names; ValueError or ValidationError when the column holds no such value."""
    value = column.to_python(told)
    column.run_validators(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(told)
    return value
