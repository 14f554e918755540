"""What the import of a large table costs: reading it, mapping it, making what it becomes, taking it back.

    eval "$(bin/services env)"; var/venv/bin/python bench/import_table.py [rows]

Makes a database of its own beside the one of DATABASE_OWNER_URL, sends a CSV file through Django's test client, runs
the jobs as the worker does, and drops the database again. Memory is the most that the process ever had.
"""

import io
import os
import resource
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from admin_lists import SCRATCH, scratch_database

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
STATUSES = ("Applied", "Rejected", "Interview", "Offer")


def table(rows: int) -> bytes:
    lines = (
        f"Company {n % 20_000},Engineer {n},{2020 + n % 6}-{n % 12 + 1:02}-{n % 28 + 1:02},{STATUSES[n % 4]},"
        f"Oslo,Board {n % 7},Met them at the fair; they answer slowly. Row {n}."
        for n in range(rows)
    )
    return ("Company,Role,Date Applied,Status,City,Source,Notes\n" + "\n".join(lines) + "\n").encode()


def megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def told(what: str, began: float) -> None:
    print(f"{what:<32}{time.perf_counter() - began:8.1f} s {megabytes():6} MB", flush=True)


def measure(rows: int) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from accounts.models import User
    from applications.importing import stepwise
    from saaska.db.scope import scope

    with scope("auth"):
        user = User.objects.create_user(email="rows@example.org")
        client = Client()
        client.force_login(user)
    file = io.BytesIO(table(rows))
    print(f"{rows:,} rows, {len(file.getvalue()) / 1e6:.1f} MB; {megabytes()} MB before", flush=True)
    began = time.perf_counter()
    url = client.post("/applications/import/", {"file": SimpleUploadedFile("a.csv", file.getvalue())}).url
    told("sent, read and kept", began)
    began = time.perf_counter()
    page = client.get(url)
    told("mapped and shown", began)
    form: Any = page.context["form"]
    data = {field.html_name: field.value() or "" for field in form} | {"action": "import"}
    began = time.perf_counter()
    client.post(url, data)
    told("begun", began)
    pk = url.split("/")[-2]
    began = time.perf_counter()
    stepwise.make(user.pk, pk)
    told("made by the job", began)
    began = time.perf_counter()
    client.get(url)
    told("report shown", began)
    with scope("user", user.pk):
        print(f"{user.job_applications.count():,} applications", flush=True)
    client.post(f"{url}undo/")
    began = time.perf_counter()
    stepwise.undo(user.pk, pk)
    told("taken back by the job", began)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    os.environ |= {"DATABASE_LOGIN": "owner", "DEBUG": "0", "HTTPS": "0", "ALLOWED_HOSTS": "testserver"}
    owner_url = scratch_database(os.environ["DATABASE_OWNER_URL"])
    try:
        import django
        from django.core.management import call_command
        from django.test.utils import override_settings, setup_test_environment

        django.setup()
        setup_test_environment()
        call_command("migrate", verbosity=0)
        plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
        memory = {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
        with override_settings(STORAGES=memory | plain):
            measure(rows)
    finally:
        from django.db import connections

        connections.close_all()
        with closing(psycopg.connect(owner_url, autocommit=True)) as connection:
            connection.execute(f"drop database {SCRATCH}")


if __name__ == "__main__":
    main()
