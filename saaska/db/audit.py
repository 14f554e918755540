"""The audit trail: one append-only table, filled by row triggers that run as its owner.

A trigger sees update(), bulk statements, raw SQL, cascades and partitions alike. Secrets are written as "***".
"""

from collections.abc import Sequence

from saaska.db.rls import SqlOperation

HIDDEN = ("password_hash", "email_verification_token", "reset_password_token", "session_key", "data", "key")

TABLE = """
create table audit_log (
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  txid bigint not null default txid_current(),
  actor_id uuid,
  actor_role text not null,
  request_id text,
  table_name text not null,
  operation char(1) not null check (operation in ('I', 'U', 'D')),
  row_id uuid,
  user_id uuid,
  changes jsonb not null check (jsonb_typeof(changes) = 'object'),
  primary key (id, at)
) partition by range (at)
"""

FUNCTIONS = [
    f"""
create function audit_hidden() returns text[] language sql immutable parallel safe
  return array[{", ".join(f"'{column}'" for column in HIDDEN)}]
""",
    """
create function audit_whole(r jsonb) returns jsonb language sql immutable parallel safe return (
  select coalesce(jsonb_object_agg(k, case when k = any(audit_hidden()) then '"***"'::jsonb else v end), '{}')
  from jsonb_each(r) e(k, v)
)
""",
    """
create function audit_difference(o jsonb, n jsonb) returns jsonb language sql immutable parallel safe return (
  select jsonb_object_agg(e.k, case when e.k = any(audit_hidden()) then '["***", "***"]'::jsonb
                                    else jsonb_build_array(o -> e.k, e.v) end)
  from jsonb_each(n) e(k, v) where e.v is distinct from o -> e.k and e.k <> 'updated_at'
)
""",
    # tg_argv: the table's name (a partition has another), the column that names the owner, the key's column.
    """
create function audit_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  o jsonb; n jsonb; changed jsonb;
begin
  if tg_op <> 'INSERT' then o := to_jsonb(old); end if;
  if tg_op <> 'DELETE' then n := to_jsonb(new); end if;
  changed := case tg_op when 'INSERT' then audit_whole(n) when 'DELETE' then audit_whole(o)
             else audit_difference(o, n) end;
  if changed is null then return null; end if;
  insert into audit_log (actor_id, actor_role, request_id, table_name, operation, row_id, user_id, changes)
  values (
    nullif(current_setting('app.user_id', true), '')::uuid,
    coalesce(nullif(current_setting('role', true), 'none'), session_user),
    nullif(current_setting('app.request_id', true), ''),
    tg_argv[0], left(tg_op, 1),
    case when coalesce(n, o) ->> 'id' ~ '^[0-9a-f-]{36}$' then (coalesce(n, o) ->> 'id')::uuid end,
    (coalesce(n, o) ->> tg_argv[1])::uuid, changed
  );
  return null;
end $$
""",
    """
create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is append-only';
end $$
""",
]


class CreateAuditLog(SqlOperation):
    """The table, its indexes, the trigger's function, and the trigger that refuses to change the past."""

    def forwards(self) -> Sequence[str]:
        return [
            TABLE,
            "create table audit_log_default partition of audit_log default",
            "create index audit_log_at on audit_log using brin (at)",
            "create index audit_log_row on audit_log (table_name, row_id, at)",
            "create index audit_log_user on audit_log (user_id, at)",
            *FUNCTIONS,
            "create trigger audit_append_only before update or delete on audit_log"
            " for each row execute function audit_refuse()",
            "create trigger audit_no_truncate before truncate on audit_log"
            " for each statement execute function audit_refuse()",
            "alter table audit_log enable row level security",
            "create policy own on audit_log for select to saaska_user using (user_id = (select app_user_id()))",
            "create policy staff on audit_log for select to saaska_staff using (true)",
            "grant select on audit_log to saaska_user, saaska_staff",
        ]

    def backwards(self) -> Sequence[str]:
        names = ("audit_refuse()", "audit_row()", "audit_difference(jsonb, jsonb)", "audit_whole(jsonb)")
        return ["drop table audit_log", *(f"drop function {name}" for name in (*names, "audit_hidden()"))]

    def describe(self) -> str:
        return "The audit trail"


class Audit(SqlOperation):
    """Writes every change of a table into the audit trail; `owner` is the column that names whose row it is.

    A table that is itself a log names only what may not pass silently: events="update or delete".
    """

    def __init__(
        self, table: str, *, owner: str = "user_id", events: str = "insert or update or delete"
    ) -> None:
        self.table, self.owner, self.events = table, owner, events

    def forwards(self) -> Sequence[str]:
        return [
            f"create trigger audit after {self.events} on {self.table}"
            f" for each row execute function audit_row('{self.table}', '{self.owner}')"
        ]

    def backwards(self) -> Sequence[str]:
        return [f"drop trigger audit on {self.table}"]

    def describe(self) -> str:
        return f"Audit {self.table}"
