"""How long the staff's lists take with 100,000 people and a million activities, against the same with ten rows.

    eval "$(bin/services env)"; var/venv/bin/python bench/admin_lists.py

Makes a database of its own beside the one of DATABASE_OWNER_URL, fills it, opens every list through Django's test
client in the role of staff, asks PostgreSQL how many rows each statement read, and drops the database again.
"""

import argparse
import os
import statistics
import sys
import time
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
SCRATCH = f"saaska_bench_{os.getpid()}"
RUNS = 5
FULL_PAGE = 300  # people: a page of fifty rows in every list

PEOPLE = """
create temporary table people_numbered on commit drop as
select n, now() - random() * interval '700 days' as joined from generate_series(%(first)s, %(last)s) n;
create temporary table newcomers on commit drop as
select md5('user' || n)::uuid as id, substr(md5(n::text), 1, 10) || n || '@example.org' as email,
       (array['free', 'basic', 'premium'])[1 + n %% 3] as subscription_tier, joined as created_at,
       n %% 50 <> 0 as email_verified, n %% 500 <> 0 as is_active
from people_numbered;
insert into users (id, email, password_hash, first_name, last_name, subscription_tier, email_verified, is_active,
                   created_at, updated_at)
select id, email, 'argon2$none', 'Ada', 'Stone', subscription_tier, email_verified, is_active, created_at, created_at
from newcomers
"""
ROWS = {
    "user_preferences": "insert into user_preferences (user_id) select id from newcomers",
    "user_activities": """
        insert into user_activities (user_id, type, feature, details, ip_address, user_agent, timestamp)
        select u.id, (array['login', 'logout', 'create', 'download'])[1 + n % 4],
               (array['account', 'account', 'resumes', 'letters'])[1 + n % 4], '{"id": 1}', '203.0.113.7', 'Firefox',
               now() - random() * interval '700 days'
        from newcomers u, generate_series(1, 10) n""",
    "resumes": """
        insert into resumes (user_id, title, template, personal_info, work_experience, created_at)
        select id, 'Résumé', (array['modern-professional', 'classic-elegant'])[1 + get_byte(uuid_send(id), 0) % 2],
               jsonb_build_object('firstName', 'Ada', 'summary', repeat('word ', 200)), '[]', created_at
        from newcomers""",
    "resume_imports": """
        insert into resume_imports (id, user_id, file_name, format, content, report, created_at, updated_at)
        select gen_random_uuid(), id, 'resume.json', 'json-resume', '{}', '[]', created_at, created_at
        from newcomers where get_byte(uuid_send(id), 1) < 51""",
    "cover_letters": """
        insert into cover_letters (user_id, title, template, company_name, job_title, content, personal_info,
                                      created_at)
        select id, 'Letter', 'classic-elegant', 'Company ' || substr(md5(id::text), 1, 6), 'Engineer',
               repeat('word ', 200), '{}', created_at from newcomers""",
    "job_applications": """
        insert into job_applications (user_id, company, position, status, date_applied)
        select u.id, 'Company ' || substr(md5(u.id::text || n), 1, 6), 'Engineer ' || substr(md5(u.email), 1, 4),
               (array['Applied', 'Interview', 'Offer', 'Rejected', 'Hired'])[1 + n % 5],
               current_date - (random() * 700)::int
        from newcomers u, generate_series(1, 2) n""",
    "saved_jobs": """
        insert into saved_jobs (user_id, company, position, created_at)
        select id, 'Company ' || substr(md5(id::text), 1, 6), 'Engineer', created_at from newcomers""",
    "interview_sessions": """
        insert into interview_sessions (user_id, job_title, created_at)
        select id, 'Engineer', created_at from newcomers""",
    "subscriptions": """
        insert into subscriptions (user_id, plan_type, status, created_at)
        select id, subscription_tier, 'active', created_at from newcomers where subscription_tier = 'basic'""",
    "audit_log": """
        insert into audit_log (at, actor_role, table_name, operation, row_id, user_id, changes)
        select now() - (500000 - row_number() over ()) * interval '1 minute', 'saaska_user',
               (array['resumes', 'users', 'cover_letters'])[1 + floor(random() * 3)::int], 'U', gen_random_uuid(), u.id,
               '{"title": ["a", "b"]}'
        from newcomers u, generate_series(1, 5) n""",
}
TABLES = ["users", *ROWS]
Measured = tuple[int, float, int]


def scratch_database(owner_url: str) -> str:
    """Makes the database and points the environment at it; the address it was reached by."""
    parts = urlsplit(owner_url)
    with closing(psycopg.connect(owner_url, autocommit=True)) as connection:
        connection.execute(f"create database {SCRATCH} template template0")
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ[name] = urlsplit(os.environ[name])._replace(path=f"/{SCRATCH}").geturl()
    return parts.geturl()


