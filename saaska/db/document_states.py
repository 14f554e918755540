"""Migration operations for the history of documents: a trigger writes every state, so no save is missed.

A state holds the steps that lead to it from the state before: `[path]` removes what is there, `[path, value]` puts a
value there, `[path, at, cut, items]` puts items in place of so many of a list. A path of nothing is the whole content,
which every EVERY-th state holds, so that no state is far from a whole one. saaska/documents/states.py reads them.
"""

from collections.abc import Sequence

from saaska.db.rls import SqlOperation

EVERY = 50
PAUSE = "30 minutes"  # without a save, after which the next one begins a new sitting

# Lists differ in what stands between the entries that begin and end both; where these are as many with the same ids,
# in those entries.
STEPS = """
create function json_steps(o jsonb, n jsonb, path jsonb default '[]') returns jsonb language plpgsql immutable
set search_path = public, pg_temp as $$
declare
  steps jsonb := '[]'; k text; at integer; head integer := 0; old_end integer; new_end integer;
begin
  if o = n then return steps; end if;
  if jsonb_typeof(o) = 'object' and jsonb_typeof(n) = 'object' then
    for k in select jsonb_object_keys(o || n) loop
      if not n ? k then steps := steps || jsonb_build_array(jsonb_build_array(path || to_jsonb(k)));
      elsif not o ? k then steps := steps || jsonb_build_array(jsonb_build_array(path || to_jsonb(k), n -> k));
      elsif o -> k <> n -> k then steps := steps || json_steps(o -> k, n -> k, path || to_jsonb(k)); end if;
    end loop;
    return steps;
  end if;
  if jsonb_typeof(o) <> 'array' or jsonb_typeof(n) <> 'array' then
    return jsonb_build_array(jsonb_build_array(path, n));
  end if;
  old_end := jsonb_array_length(o); new_end := jsonb_array_length(n);
  while head < least(old_end, new_end) and o -> head = n -> head loop head := head + 1; end loop;
  while head < least(old_end, new_end) and o -> (old_end - 1) = n -> (new_end - 1)
    loop old_end := old_end - 1; new_end := new_end - 1; end loop;
  at := head;
  while old_end = new_end and at < new_end and o -> at -> 'id' is not distinct from n -> at -> 'id' loop
    steps := steps || json_steps(o -> at, n -> at, path || to_jsonb(at)); at := at + 1;
  end loop;
  if at = new_end and old_end = new_end then return steps; end if;
  return jsonb_build_array(jsonb_build_array(path, head, old_end - head, coalesce(
    (select jsonb_agg(n -> i order by i) from generate_series(head, new_end - 1) i), '[]')));
end $$
"""
# What the steps are about: columns, and within personal_info its keys.
PARTS = """
create function json_parts(steps jsonb) returns text[] language sql immutable parallel safe return (
  select coalesce(array_agg(distinct part order by part), '{}') from (
    select concat_ws('.', step -> 0 ->> 0, case step -> 0 ->> 0 when 'personal_info' then step -> 0 ->> 1 end) as part
    from jsonb_array_elements(steps) step) found
)
"""
CONTENT = """
create function json_columns(r jsonb, columns text[]) returns jsonb language sql immutable parallel safe return (
  select jsonb_object_agg(name, r -> name) from unnest(columns) name
)
"""
# tg_argv: the table of states, its column that names the document, the documents' columns that are their content.
KEEP = f"""
create function keep_state() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  columns text[] := string_to_array(tg_argv[2], ','); name text;
  o jsonb; n jsonb := to_jsonb(new); last record; steps jsonb := '[]'; parts text[] := '{{}}';
begin
  if tg_op = 'UPDATE' then
    o := to_jsonb(old);
    foreach name in array columns loop
      steps := steps || json_steps(o -> name, n -> name, jsonb_build_array(name));
    end loop;
    if steps = '[]' then return null; end if;
    parts := json_parts(steps);
  end if;
  execute format('select number, sitting, at from %I where %I = $1 order by number desc limit 1',
    tg_argv[0], tg_argv[1]) into last using new.id;
  if coalesce(last.number, 0) % {EVERY} = 0 then
    steps := jsonb_build_array(jsonb_build_array('[]'::jsonb, json_columns(n, columns)));
  end if;
  execute format('insert into %I (%I, user_id, number, sitting, version, at, actor_id, parts, steps)'
    ' values ($1, $2, $3, $4, $5, now(), $6, $7, $8)', tg_argv[0], tg_argv[1])
    using new.id, new.user_id, coalesce(last.number, 0) + 1,
      coalesce(last.sitting + (now() - last.at > interval '{PAUSE}')::integer, 1),
      new.version, nullif(current_setting('app.user_id', true), '')::uuid, parts, steps;
  return null;
end $$
"""
FUNCTIONS = (
    "keep_state()",
    "json_columns(jsonb, text[])",
    "json_parts(jsonb)",
    "json_steps(jsonb, jsonb, jsonb)",
)


class CreateKeepState(SqlOperation):
    """The functions of KeepStates' triggers."""

    def forwards(self) -> Sequence[str]:
        return [STEPS, PARTS, CONTENT, KEEP]

    def backwards(self) -> Sequence[str]:
        return [f"drop function {name}" for name in FUNCTIONS]

    def describe(self) -> str:
        return "Steps from a state of a document to the next"


class KeepStates(SqlOperation):
    """Each new content of a document becomes its next state, whoever wrote it and however.

    `columns` are the documents' content; `document` is the column of `states` that names the document.
    """

    def __init__(self, table: str, *, states: str, document: str, columns: Sequence[str]) -> None:
        self.table, self.states, self.document, self.columns = table, states, document, columns

    def forwards(self) -> Sequence[str]:
        run = f"execute function keep_state('{self.states}', '{self.document}', '{','.join(self.columns)}')"
        return [
            f"create trigger keep_first_state after insert on {self.table} for each row {run}",
            f"create trigger keep_state after update of {', '.join(self.columns)} on {self.table} for each row {run}",
        ]

    def backwards(self) -> Sequence[str]:
        return [
            f"drop trigger keep_first_state on {self.table}",
            f"drop trigger keep_state on {self.table}",
        ]

    def describe(self) -> str:
        return f"Keep the states of {self.table}"


class KeepFirstStates(SqlOperation):
    """The first state of the documents that are there before their states are kept."""

    def __init__(self, table: str, *, states: str, document: str, columns: Sequence[str]) -> None:
        self.table, self.states, self.document, self.columns = table, states, document, columns

    def forwards(self) -> Sequence[str]:
        columns = ", ".join(f"'{name}'" for name in self.columns)
        return [
            f"insert into {self.states} ({self.document}, user_id, number, sitting, version, at, parts, steps)"
            " select id, user_id, 1, 1, version, updated_at, '{}',"
            f" jsonb_build_array(jsonb_build_array('[]'::jsonb, json_columns(to_jsonb(t), array[{columns}])))"
            f" from {self.table} t",
            "set constraints all immediate",  # a table with keys still to be checked cannot get its indexes
        ]

    def backwards(self) -> Sequence[str]:
        return [f"delete from {self.states}"]

    def describe(self) -> str:
        return f"The first states of {self.table}"
