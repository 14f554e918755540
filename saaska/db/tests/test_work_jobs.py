"""The job worker as a process of its own: it works, survives a cut connection, and ends when told."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts import resets
from saaska.db.scope import scope

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

PATIENCE = 30  # seconds
LISTENING = "select pid from pg_stat_activity where datname = current_database() and query like 'LISTEN%%'"


@pytest.fixture
def start():
    """`start()` starts `manage.py work_jobs` on the test's database, logged in as the web; its words on standard
    output."""
    started = []
    url = urlsplit(os.environ["DATABASE_URL"])
    database = connection.settings_dict["NAME"]
    env = {
        **os.environ,
        "DATABASE_URL": urlunsplit(url._replace(path=f"/{database}")),
        "DATABASE_LOGIN": "web",
        "EMAIL_URL": "console:",
    }

    def start_one():
        process = subprocess.Popen(
            [sys.executable, "manage.py", "work_jobs"],
            cwd=settings.BASE_DIR,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        until(lambda: listener() is not None)
        return process

    yield start_one
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def worker(start):
    return start()


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


def is_answered():
    """Nothing waits but what comes again by itself: a periodic job that is due as the worker starts may be cut too."""
    periodic = {of.task.name for of in app.periodic_registry.periodic_tasks.values()}
    return not ProcrastinateJob.objects.exclude(task_name__in=periodic).exists()


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

    until(is_answered)
    assert "nobody@example.org" in end(worker)


def test_what_a_killed_worker_had_begun_is_begun_again(worker, start):
    with closing(connection.copy()) as other:
        other.set_autocommit(False)
        other.cursor().execute("lock table tries in access exclusive mode")  # the task waits for it
        ask("nobody@example.org")
        until(lambda: ProcrastinateJob.objects.filter(status="doing").exists())
        worker.kill()
        worker.wait()
    until(lambda: listener() is None)
    ask_workers("update procrastinate_workers set last_heartbeat = now() - interval '1 minute'")

    another = start()

    until(is_empty)
    assert end(another).count("Subject: There is no account with this address") == 1


def test_a_periodic_job_that_was_begun_gives_way_to_the_next(start):
    ask_workers(
        "insert into procrastinate_jobs (queue_name, task_name, queueing_lock, args, status) values"
        " ('default', 'saaska.db.tasks.partitions', 'partitions', '{\"timestamp\": 1}', 'doing'),"
        " ('default', 'saaska.db.tasks.partitions', 'partitions', '{\"timestamp\": 2}', 'todo')"
    )

    start()

    until(is_empty)


def ask_workers(query):
    with connection.cursor() as cursor:
        cursor.execute(query)


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
