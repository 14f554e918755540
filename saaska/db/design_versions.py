"""Migration operations for versions of designs: published by a trigger, pinned by another."""

from collections.abc import Sequence

from saaska.db.rls import SqlOperation

PUBLISH = """
create function publish_design() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  insert into design_versions (template_id, number, source_id, config)
  select new.id, number + 1, source_id, new.config from design_versions
  where template_id = new.id order by number desc limit 1;
  return null;
end $$
"""
PIN = """
create function pin_design() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.template_version := coalesce(
    (select max(v.number) from design_versions v join templates t on t.id = v.template_id
     where t.type = tg_argv[0] and t.slug = new.template), 1);
  return new;
end $$
"""


class PublishDesigns(SqlOperation):
    """A changed configuration of a published design becomes its next version, with the files of the one before.

    The trigger runs as its owner: nobody else may write versions, so staff give a configuration and nothing more.
    """

    def forwards(self) -> Sequence[str]:
        return [
            PUBLISH,
            "create trigger publish after update of config on templates for each row"
            " when (old.config is distinct from new.config) execute function publish_design()",
        ]

    def backwards(self) -> Sequence[str]:
        return ["drop trigger publish on templates", "drop function publish_design()"]

    def describe(self) -> str:
        return "Publish a design's changed configuration"


class CreatePinDesign(SqlOperation):
    """The function of PinDesigns' triggers."""

    def forwards(self) -> Sequence[str]:
        return [PIN]

    def backwards(self) -> Sequence[str]:
        return ["drop function pin_design()"]

    def describe(self) -> str:
        return "The newest version of a document's design"


class PinDesigns(SqlOperation):
    """A new document, and one whose design is changed, pins the newest version of its design of that type.

    So does one whose template_version is set to 0. A version that is given stays.
    """

    def __init__(self, table: str, *, type: str) -> None:
        self.table, self.type = table, type

    def forwards(self) -> Sequence[str]:
        run = f"for each row when ({{}}) execute function pin_design('{self.type}')"
        changed = (
            "new.template_version = 0 or"
            " (new.template is distinct from old.template and new.template_version = old.template_version)"
        )
        return [
            f"create trigger pin_design before insert on {self.table} {run.format('new.template_version = 0')}",
            f"create trigger pin_other_design before update of template, template_version on {self.table}"
            f" {run.format(changed)}",
        ]

    def backwards(self) -> Sequence[str]:
        return [
            f"drop trigger pin_design on {self.table}",
            f"drop trigger pin_other_design on {self.table}",
        ]

    def describe(self) -> str:
        return f"Pin the designs of {self.table}"
