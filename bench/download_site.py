"""What a kept document costs when it is downloaded from granian: by the clock of who asks, and of the worker.

    bin/services start; eval "$(bin/services env)"; HTTPS=0 DEBUG=0 var/venv/bin/python bench/download_site.py

A person and a résumé are made in the database of DATABASE_OWNER_URL and removed at the end. granian (one worker) serves
the site; downloads go in turns of five with the floor (tracker_site.py: session, person, one query) and with the
answer of the health check, over one connection that stays open.
"""

import argparse
import os
import statistics
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
os.environ["DATABASE_LOGIN"] = "owner"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from documents_content import resume  # noqa: E402
from tracker import served, session_of  # noqa: E402

from accounts import sessions  # noqa: E402
from accounts.models import User, UserActivity  # noqa: E402
from resumes.models import Resume  # noqa: E402
from saaska.documents import versions  # noqa: E402

AT_ONCE = 5
TOKEN = "t" * 32


class Visitor:
    """Somebody who is signed in and asks over one connection."""

    def __init__(self, port: int, user: User, pk: Any) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookie = f"sessionid={session_of(user)}; csrftoken={TOKEN}"
        self.asks = {
            "health check": ("GET", "/health/"),
            "floor": ("GET", "/floor/"),
            "kept download": ("POST", f"/resumes/{pk}/download/"),
        }

    def ask(self, name: str) -> bytes:
        method, path = self.asks[name]
        headers = {"Cookie": self.cookie}
        body = None
        if method == "POST":
            body = f"csrfmiddlewaretoken={TOKEN}&as=pdf"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self.answer(method, path, body, headers)

    def worked(self) -> tuple[float, float]:
        """Milliseconds of the worker's CPU so far, and those it served by the clock."""
        spent, served = map(int, self.answer("GET", "/worked/", None, {}).split())
        return spent / 1e6, served / 1e6

    def answer(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> bytes:
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}: {content[:300]!r}")
        return content


def measure(visitor: Visitor, turns: int) -> None:
    clock: dict[str, list[float]] = {name: [] for name in visitor.asks}
    spent: dict[str, list[float]] = {name: [] for name in visitor.asks}
    inside: dict[str, list[float]] = {name: [] for name in visitor.asks}
    for turn in range(-2, turns):  # the first ones print, and open what stays open
        for name in visitor.asks:
            before = visitor.worked()
            walls = []
            for _ in range(AT_ONCE):
                began = time.perf_counter()
                visitor.ask(name)
                walls.append((time.perf_counter() - began) * 1000)
            if turn >= 0:
                clock[name] += walls
                after = visitor.worked()
                spent[name].append((after[0] - before[0]) / AT_ONCE)
                inside[name].append((after[1] - before[1]) / AT_ONCE)
    print("| request | who asks waits, p50 ms | p95 ms | the server takes, ms | CPU ms of the worker |")
    print("|---|---:|---:|---:|---:|")
    for name, walls in clock.items():
        p95 = statistics.quantiles(walls, n=20)[-1]
        taken, worked = statistics.median(inside[name]), statistics.median(spent[name])
        print(f"| {name} | {statistics.median(walls):.1f} | {p95:.1f} | {taken:.1f} | {worked:.1f} |")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--turns", type=int, default=60)
    turns = arguments.parse_args().turns
    user = User.objects.create_user(email=f"bench-{os.getpid()}@example.org", password=None)
    try:
        version = versions.find("resume", "modern-professional", versions.NEWEST).number
        row = Resume.objects.create(
            user=user,
            title="Bench",
            template="modern-professional",
            template_version=version,
            **resume(3),
        )
        with served() as port:
            visitor = Visitor(port, user, row.pk)
            with closing(visitor.connection):
                measure(visitor, turns)
        row.refresh_from_db()
        counted = UserActivity.objects.filter(user_id=user.pk, type="download").count()
        assert row.download_count == counted == (turns + 2) * AT_ONCE
    finally:
        sessions.end(user)
        User.objects.filter(pk=user.pk)._raw_delete("default")  # by the cascades of the database
        connection.close()


if __name__ == "__main__":
    settings.DEBUG = False
    main()
