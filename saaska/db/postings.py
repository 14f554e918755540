"""The texts of postings, kept as they were: a trigger writes each that replaces another, so no save loses one."""

from collections.abc import Sequence

from saaska.db.rls import SqlOperation

TEXT = r"""
create function posting_of(r jsonb, columns text[]) returns text language sql immutable
set search_path = public, pg_temp
return (select coalesce(string_agg(r ->> name, E'\n\n' order by place), '')
        from unnest(columns) with ordinality as given (name, place) where coalesce(r ->> name, '') <> '')
"""
# tg_argv: the table of the texts, its column that names the row, the row's columns that are its posting.
# The first text is written when the second comes: it has been there since the row was made, or was noted since.
KEEP = """
create function keep_posting() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  columns text[] := string_to_array(tg_argv[2], ',');
  before text := posting_of(to_jsonb(old), columns);
  after text := posting_of(to_jsonb(new), columns);
  is_first boolean;
  add text := format('insert into %I (user_id, %I, text, url, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)',
    tg_argv[0], tg_argv[1]);
begin
  if before = after then return null; end if;
  execute format('select not exists (select from %I where user_id = $1 and %I = $2)', tg_argv[0], tg_argv[1])
    into is_first using new.user_id, new.id;
  if is_first and before <> '' then
    execute add using new.user_id, new.id, before, coalesce(old.url, ''), old.created_at;
  end if;
  if after <> '' then
    execute add using new.user_id, new.id, after, coalesce(new.url, ''), clock_timestamp();
  end if;
  return null;
end $$
"""


class CreateKeepPosting(SqlOperation):
    """The functions of KeepPostings' triggers."""

    def forwards(self) -> Sequence[str]:
        return [TEXT, KEEP]

    def backwards(self) -> Sequence[str]:
        return ["drop function keep_posting()", "drop function posting_of(jsonb, text[])"]

    def describe(self) -> str:
        return "What keeps the texts of postings"


class KeepPostings(SqlOperation):
    """Each text of a row's posting that replaces another is kept in `texts`, beside the one it replaced.

    `key` is the column of `texts` that names the row; `columns` of the row are its posting, in their order.
    """

    def __init__(self, table: str, *, texts: str, key: str, columns: Sequence[str]) -> None:
        self.table, self.texts, self.key, self.columns = table, texts, key, columns

    def forwards(self) -> Sequence[str]:
        old, new = (", ".join(f"{row}.{name}" for name in self.columns) for row in ("old", "new"))
        return [
            f"create trigger keep_posting after update of {', '.join(self.columns)} on {self.table} for each row"
            f" when (({old}) is distinct from ({new}))"
            f" execute function keep_posting('{self.texts}', '{self.key}', '{','.join(self.columns)}')"
        ]

    def backwards(self) -> Sequence[str]:
        return [f"drop trigger keep_posting on {self.table}"]

    def describe(self) -> str:
        return f"Keep the texts of the postings of {self.table}"
