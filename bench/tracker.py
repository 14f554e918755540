"""What the pages of the tracker cost: for 100 and for 5,000 applications, alone in the database and among a million.

    eval "$(bin/services env)"; var/venv/bin/python bench/tracker.py

Makes two databases of its own beside the one of DATABASE_OWNER_URL, fills them by seed_load (one with two people, one
with all), serves each by granian (one worker, whose sessions lie in Redis) and asks for every page as the person
themselves; drops the databases again. A page is asked for in turns with the floor (tracker_site.py) and with the same
page of the other database, so that what else the machine does falls on all three. CPU is that of the worker.
"""

import argparse
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psycopg
from admin_lists import SCRATCH, rows_read, scratch_database

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROUNDS = 24
AT_ONCE = 5  # requests of a turn
SMALL = 200  # rows of a table that PostgreSQL may read as a whole
PEOPLE = (100, 5_000)  # applications of the two who ask
PAGES = {
    "floor": "/floor/",
    "list": "/applications/table/",
    "board": "/applications/",
    "detail": "/applications/{detail}/",
    "dashboard": "/dashboard/",
    "insights": "/applications/insights/",
    "calendar": "/applications/calendar/",
    "search": "/search/?q=engineer+oak",
    "search, misspelt": "/search/?q=enginer+harbuor",
}
READS = re.compile(r"\(?(?:with|select)\s(?!set_config)", re.IGNORECASE)
Row = dict[str, Any]


