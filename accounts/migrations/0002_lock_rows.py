from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.partitions import DefaultPartition, PartitionTable
from saaska.db.rls import Grant, Policy, ProtectRows, foreign_key

# Sign-up and login write whole rows of users (allauth saves without naming columns), so column grants cannot hold
# them back. This trigger does: neither they nor the person may raise the rights or the tier of an account.
RIGHTS_STAY = """
create function users_rights_stay() returns trigger language plpgsql as $$
begin
  if current_user not in ('saaska_user', 'saaska_auth', 'saaska_anon') then return new; end if;
  if tg_op = 'INSERT' then
    if new.is_staff or new.is_superuser or not new.is_active or new.subscription_tier <> 'free'
       or new.subscription_status <> 'active' or new.subscription_expires_at is not null then
      raise insufficient_privilege using message = 'a new account starts without rights';
    end if;
  elsif (new.id, new.is_staff, new.is_superuser, new.is_active, new.subscription_tier, new.subscription_status,
         new.subscription_expires_at)
     is distinct from (old.id, old.is_staff, old.is_superuser, old.is_active, old.subscription_tier,
                       old.subscription_status, old.subscription_expires_at) then
    raise insufficient_privilege using message = 'nobody changes their own rights';
  end if;
  return new;
end $$;
create trigger rights_stay before insert or update on users for each row execute function users_rights_stay()
"""


class Migration(migrations.Migration):
    """Keys with delete rules, monthly activities, each person their own rows, the audit trail."""

    dependencies = [("accounts", "0001_initial"), ("saaska_db", "0001_initial")]

    operations = [
        PartitionTable("user_activities", key="timestamp", primary_key='id, "timestamp"'),
        DefaultPartition("user_activities"),
        foreign_key("user_preferences", ["user_id"], "users"),
        foreign_key("user_activities", ["user_id"], "users"),
        ProtectRows("users", owner="id", user="select", auth="select, insert, update"),
        Grant("update (first_name, last_name, profile_picture_url, updated_at)", "users", to="saaska_user"),
        Policy("login", "users", to="saaska_auth", using="true", check="true"),
        migrations.RunSQL(RIGHTS_STAY, "drop function users_rights_stay() cascade"),
        ProtectRows("user_preferences", auth="select, insert, update"),
        Policy("login", "user_preferences", to="saaska_auth", using="true", check="true"),
        ProtectRows("user_activities", user="select, insert", auth="insert", staff="select, delete"),
        Policy("login", "user_activities", to="saaska_auth", command="insert", check="true"),
        ProtectRows("users_groups", user="select", auth="select"),
        ProtectRows("users_user_permissions", user="select", auth="select"),
        Audit("users", owner="id"),
        Audit("user_preferences"),
        Audit("user_activities", events="update or delete"),
        Audit("users_groups"),
        Audit("users_user_permissions"),
    ]
