"""Pages of a list that begin behind a row instead of counting rows: as quick at the end as at the beginning, and
nothing is shown twice when rows come or go meanwhile."""

from collections.abc import Callable, Sequence
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
    """By a column or an expression, then by id. `label` is what a person chooses it by.

    `has_gaps`: some rows have no value; they come last. `read` reads a value from an address: ValueError or
    ArithmeticError for none. A column reads its own.
    """

    label: "StrOrPromise"
    by: Any
    read: Callable[[str], Any] | None = None
    descending: bool = False
    has_gaps: bool = False

    @property
    def rank(self) -> Any:
        return F(self.by) if isinstance(self.by, str) else self.by

    def expressions(self) -> "tuple[OrderBy, str]":
        last = True if self.has_gaps else None
        return (self.rank.desc(nulls_last=last) if self.descending else self.rank.asc(nulls_last=last)), "id"

    def behind(self, value: Any, pk: UUID) -> Q:
        """The rows that follow the one with that rank and id."""
        if value is None:
            return Q(rank__isnull=True, pk__gt=pk)
        further = Q(rank__lt=value) if self.descending else Q(rank__gt=value)
        beyond = further | Q(rank=value, pk__gt=pk)
        return beyond | Q(rank__isnull=True) if self.has_gaps else beyond


@dataclass(frozen=True)
class Piece:
    """Some rows of a list. `after` names the last of them when there are more; `is_continued` when it does not begin
    with the first."""

    rows: Sequence[Any]
    after: str = ""
    is_continued: bool = False


def piece(rows: "QuerySet[Any]", order: Order, *, after: str, size: int) -> Piece:
    """The rows behind the one that `after` names; from the beginning when it names none."""
    rows = rows.annotate(rank=order.rank)
    place = place_of(rows, order, after)
    if place:
        rows = rows.filter(order.behind(*place))
    found = list(rows.order_by(*order.expressions())[: size + 1])
    shown = found[:size]
    return Piece(shown, name_of(shown[-1]) if len(found) > size else "", is_continued=bool(place))


def name_of(row: Any) -> str:
    value = row.rank
    told = "" if value is None else f"={value.isoformat() if hasattr(value, 'isoformat') else value}"
    return f"{row.pk}{told}"


def place_of(rows: "QuerySet[Any]", order: Order, after: str) -> tuple[Any, UUID] | None:
    pk, has_value, told = after.partition("=")
    if not (has_value or order.has_gaps):
        return None
    try:
        return value_of(rows, order, told) if has_value else None, UUID(pk)
    except (ValueError, ArithmeticError, ValidationError):
        return None


def value_of(rows: "QuerySet[Any]", order: Order, told: str) -> Any:
    """The value that an address names; an error as above when there is no such value."""
    if order.read:
        return order.read(told)
    column: Any = rows.model._meta.get_field(order.by)
    value = column.to_python(told)
    column.run_validators(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(told)
    return value
