"""How long pages take while Redis is gone, against the same pages with it.

    eval "$(bin/services env)"; var/venv/bin/python bench/redis_gone.py

Starts a product of its own (PostgreSQL, Redis, granian) on free ports, asks for pages as signed-in people with Redis
alive, stopped (connections are refused) and silent (connections open, nothing answers), by turns, and removes
everything again. The first requests after each change count like every other.
"""

import argparse
import os
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, nullcontext
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
if TYPE_CHECKING:
    from saaska.tests.stack import Stack, Web

PAGES = ("/resumes/", "/dashboard/", "/settings/history/")
PEOPLE = 20
BACK_AFTER = 6  # seconds until a living Redis is surely used again
Times = list[float]


@contextmanager
def stopped(stack: "Stack") -> Iterator[None]:
    before = port(stack)
    stack.stop_redis()
    yield
    stack.start_redis()
    if port(stack) != before:
        raise SystemExit("Another program took Redis's port while it was stopped: run this again.")
    time.sleep(BACK_AFTER)


@contextmanager
def silent(stack: "Stack") -> Iterator[None]:
    from machine import redis

    pid = redis.pid(stack.home)
    os.kill(pid, signal.SIGSTOP)
    yield
    os.kill(pid, signal.SIGCONT)
    time.sleep(BACK_AFTER)


def port(stack: "Stack") -> str:
    return (stack.home.var / "ports" / "redis").read_text()


def alive(stack: "Stack") -> nullcontext[None]:
    return nullcontext()


STATES: dict[str, Callable] = {"alive": alive, "stopped": stopped, "silent": silent}


def ask(web: "Web", stack: "Stack", requests: int, threads: int) -> tuple[Times, int]:
    """Milliseconds of each request, and how many were not answered with the page."""
    from saaska.tests.stack import ask as ask_once

    def work(first: int) -> list[tuple[float, int]]:
        answered = []
        with closing(HTTPConnection("127.0.0.1", web.port, timeout=30)) as connection:
            for number in range(first, requests, threads):
                person = stack.people[number % PEOPLE]
                began = time.perf_counter()
                answer = ask_once(connection, PAGES[number % len(PAGES)], person)
                answered.append(((time.perf_counter() - began) * 1000, answer.status))
        return answered

    with ThreadPoolExecutor(threads) as pool:
        answered = [one for part in pool.map(work, range(threads)) for one in part]
    return [ms for ms, _ in answered], sum(status != 200 for _, status in answered)


def percentile(times: Times, percent: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=6)
    arguments.add_argument("--requests", type=int, default=300, help="in each state, each round")
    arguments.add_argument("--threads", type=int, default=2)
    given = arguments.parse_args()
    from saaska.tests import stack as stacks

    times: dict[str, Times] = {state: [] for state in STATES}
    wrong = dict.fromkeys(STATES, 0)
    for stack in stacks.provide():
        stack.create_people(PEOPLE)
        with stack.web() as web:
            ask(web, stack, 100, given.threads)  # templates and caches of a fresh process
            for number in range(given.rounds):
                for state, enter in STATES.items():
                    with enter(stack):
                        taken, failed = ask(web, stack, given.requests, given.threads)
                    times[state] += taken
                    wrong[state] += failed
                print(f"round {number + 1} of {given.rounds} done", file=sys.stderr)
    print("| Redis | requests | not the page | p50 ms | p95 ms | p99 ms | slowest | p95 ÷ p95 alive |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    base = percentile(times["alive"], 95)
    for state, taken in times.items():
        cut = {percent: percentile(taken, percent) for percent in (50, 95, 99)}
        print(
            f"| {state} | {len(taken):,} | {wrong[state]} | {cut[50]:.0f} | {cut[95]:.0f} | {cut[99]:.0f} |"
            f" {max(taken):.0f} | {cut[95] / base:.1f} |"
        )


if __name__ == "__main__":
    main()
