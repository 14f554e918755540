"""A database full of somebody's work goes back to a former release and forward again, and keeps every value."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from saaska.db.tests.catalogue import ask, tables_of_people

pytestmark = pytest.mark.django_db
# The state of a release before this one; what depends on these goes back with them.
FORMER = {
    "applications": "0015_imports",
    "jobs": "0005_lock_applications",
    "letters": "0005_states",
    "resumes": "0010_lock_shares",
    "saaska_db": "0005_keep_states",
    "accounts": "0003_tries",
}
Columns = dict[str, list[str]]
quoted = connection.ops.quote_name


def columns() -> Columns:
    """Of every table with people's data, the audit trail apart: it grows."""
    rows = ask("select table_name::text, column_name::text from information_schema.columns order by 1, 2")
    ours = {table for table, _ in tables_of_people()} - {"audit_log"}
    return {table: [column for name, column in rows if name == table] for table in ours}


def values(of: Columns) -> dict[str, set[tuple]]:
    return {
        table: set(ask(f"select {', '.join(f'{quoted(name)}::text' for name in names)} from {table}"))
        for table, names in of.items()
    }


def migrate(targets: list[tuple[str, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # a table with checks to come cannot be changed
    executor = MigrationExecutor(connection)
    executor.migrate(targets or executor.loader.graph.leaf_nodes())


def test_everything_written_in_a_former_release_is_there_after_the_upgrade(settings):
    settings.DEBUG = True  # who may seed
    call_command("seed_demo", stdout=None)
    migrate(list(FORMER.items()))
    former = columns()
    before = values(former)

    migrate([])

    after = values(former)
    assert sum(map(len, before.values())) > 400
    assert [table for table in before if after[table] != before[table]] == []
