"""Migration operations for roles, grants and row-level security."""

from collections.abc import Sequence

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

GROUPS = ("saaska_user", "saaska_anon", "saaska_auth", "saaska_staff")
ALL = "select, insert, update, delete"

APP_USER_ID = """
create function app_user_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.user_id', true), '')::uuid
"""


class SqlOperation(Operation):
    """An operation that runs SQL and leaves Django's state as it is. Subclasses give forwards() and backwards()."""

    reduces_to_sql = True
    reversible = True

    def forwards(self) -> Sequence[str]:
        raise NotImplementedError

    def backwards(self) -> Sequence[str]:
        raise NotImplementedError

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """These operations say nothing that models know."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for statement in self.forwards():
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for statement in self.backwards():
            schema_editor.execute(statement, params=None)


class ProtectRows(SqlOperation):
    """Locks a table to the rows of one person each: `owner` is the column that names the person.

    `user`, `auth`: what a signed-in visitor, and sign-up and login, may do with their own rows ("" for nothing).
    Staff may do everything with every row. A role without a grant gets "permission denied", not an empty answer.
    """

    def __init__(
        self, table: str, *, owner: str = "user_id", user: str = ALL, auth: str = "", staff: str = ALL
    ) -> None:
        self.table, self.owner, self.user, self.auth, self.staff = table, owner, user, auth, staff

    def forwards(self) -> Sequence[str]:
        own = f"{self.owner} = (select app_user_id())"
        return [
            f"alter table {self.table} enable row level security",
            f"create policy own on {self.table} to saaska_user, saaska_auth using ({own}) with check ({own})",
            f"create policy staff on {self.table} to saaska_staff using (true) with check (true)",
            *self._grants(),
        ]

    def _grants(self) -> list[str]:
        wanted = {"saaska_user": self.user, "saaska_auth": self.auth, "saaska_staff": self.staff}
        return [f"grant {rights} on {self.table} to {role}" for role, rights in wanted.items() if rights]

    def backwards(self) -> Sequence[str]:
        return [
            f"revoke all on {self.table} from {', '.join(GROUPS)}",
            f"drop policy own on {self.table}",
            f"drop policy staff on {self.table}",
            f"alter table {self.table} disable row level security",
        ]

    def describe(self) -> str:
        return f"Lock {self.table} to the rows of its {self.owner}"


class Policy(SqlOperation):
    """One more policy on a protected table: who, for which command, and the rows it concerns."""

    def __init__(
        self, name: str, table: str, *, to: str, command: str = "all", using: str = "", check: str = ""
    ) -> None:
        self.name, self.table, self.to, self.command, self.using, self.check = (
            name,
            table,
            to,
            command,
            using,
            check,
        )

    def forwards(self) -> Sequence[str]:
        using = f" using ({self.using})" if self.using else ""
        check = f" with check ({self.check})" if self.check else ""
        return [f"create policy {self.name} on {self.table} for {self.command} to {self.to}{using}{check}"]

    def backwards(self) -> Sequence[str]:
        return [f"drop policy {self.name} on {self.table}"]

    def describe(self) -> str:
        return f"Policy {self.name} on {self.table}"


class Grant(SqlOperation):
    """Rights on tables (or `function …`, `sequence …`) for roles. Columns may be named: "update (first_name)"."""

    def __init__(self, rights: str, on: str, *, to: str) -> None:
        self.rights, self.on, self.to = rights, on, to

    def forwards(self) -> Sequence[str]:
        return [f"grant {self.rights} on {self.on} to {self.to}"]

    def backwards(self) -> Sequence[str]:
        return [f"revoke {self.rights} on {self.on} from {self.to}"]

    def describe(self) -> str:
        return f"Grant {self.rights} on {self.on} to {self.to}"


class Revoke(SqlOperation):
    """Takes rights away that an earlier migration gave."""

    def __init__(self, rights: str, on: str, *, to: str) -> None:
        self.rights, self.on, self.to = rights, on, to

    def forwards(self) -> Sequence[str]:
        return [f"revoke {self.rights} on {self.on} from {self.to}"]

    def backwards(self) -> Sequence[str]:
        return [f"grant {self.rights} on {self.on} to {self.to}"]

    def describe(self) -> str:
        return f"Revoke {self.rights} on {self.on} from {self.to}"


def foreign_key(
    table: str,
    columns: Sequence[str],
    target: str,
    target_columns: Sequence[str] = ("id",),
    rule: str = "cascade",
) -> migrations.RunSQL:
    """A key with a rule on delete, which Django 5.2 cannot say; the model's field has db_constraint=False.

    Named as PostgreSQL itself would name it. A raw DELETE cascades and fires the triggers of the rows that go.
    """
    name = f"{table}_{columns[-1]}_fkey"
    return migrations.RunSQL(
        f"alter table {table} add constraint {name} foreign key ({', '.join(columns)})"
        f" references {target} ({', '.join(target_columns)}) on delete {rule} deferrable initially deferred",
        f"alter table {table} drop constraint {name}",
    )


# Django's own keys have no rule on delete. This gives the ones of libraries' tables theirs, whatever their name.
CASCADE_KEYS = """
do $$
declare key record;
begin
  for key in
    select c.conrelid::regclass as table_name, c.conname, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c
    where c.contype = 'f' and c.confrelid in ('users'::regclass, 'account_emailaddress'::regclass)
      and c.confdeltype = 'a' and c.conparentid = 0
  loop
    execute format('alter table %s drop constraint %I', key.table_name, key.conname);
    execute format('alter table %s add constraint %I %s', key.table_name, key.conname,
                   replace(key.definition, ' DEFERRABLE', ' ON DELETE CASCADE DEFERRABLE'));
  end loop;
end $$
"""