def fill(first: int, last: int) -> None:
    """People by number, with all their rows; the audit triggers rest meanwhile."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(PEOPLE, {"first": first, "last": last})
        for statement in ROWS.values():
            cursor.execute(statement)
        cursor.execute("set constraints all immediate")
        for table in TABLES:
            cursor.execute(f"alter table {table} enable trigger user")
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"analyze {table}")


def pages() -> dict[str, str]:
    """Every list as it opens; then searched, filtered, by date, sorted and on its last page."""
    from django.contrib import admin
    from django.urls import reverse

    from saaska.db.lists import TableAdmin

    found = {}
    for model, page in admin.site._registry.items():
        if not isinstance(page, TableAdmin):
            continue
        path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        name = model._meta.db_table
        found[name] = path
        if page.search_fields:
            found[f"{name}, e-mail searched"] = f"{path}?q=ab1@example"
        if "company" in page.search_fields:
            found[f"{name}, company searched"] = f"{path}?q=abc"
        if page.date_hierarchy:
            found[f"{name}, one month"] = (
                f"{path}?{page.date_hierarchy}__year=2026&{page.date_hierarchy}__month=3"
            )
        found[f"{name}, last page"] = f"{path}?p=200"
    return found | {
        "users, staff only": "/admin/accounts/user/?is_staff__exact=1",
        "users, inactive": "/admin/accounts/user/?is_active__exact=0",
        "users, unverified": "/admin/accounts/user/?email_verified__exact=0",
        "users, by e-mail": "/admin/accounts/user/?o=1",
        "user_activities, downloads": "/admin/accounts/useractivity/?type=download",
        "job_applications, hired": "/admin/applications/jobapplication/?status__exact=Hired",
        "audit_log, one table": "/admin/saaska_db/auditentry/?table=resumes",
        "resumes, one design": "/admin/resumes/resume/?template=classic-elegant",
        "look-up of people": "/admin/autocomplete/?app_label=resumes&model_name=resume&field_name=user&term=abc",
    }


def rows_read(plan: dict) -> int:
    """Rows that a plan's scans brought up, with those they threw away; what a limit stopped was never read."""
    own = 0
    if (
        "Scan" in plan["Node Type"]
        and "Bitmap Index" not in plan["Node Type"]
        and "Subquery" not in plan["Node Type"]
    ):
        each = (
            plan["Actual Rows"]
            + plan.get("Rows Removed by Filter", 0)
            + plan.get("Rows Removed by Index Recheck", 0)
        )
        own = round(each * plan["Actual Loops"])
    return own + sum(rows_read(child) for child in plan.get("Plans", []))


def most_rows_read(statements: list[str], staff_id: object) -> int:
    from django.db import connection

    from saaska.db.scope import scope

    most = 0
    with scope("staff", staff_id), connection.cursor() as cursor:
        for statement in statements:
            if statement.startswith("set local"):
                cursor.execute(statement)
            elif statement.lower().startswith(("select", "with")) and "set_config" not in statement:
                cursor.execute(f"explain (analyze, format json) {statement.replace('%', '%%')}", [])
                most = max(most, rows_read(cursor.fetchone()[0][0]["Plan"]))
    return most


def measure(client, staff, path: str) -> Measured:
    """Queries, milliseconds (median), and the most rows that one of the queries read."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        response = client.get(path)
        times.append((time.perf_counter() - began) * 1000)
    if response.status_code != 200 and "p=200" not in path:
        raise SystemExit(f"{path} answered {response.status_code}")
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    statements = [query["sql"] for query in captured]
    return len(statements), statistics.median(times), most_rows_read(statements, staff.pk)


def measure_all(people: int) -> list[dict[str, Measured]]:
    """Every page with ten people, with enough for one full page of each list, and with as many as asked for."""
    from django.test import Client

    from accounts.models import User

    staff = User.objects.create_superuser("staff@example.org", "x" * 20, first_name="Robin", last_name="Vale")
    client = Client()
    client.force_login(staff)
    rounds = []
    for first, last in pairwise((0, 10, FULL_PAGE, people)):
        began = time.perf_counter()
        fill(first + 1, last)
        print(f"{last:,} people filled in after {time.perf_counter() - began:.0f} s", file=sys.stderr)
        rounds.append({name: measure(client, staff, path) for name, path in pages().items()})
    return rounds


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, default=100_000)
    people = arguments.parse_args().people
    os.environ |= {"DATABASE_LOGIN": "owner", "DEBUG": "0", "HTTPS": "0", "ALLOWED_HOSTS": "testserver"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
    owner_url = scratch_database(os.environ["DATABASE_OWNER_URL"])
    try:
        import django
        from django.core.management import call_command
        from django.test.utils import override_settings

        django.setup()
        from saaska.db.partitions import maintain_months

        call_command("migrate", verbosity=0)
        maintain_months(since=date.today().replace(day=1) - timedelta(days=710), ahead=3, keep=36)
        plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
        with override_settings(
            STORAGES={"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}} | plain
        ):
            few, full, many = measure_all(people)
        print(
            f"| list | queries | ms, 10 people | ms, {FULL_PAGE} | ms, {people:,} | ratio | most rows one query read |"
        )
        print("|---|---:|---:|---:|---:|---:|---:|")
        for name, (queries, ms, rows) in many.items():
            before = [f"{few[name][1]:.0f}", f"{full[name][1]:.0f}"]
            ratio = f"{ms / full[name][1]:.1f}"
            if "last page" in name:  # of a small table there is none
                before, ratio = ["", ""], ""
            columns = [name, str(queries), *before, f"{ms:.0f}", ratio, f"{rows:,}"]
            print(f"| {' | '.join(columns)} |")
    finally:
        from django.db import connections

        connections.close_all()
        with closing(psycopg.connect(owner_url, autocommit=True)) as connection:
            connection.execute(f"drop database {SCRATCH}")


if __name__ == "__main__":
    main()
