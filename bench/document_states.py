"""What the history of a document costs: the bytes of a state, and the time it adds to a save.

    eval "$(bin/services env)"; var/venv/bin/python bench/document_states.py

A person and their résumé are made in a transaction that is undone at the end. Somebody types: each save adds two
words to a bullet, every twentieth begins another one, every hundredth adds or moves a position.
"""

import argparse
import io
import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
os.environ["DATABASE_LOGIN"] = "owner"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from documents_content import resume  # noqa: E402

from accounts.models import User  # noqa: E402
from resumes.models import Resume  # noqa: E402
from saaska.documents.states import contents, copy  # noqa: E402

JOBS = {1: 3, 3: 10}  # that fill so many pages
BLOCK = 50  # saves with the trigger, then as many without


def ask(query: str, *parameters: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters or None)
        return cursor.fetchall() if cursor.description else []


def typed(columns: dict[str, Any], saves: int) -> Iterator[dict[str, Any]]:
    """The columns that each save writes: all of them, as the editor does."""
    columns = copy(columns)
    for number in range(saves):
        jobs = columns["work_experience"]
        job = jobs[number // 20 % len(jobs)]
        bullet = number // 20 % len(job["achievements"])
        job["achievements"][bullet] = " ".join(
            [*job["achievements"][bullet].split()[-30:], "measured", str(number)]
        )
        if number % 200 == 99:
            jobs.insert(0, {**copy(jobs[-1]), "id": f"new_{number}"})
        elif number % 200 == 199:
            jobs.append(jobs.pop(0))
        yield copy(columns)


def saved(row: Resume, columns: dict[str, Any]) -> float:
    """Milliseconds of one save."""
    began = time.perf_counter()
    row.save_over(row.version, columns)
    took = (time.perf_counter() - began) * 1000
    row.version += 1
    return took


def worked(server: int) -> float:
    """Milliseconds of processor time that PostgreSQL's process of this connection has taken."""
    ticks = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK") * 1000


def size() -> int:
    return int(ask("select pg_total_relation_size('resume_states')")[0][0])


def measure(pages: int, saves: int) -> None:
    columns = resume(JOBS[pages])
    user = User.objects.create_user(email=f"bench-{os.getpid()}-{pages}@example.org", password=None)
    row = Resume.objects.create(user=user, title="Bench", template="modern-professional", **columns)
    row.refresh_from_db()
    before = size()
    for content in typed(columns, saves):
        saved(row, content)
    grown = (size() - before) / saves
    [(steps, whole, largest)] = ask(
        "select avg(pg_column_size(steps)) filter (where number %% 50 <> 1),"
        " avg(pg_column_size(steps)) filter (where number %% 50 = 1), max(length(steps::text))"
        " filter (where number %% 50 <> 1) from resume_states where resume_id = %s",
        row.pk,
    )
    kilobytes = len(json.dumps(columns).encode()) / 1000
    print(f"| {pages} | {kilobytes:.1f} kB | {steps:.0f} | {largest} | {whole:.0f} | {grown:.0f} |")
    ask(
        "set constraints all immediate"
    )  # else the table has checks to come, and its triggers cannot be switched
    times: dict[str, list[float]] = {"with": [], "without": []}
    spent = {"with": 0.0, "without": 0.0}
    [(server,)] = ask("select pg_backend_pid()")
    for number, content in enumerate(typed(columns, saves)):
        kind = list(times)[number // BLOCK % 2]
        if number % BLOCK == 0:
            ask(f"alter table resumes {'enable' if kind == 'with' else 'disable'} trigger keep_state")
            before_block = worked(server)
        times[kind].append(saved(row, content))
        if number % BLOCK == BLOCK - 1:
            spent[kind] += worked(server) - before_block
    ask("alter table resumes enable trigger keep_state")
    began = time.perf_counter()
    for number in range(1, 101):
        contents(row.states, [number])
    read = (time.perf_counter() - began) * 10
    clock = {kind: statistics.median(found) for kind, found in times.items()}
    cpu = {kind: spent[kind] / len(times[kind]) for kind in times}
    found = [*(cpu[kind] for kind in ("without", "with")), cpu["with"] - cpu["without"]]
    found += [clock["without"], clock["with"], read]
    costs.append(f"| {pages} | " + " | ".join(f"{value:.2f}" for value in found) + " |")


costs: list[str] = []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=1000)
    saves = parser.parse_args().saves
    with transaction.atomic():
        call_command("seed_templates", verbosity=0, stdout=io.StringIO())
        print(
            "\n| pages | content | bytes of steps, mean | largest | bytes of a whole state | bytes on disk a state |"
        )
        print("|---:|---:|---:|---:|---:|---:|")
        for pages in JOBS:
            measure(pages, saves)
        print(
            "\n| pages | PostgreSQL’s CPU a save without, ms | with | added | a save without | with | reading a state |"
        )
        print("|---:|---:|---:|---:|---:|---:|---:|")
        print("\n".join(costs))
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
