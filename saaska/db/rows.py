"""A row by its key, for what every request asks: Django takes longer to make such a statement than PostgreSQL to answer
it. Here it is made once for each model."""

from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

M = TypeVar("M", bound=Model)


def by_key(model: type[M], key: Any) -> M | None:
    """The object of that row, or None when there is none or whoever asks may not see it."""
    statement, names = _selection(model)
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        row = cursor.fetchone()
    return model.from_db(DEFAULT_DB_ALIAS, names, row) if row else None


@cache
def _selection(model: type[Model]) -> tuple[str, list[str]]:
    fields = model._meta.concrete_fields
    assert not any(field.get_db_converters(connection) for field in fields), (
        "a column's values need converting"
    )
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    key = quote(str(model._meta.pk.column))
    table = quote(model._meta.db_table)
    return f"select {columns} from {table} where {key} = %s", [field.attname for field in fields]
