"""The job worker as a process of its own: it works, survives a cut connection, and ends when told."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts import resets
from saaska.db.scope import scope

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

PATIENCE = 30  # seconds
LISTENING = "select pid from pg_stat_activity where datname = current_database() and query like 'LISTEN%%'"


@pytest.fixture
def worker():
    """`manage.py work_jobs` on the test's database, logged in as the web; its words on standard output."""
    url = urlsplit(os.environ["DATABASE_URL"])
    database = connection.settings_dict["NAME"]
    env = {
        **os.environ,
        "DATABASE_URL": urlunsplit(url._replace(path=f"/{database}")),
        "DATABASE_LOGIN": "web",
        "EMAIL_URL": "console:",
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work_jobs"],
        cwd=settings.BASE_DIR,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    until(lambda: listener() is not None)
    yield process
    process.kill()
    process.communicate()


def until(done):
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.1)


def listener():
    with connection.cursor() as cursor:
        cursor.execute(LISTENING)
        row = cursor.fetchone()
    return row and row[0]


def ask(email):
    with scope("auth"):
        resets.ask(email)


def is_empty():
    return not ProcrastinateJob.objects.exists()


def end(process):
    process.send_signal(signal.SIGTERM)
    words, _nothing = process.communicate(timeout=PATIENCE)
    return words


def test_it_does_what_is_deferred_and_prints_the_mail(worker):
    ask("nobody@example.org")

    until(is_empty)

    assert "Subject: There is no account with this address" in end(worker)


def test_it_goes_on_after_its_connections_were_cut(worker):
    before = listener()
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and usename = 'saaska_web'"
        )
    until(lambda: listener() not in (None, before))

    ask("nobody@example.org")

    until(is_empty)
    assert "nobody@example.org" in end(worker)


def test_it_ends_well_when_told_to(worker):
    words = end(worker)

    assert worker.returncode == 0
    assert "The worker has ended." in words


def test_its_role_may_work_the_queue_and_nothing_else():
    with connection.cursor() as cursor:
        cursor.execute("set role saaska_jobs")
        cursor.execute("select has_table_privilege('procrastinate_jobs', 'update')")
        assert cursor.fetchone() == (True,)
        cursor.execute("select has_table_privilege('users', 'select')")
        assert cursor.fetchone() == (False,)
        cursor.execute("reset role")
