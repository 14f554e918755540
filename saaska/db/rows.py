"""A row by its key, for what is asked often: Django takes longer to make such a statement than PostgreSQL to answer
it. Here it is made once for each model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

M = TypeVar("M", bound=Model)


def by_key(model: type[M], key: Any) -> M | None:
    """The object of that row, or None when there is none or whoever asks may not see it."""
    selection = _selection(model)
    with connection.cursor() as cursor:
        cursor.execute(selection.statement, [key])
        row = cursor.fetchone()
    return model.from_db(DEFAULT_DB_ALIAS, selection.names, selection.converted(row)) if row else None


@dataclass(frozen=True)
class Selection:
    """`converters` are those of Django's fields that PostgreSQL's values do not fit, by their place."""

    statement: str
    names: Sequence[str]
    converters: Sequence[tuple[int, Callable[..., Any]]]

    def converted(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for place, convert in self.converters:
            values[place] = convert(values[place], None, connection)
        return values


@cache
def _selection(model: type[Model]) -> Selection:
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    key = quote(str(model._meta.pk.column))
    table = quote(model._meta.db_table)
    return Selection(
        f"select {columns} from {table} where {key} = %s",
        [field.attname for field in fields],
        [
            (place, convert)
            for place, field in enumerate(fields)
            for convert in field.get_db_converters(connection)
        ],
    )
