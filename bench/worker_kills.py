"""What kill -9 of job workers does to what jobs do: each effect once, however often the worker dies.

    eval "$(bin/services env)"; var/venv/bin/python bench/worker_kills.py [kills]

Makes a database of its own beside that of DATABASE_OWNER_URL, in which many people have a task that is due and one
imports a table by parts. Workers (the loop of manage.py work_jobs, forked so that a start costs nothing) are killed
after a random while, again and again; then one works in peace. Counted are the mails that were written and the
applications that were made. The database is dropped again.
"""

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from admin_lists import SCRATCH, scratch_database
from import_table import table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
PEOPLE = 3_000
ROWS = 6_000
DUE = """
insert into users (id, email, password_hash, first_name, last_name, email_verified)
select gen_random_uuid(), 'due-' || n || '@example.org', '!', 'Due', 'Person', true
from generate_series(1, %(people)s) n;
insert into user_preferences (user_id, timezone) select id, %(zone)s from users;
insert into application_tasks (id, user_id, title, due_on)
select gen_random_uuid(), id, 'Ask how it stands', (now() at time zone %(zone)s)::date from users
"""


def zone_of_morning() -> str:
    """A time zone where it is eleven, when reminders go out. Its name counts hours behind UTC."""
    behind = time.gmtime().tm_hour - 11
    return f"Etc/GMT{behind:+d}" if behind else "Etc/UTC"


def prepare() -> None:
    """Everybody's reminders and the import wait as jobs."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import setup_test_environment

    from accounts.models import User
    from applications.tasks import find_reminders
    from saaska.db.scope import scope

    setup_test_environment()
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"people": PEOPLE, "zone": zone_of_morning()})
    with scope("auth"):
        user = User.objects.create_user(email="rows@example.org")
        client = Client()
        client.force_login(user)
    url = client.post("/applications/import/", {"file": SimpleUploadedFile("a.csv", table(ROWS))}).url
    form: Any = client.get(url).context["form"]
    client.post(url, {field.html_name: field.value() or "" for field in form} | {"action": "import"})
    find_reminders(0)


def worker() -> int:
    """A process that does jobs until it is killed or none waits."""
    child = os.fork()
    if child:
        return child
    from django.core.management import call_command

    try:
        call_command("work_jobs", once=True)
    finally:
        os._exit(0)


def look(owner: psycopg.Connection[Any]) -> Counter[str]:
    """How many jobs stand where. A killed worker counts as gone at once, not after half a minute."""
    owner.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 minute'")
    rows = owner.execute(
        "select status, count(*) from procrastinate_jobs where task_name ~ '(remind|import_table)$' group by 1"
    )
    return Counter(dict(rows.fetchall()))


def kill(kills: int, owner: psycopg.Connection[Any]) -> int:
    """How many of the killed workers had a job in hand."""
    hits = 0
    for number in range(1, kills + 1):
        child = worker()
        is_long = number % 7 == 0  # enough to finish a part of the table
        time.sleep(random.uniform(2, 8) if is_long else random.uniform(0.1, 1))  # nosec B311  # decides no secret
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        standing = look(owner)
        hits += bool(standing["doing"])
        if number % 20 == 0:
            print(f"{number} kills; jobs: {dict(standing)}", file=sys.stderr, flush=True)
    return hits


def measure(kills: int, owner_url: str) -> None:
    import django
    from django.conf import settings

    django.setup()
    mails = Path(tempfile.mkdtemp(prefix="saaska-mails-"))
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = mails
    with closing(psycopg.connect(owner_url, autocommit=True)) as owner:
        hits = kill(kills, owner)
        left = look(owner)
        while look(owner):
            os.waitpid(worker(), 0)
        told = "select count(*), count(*) filter (where sent_at is not null) from reminders"
        taken, sent = owner.execute(told).fetchone() or (0, 0)
        made, distinct = owner.execute(
            "select count(*), count(distinct position) from job_applications"
        ).fetchone() or (0, 0)
    written = [
        name
        for file in mails.iterdir()
        for name in re.findall(rb"^Message-ID: (.+)$", file.read_bytes(), re.M)
    ]
    print(
        f"{kills} kills, {hits} of them with a job in hand; jobs left for the last worker: {sum(left.values()):,}"
    )
    print(f"{PEOPLE:,} people to remind: {taken:,} reminders taken, {sent:,} marked as sent")
    print(f"mails written: {len(written):,}, of them {len(set(written)):,} different ones")
    print(f"{ROWS:,} rows to import: {made:,} applications, {distinct:,} of them different")
    for file in mails.iterdir():
        file.unlink()
    mails.rmdir()


def main() -> None:
    os.environ |= {"DATABASE_LOGIN": "owner", "DEBUG": "1", "HTTPS": "0", "ALLOWED_HOSTS": "testserver"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
    if sys.argv[1:] == ["--prepare"]:
        import django

        django.setup()
        prepare()
        return
    owner_url = scratch_database(os.environ["DATABASE_OWNER_URL"])
    try:
        subprocess.run([sys.executable, __file__, "--prepare"], check=True)
        os.environ["DATABASE_LOGIN"] = "web"
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 200, os.environ["DATABASE_OWNER_URL"])
    finally:
        with closing(psycopg.connect(owner_url, autocommit=True)) as connection:
            connection.execute(f"drop database {SCRATCH} with (force)")


if __name__ == "__main__":
    main()