@contextmanager
def served() -> Iterator[int]:
    """granian on a free port, with the database of this process."""
    from saaska.tests.stack import await_port, free_port

    port = free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += ["--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "warning"]
    env = {**os.environ, "DATABASE_LOGIN": "web", "PYTHONPATH": f"{ROOT}:{ROOT / 'bench'}"}
    child = subprocess.Popen([*command, "tracker_site:application"], env=env, stdout=sys.stderr)
    try:
        await_port(port)
        yield port
    finally:
        child.terminate()
        child.wait(15)


@dataclass
class Asker:
    """A person who is signed in. `paths` are the addresses of their pages."""

    connection: HTTPConnection
    user: Any
    session: str
    paths: dict[str, str]

    def turn(self, page: str) -> Row:
        """Milliseconds of each request by the clock, those of CPU that one took on average, KiB of HTML."""
        walls, kib, before = [], 0.0, self.worked()
        for _ in range(AT_ONCE):
            began = time.perf_counter()
            kib = len(self.get(self.paths[page])) / 1024
            walls.append((time.perf_counter() - began) * 1000)
        return {"walls": walls, "cpu": (self.worked() - before) / AT_ONCE, "kib": kib}

    def worked(self) -> float:
        return int(self.get("/worked/").split()[0]) / 1e6

    def get(self, path: str) -> bytes:
        headers = {"Cookie": f"sessionid={self.session}", "Accept-Encoding": "gzip"}
        self.connection.request("GET", path, headers=headers)
        response = self.connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise SystemExit(f"{path} answered {response.status}")
        return gzip.decompress(content) if response.getheader("Content-Encoding") else content


def asked(asker: Asker, page: str) -> Row:
    """How many queries a page makes, the most rows and partitions one touches, and what is read without an index."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from saaska.db.scope import scope

    client = Client()
    client.force_login(asker.user)
    with CaptureQueriesContext(connection) as captured:
        client.get(asker.paths[page])
    asked_for = [query["sql"].strip() for query in captured]
    statements = [sql for sql in asked_for if READS.match(sql)]
    plans = []
    with scope("user", asker.user.pk), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(f"explain (analyze, format json) {statement.replace('%', '%%')}", [])
            plans.append(cursor.fetchone()[0][0]["Plan"])
    scans = [list(scans_of(plan)) for plan in plans]
    tables = [
        {name for name, _rows, _node in found if name.startswith("job_applications_p")} for found in scans
    ]
    whole = {name for found in scans for name, rows, node in found if node == "Seq Scan" and rows > SMALL}
    return {
        "queries": len(statements),
        "rows": max(map(rows_read, plans)),
        "partitions": max(map(len, tables)),
        "whole": sorted(whole),
    }


def scans_of(plan: Row) -> Any:
    """The tables a plan read, how much of them and how; what was never begun was not read."""
    if plan["Actual Loops"] and "Relation Name" in plan:
        read = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
        yield plan["Relation Name"], read, plan["Node Type"]
    for child in plan.get("Plans", []):
        yield from scans_of(child)


def answer(people: int, applications: int, activities: int) -> None:
    """A database of its own; then for each line "act applications page" of the input a line of JSON."""
    owner_url = scratch_database(os.environ["DATABASE_OWNER_URL"])
    try:
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("seed_templates", stdout=sys.stderr)
        began = time.perf_counter()
        sizes = {"people": people, "applications": applications, "activities": activities}
        call_command("seed_load", force=True, stdout=sys.stderr, **sizes)
        seconds = time.perf_counter() - began
        with connection.cursor() as cursor:
            cursor.execute("vacuum (analyze)")
            cursor.execute("select pg_database_size(current_database())")
            print(json.dumps({"seconds": seconds, "size": cursor.fetchone()[0]}), flush=True)
        import tracker_site  # noqa: F401  # makes its addresses those of this process too

        with served() as port:
            askers = {number: asker(number, port) for number in PEOPLE}
            for line in sys.stdin:
                act, number, page = line.rstrip("\n").split(" ", 2)
                of = askers[int(number)]
                print(json.dumps(of.turn(page) if act == "get" else asked(of, page)), flush=True)
    finally:
        from django.db import connections

        connections.close_all()
        with closing(psycopg.connect(owner_url, autocommit=True)) as connection:
            connection.execute(f"drop database {SCRATCH}")


def asker(applications: int, port: int) -> Asker:
    """The person with so many applications, signed in."""
    from accounts.models import User
    from saaska.db.load import email_of

    user = User.objects.get(email=email_of(applications))
    detail = user.job_applications.order_by("-date_applied", "id").first().pk
    paths = {name: path.format(detail=detail) for name, path in PAGES.items()}
    return Asker(HTTPConnection("127.0.0.1", port, timeout=60), user, session_of(user), paths)


def session_of(user: Any) -> str:
    """The key of a session as a login leaves it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.cached_db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.update({"theme": "system", "timezone": "UTC", "language": "en"})  # as a login remembers them
    session.save()
    return str(session.session_key)


class Site:
    """A process that answers for a database of that size."""

    def __init__(self, *sizes: int) -> None:
        command = [sys.executable, __file__, "--answer", *map(str, sizes)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.filled = self.read()

    def read(self) -> Row:
        assert self.process.stdout
        told: Row = json.loads(self.process.stdout.readline())
        return told

    def ask(self, act: str, applications: int, page: str) -> Row:
        assert self.process.stdin
        print(act, applications, page, file=self.process.stdin, flush=True)
        return self.read()

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def compared(alone: Site, among: Site, applications: int, page: str) -> dict[str, list[Row]]:
    """ROUNDS turns of the floor, the page alone and the page among others."""
    turns = {"floor": (among, "floor"), "alone": (alone, page), "among": (among, page)}
    for site, of in turns.values():
        site.ask("get", applications, of)
    told: dict[str, list[Row]] = {name: [] for name in turns}
    for _ in range(ROUNDS):
        for name, (site, of) in turns.items():
            told[name].append(site.ask("get", applications, of))
    return told


def table(alone: Site, among: Site, pages: list[str]) -> None:
    print(
        "| page | applications | queries | KiB | p50 ms | p95 ms | p50 alone | ratio | CPU ms | floors | rows |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for applications in PEOPLE:
        for page in pages:
            told = compared(alone, among, applications, page)
            walls = {name: [ms for turn in turns for ms in turn["walls"]] for name, turns in told.items()}
            p50 = {name: statistics.median(times) for name, times in walls.items()}
            cpu = {name: statistics.median(turn["cpu"] for turn in turns) for name, turns in told.items()}
            planned = among.ask("plan", applications, page)
            columns = [page, f"{applications:,}", str(planned["queries"]), f"{told['among'][0]['kib']:.0f}"]
            columns += [f"{p50['among']:.1f}", f"{statistics.quantiles(walls['among'], n=20)[-1]:.1f}"]
            columns += [f"{p50['alone']:.1f}", f"{p50['among'] / p50['alone']:.2f}", f"{cpu['among']:.1f}"]
            columns += [f"{cpu['among'] / cpu['floor']:.2f}", f"{planned['rows']:,}"]
            print(f"| {' | '.join(columns)} |", flush=True)
            if planned["partitions"] > 1 or planned["whole"]:
                whole = ", ".join(planned["whole"])
                print(
                    f"{page}: {planned['partitions']} partitions; read as a whole: {whole}", file=sys.stderr
                )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--people", type=int, default=100_000)
    arguments.add_argument("--applications", type=int, default=1_000_000)
    arguments.add_argument("--activities", type=int, default=10_000_000)
    arguments.add_argument("--page", choices=PAGES, nargs="*", default=list(PAGES), help="only these")
    arguments.add_argument("--answer", type=int, nargs=3, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    os.environ |= {
        "DATABASE_LOGIN": "owner",
        "DEBUG": "0",
        "HTTPS": "0",
        "ALLOWED_HOSTS": "testserver,127.0.0.1",
    }
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
    if given.answer:
        answer(*given.answer)
        return
    alone = Site(2, sum(PEOPLE), 1_000)
    among = Site(given.people, given.applications, given.activities)
    seconds, size = among.filled["seconds"], among.filled["size"] / 1e9
    print(
        f"seed_load: {given.people:,} people, {given.applications:,} applications and {given.activities:,} activities"
        f" in {seconds:.0f} s, {size:.1f} GB\n"
    )
    table(alone, among, ["floor", *(page for page in given.page if page != "floor")])
    alone.close()
    among.close()


if __name__ == "__main__":
    main()
