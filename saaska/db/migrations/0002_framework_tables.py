from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.rls import ALL, Grant, Policy, ProtectRows

EVERYBODY = "saaska_user, saaska_anon, saaska_auth, saaska_staff"
TABLES_OF_JOBS = (
    "procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers"
)
DEFER_FUNCTIONS = ["procrastinate_defer_jobs_v1(procrastinate_job_to_defer_v1[])"]


class Migration(migrations.Migration):
    """Rights on the tables of Django, allauth and procrastinate."""

    dependencies = [
        ("saaska_db", "0001_initial"),
        ("accounts", "0002_lock_rows"),
        ("documents", "0001_initial"),
        ("sessions", "0001_initial"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("usersessions", "0001_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        # The session is read before the scope opens and written by login and logout within it.
        Grant(ALL, "django_session", to=f"saaska_web, {EVERYBODY}"),
        Grant(
            "select", "django_content_type, auth_permission, auth_group, auth_group_permissions", to=EVERYBODY
        ),
        Grant("insert, update, delete", "auth_group, auth_group_permissions", to="saaska_staff"),
        Grant("select", "templates", to=EVERYBODY),
        Grant("insert, update, delete", "templates", to="saaska_staff"),
        Audit("templates", owner=""),
        ProtectRows("django_admin_log", user="", staff="select, insert, delete"),
        Audit("django_admin_log", events="update or delete"),
        ProtectRows("account_emailaddress", user="select", auth=ALL),
        Policy("login", "account_emailaddress", to="saaska_auth", using="true", check="true"),
        Audit("account_emailaddress"),
        Grant(ALL, "account_emailconfirmation", to="saaska_auth, saaska_staff"),
        ProtectRows("usersessions_usersession", user="select, delete", auth=ALL),
        Policy("login", "usersessions_usersession", to="saaska_auth", using="true", check="true"),
        Audit("usersessions_usersession", events="update or delete"),
        Grant(ALL, TABLES_OF_JOBS, to="saaska_jobs"),
        Grant("usage", "all sequences in schema public", to="saaska_jobs"),
        Grant("select", TABLES_OF_JOBS, to="saaska_staff"),
        # Everybody may put a job into the queue inside their own transaction; nobody but the worker reads it.
        *[
            migrations.RunSQL(
                f"alter function {name} security definer set search_path = public, pg_temp",
                f"alter function {name} security invoker reset all",
            )
            for name in DEFER_FUNCTIONS
        ],
    ]
