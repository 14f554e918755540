"""What the pages of the tracker cost: for 100 and for 5,000 applications, alone in the database and among a million.

    eval "$(bin/services env)"; var/venv/bin/python bench/tracker.py

Makes a database of its own beside the one of DATABASE_OWNER_URL, fills it by seed_load, asks for every page through
Django's test client as the person themselves, and drops the database again; first with two people, then with all.
"Floor" is the least a page of ours can be: session, user, one query, a table of 50 rows. CPU is that of Python alone.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
import types
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from admin_lists import SCRATCH, rows_read, scratch_database

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
RUNS = 60
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
Row = dict[str, Any]


def floor_urls() -> None:
    """Our addresses and the floor's, as the module `tracker_urls`."""
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.urls import path

    from saaska import urls

    page = engines["django"].from_string(
        "<!doctype html><title>Floor</title><p>{{ user.email }}<table>{% for row in rows %}<tr><td>{{ row.position }}"
        "<td>{{ row.company }}<td>{{ row.status }}<td>{{ row.date_applied }}</tr>{% endfor %}</table>"
    )

    def floor(request: HttpRequest) -> HttpResponse:
        rows = request.user.job_applications.order_by("-date_applied", "id").defer("job_description")[:50]
        return HttpResponse(page.render({"rows": rows, "user": request.user}, request))

    module = types.ModuleType("tracker_urls")
    module.urlpatterns = [*urls.urlpatterns, path("floor/", floor)]
    for name in ("handler400", "handler403", "handler404", "handler500"):
        setattr(module, name, getattr(urls, name))
    sys.modules["tracker_urls"] = module


def once(client: Any, path: str) -> dict[str, float]:
    """Milliseconds of one request, and how many of them Python worked; KiB of its answer."""
    wall, cpu = time.perf_counter(), time.process_time()
    response = client.get(path)
    took = {"wall": (time.perf_counter() - wall) * 1000, "cpu": (time.process_time() - cpu) * 1000}
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")
    return took | {"kib": len(response.content) / 1024}


def asked(client: Any, user: Any, path: str) -> Row:
    """How many queries a page makes, the most rows and partitions one touches, and what is read without an index."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from saaska.db.scope import scope

    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    statements = [
        query["sql"] for query in captured if query["sql"].startswith(("SELECT", "WITH", "\nwith", "("))
    ]
    plans = []
    with scope("user", user.pk), connection.cursor() as cursor:
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
        from django.test.utils import override_settings

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
        floor_urls()
        plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
        memory = {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
        with override_settings(ROOT_URLCONF="tracker_urls", STORAGES=memory | plain):
            askers = {number: asker(number) for number in PEOPLE}
            for line in sys.stdin:
                act, number, name = line.rstrip("\n").split(" ", 2)
                client, user, paths = askers[int(number)]
                told = once(client, paths[name]) if act == "get" else asked(client, user, paths[name])
                print(json.dumps(told), flush=True)
    finally:
        from django.db import connections

        connections.close_all()
        with closing(psycopg.connect(owner_url, autocommit=True)) as connection:
            connection.execute(f"drop database {SCRATCH}")


def asker(applications: int) -> tuple[Any, Any, dict[str, str]]:
    """A signed-in client, the person, and the addresses of their pages."""
    from django.test import Client

    from accounts.models import User
    from saaska.db.load import email_of

    client, user = Client(), User.objects.get(email=email_of(applications))
    client.force_login(user)
    detail = user.job_applications.order_by("-date_applied", "id").first().pk
    return client, user, {name: path.format(detail=detail) for name, path in PAGES.items()}


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


def compared(alone: Site, among: Site, applications: int, page: str) -> tuple[list[Row], list[Row]]:
    """RUNS requests to each, turn by turn, so that what else the machine does falls on both."""
    for site in (alone, among) * 3:
        site.ask("get", applications, page)
    both = [(alone.ask("get", applications, page), among.ask("get", applications, page)) for _ in range(RUNS)]
    first, second = zip(*both, strict=True)
    return list(first), list(second)


def median(of: list[Row], name: str) -> float:
    return statistics.median(one[name] for one in of)


def table(alone: Site, among: Site, pages: list[str]) -> None:
    print(
        "| page | applications | queries | KiB | p50 ms | p95 ms | p50 alone | ratio | CPU ms | floors | rows |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for applications in PEOPLE:
        floor = 0.0
        for page in pages:
            before, now = compared(alone, among, applications, page)
            told = among.ask("plan", applications, page)
            floor = floor or median(now, "cpu")
            p95 = statistics.quantiles([one["wall"] for one in now], n=20)[-1]
            columns = [page, f"{applications:,}", str(told["queries"]), f"{now[0]['kib']:.0f}"]
            columns += [f"{median(now, 'wall'):.1f}", f"{p95:.1f}", f"{median(before, 'wall'):.1f}"]
            columns += [f"{median(now, 'wall') / median(before, 'wall'):.2f}", f"{median(now, 'cpu'):.1f}"]
            print(
                f"| {' | '.join(columns)} | {median(now, 'cpu') / floor:.1f} | {told['rows']:,} |", flush=True
            )
            if told["partitions"] > 1 or told["whole"]:
                whole = ", ".join(told["whole"])
                print(f"{page}: {told['partitions']} partitions; read as a whole: {whole}", file=sys.stderr)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--people", type=int, default=100_000)
    arguments.add_argument("--applications", type=int, default=1_000_000)
    arguments.add_argument("--activities", type=int, default=10_000_000)
    arguments.add_argument("--page", choices=PAGES, nargs="*", default=list(PAGES), help="only these")
    arguments.add_argument("--answer", type=int, nargs=3, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    os.environ |= {"DATABASE_LOGIN": "owner", "DEBUG": "0", "HTTPS": "0", "ALLOWED_HOSTS": "testserver"}
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
