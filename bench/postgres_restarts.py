"""What people are answered while PostgreSQL is restarted again and again under them.

    eval "$(bin/services env)"; var/venv/bin/python bench/postgres_restarts.py --rounds 30

Starts a product of its own (PostgreSQL, Redis, granian) on free ports. Threads read pages, create résumés and change
the theme without a pause. First a connection that works on a request is cut ten times a second, which meets requests at
every point of their way; then the server is stopped by turns as an operator does it (fast), at once with a recovery
(immediate) and by kill -9, and started again. Exits with 1 when a request that reads was not answered with its page,
when any was answered with 500, or when a résumé whose making was acknowledged is not there.
"""

import argparse
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import uuid4

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
if TYPE_CHECKING:
    from saaska.tests.stack import Person, Stack, Web

PAGES = ("/resumes/", "/dashboard/", "/applications/", "/settings/history/", "/accounts/email/", "/nowhere/")
PEOPLE = 12
DESIGN = "modern-professional"
TOKEN = "t" * 32  # Django takes a token that equals its cookie
CUT = """
    select pg_terminate_backend(pid) from pg_stat_activity
    where usename = 'saaska_web' and state <> 'idle' order by random() limit 1
"""
Answered = tuple[str, str, int]  # method, path, status; 0 when the connection ended without an answer


def stop(stack: "Stack", how: str) -> None:
    from machine import postgres, processes

    if how == "kill -9":
        stack.kill_postgres()
        return
    pid = postgres.pid(stack.home)
    os.kill(pid, {"fast": signal.SIGINT, "immediate": signal.SIGQUIT}[how])
    processes.await_end(pid, 60)


def cut(stack: "Stack", seconds: int) -> None:
    """Ends a connection of the web that is within a transaction, ten times a second."""
    with closing(psycopg.connect(stack.env["DATABASE_OWNER_URL"], autocommit=True)) as connection:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            connection.execute(CUT)
            time.sleep(0.1)


def send(web: "Web", method: str, path: str, person: "Person", form: dict[str, str]) -> tuple[int, str]:
    """The status, and where a redirect leads."""
    headers = {"Cookie": f"sessionid={person.session}; csrftoken={TOKEN}"}
    if method == "POST":
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    with closing(HTTPConnection("127.0.0.1", web.port, timeout=60)) as connection:
        try:
            connection.request(method, path, urlencode(form) if form else None, headers)
            response = connection.getresponse()
            response.read()
        except (OSError, HTTPException):
            return 0, ""
        return response.status, response.getheader("Location", "")


class Load:
    """Threads that ask without a pause from `begin` to `end`."""

    def __init__(self, web: "Web", people: "list[Person]", threads: int) -> None:
        self.web, self.people, self.threads = web, people, threads
        self.ended = Event()
        self.answered: list[Answered] = []
        self.acknowledged: list[str] = []

    def asks(self, first: int) -> Iterator[tuple[str, str, dict[str, str]]]:
        number = first
        while not self.ended.is_set():
            number += 1
            if number % 4 == 0:
                title = f"made-{uuid4().hex}"
                form = {"title": title, "key": str(uuid4()), "template": DESIGN, "csrfmiddlewaretoken": TOKEN}
                yield "POST", "/resumes/new/", form
            elif number % 8 == 1:
                form = {"theme": ("dark", "light")[number % 2], "csrfmiddlewaretoken": TOKEN}
                yield "POST", "/settings/theme/", form
            else:
                yield "GET", PAGES[number % len(PAGES)], {}

    def work(self, first: int) -> None:
        for count, (method, path, form) in enumerate(self.asks(first)):
            person = self.people[(first + count * self.threads) % len(self.people)]
            status, leads = send(self.web, method, path, person, form)
            self.answered.append((method, path, status))
            if path == "/resumes/new/" and status == 302 and "/edit/" in leads:
                self.acknowledged.append(form["title"])


def missing(stack: "Stack", titles: list[str]) -> set[str]:
    with closing(psycopg.connect(stack.env["DATABASE_OWNER_URL"])) as connection:
        there = {title for (title,) in connection.execute("select title from resumes")}
    return set(titles) - there


def report(answered: list[Answered], lost: set[str], acknowledged: int) -> int:
    """Prints it; how many answers should not have been given."""
    print("| asked | status | times |\n|---|---:|---:|")
    for (method, path, status), times in sorted(Counter(answered).items()):
        print(f"| {method} {path} | {status} | {times} |")
    print(f"\n{acknowledged} résumés were acknowledged, {len(lost)} of them are not there.")
    reading = sum(method == "GET" and status not in (200, 404) for method, _, status in answered)
    return len(lost) + sum(status == 500 for _, _, status in answered) + reading


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=30)
    arguments.add_argument("--cutting", type=int, default=20, help="seconds")
    arguments.add_argument("--threads", type=int, default=6)
    arguments.add_argument(
        "--patience", default="60", help="DATABASE_PATIENCE: this machine may be slow to restart"
    )
    given = arguments.parse_args()
    from saaska.tests import stack as stacks

    wrong = 0
    for stack in stacks.provide():
        stack.create_people(PEOPLE)
        stack.manage("seed_templates")
        with stack.web(DATABASE_PATIENCE=given.patience) as web:
            load = Load(web, stack.people, given.threads)
            with ThreadPoolExecutor(given.threads) as pool:
                working = [pool.submit(load.work, first) for first in range(given.threads)]
                try:
                    cut(stack, given.cutting)
                    for number in range(given.rounds):
                        time.sleep(1)
                        how = ("fast", "immediate", "immediate", "kill -9")[number % 4]
                        stop(stack, how)
                        time.sleep((0, 0.3)[number % 2])
                        stack.start_postgres()
                    time.sleep(2)
                finally:
                    load.ended.set()
                for done in working:
                    done.result()
            said = web.log.read_text()
        wrong = report(load.answered, missing(stack, load.acknowledged), len(load.acknowledged))
        if wrong:
            print(said[-20_000:], file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
