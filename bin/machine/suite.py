"""bin/test: the tests, with everything they need set up first."""

import os

from machine import browser, debian, environment, leases, processes, servers, urls, variables
from machine.place import Place
from machine.steps import step

# Both cores; the tests of a file stay together, since some share servers of their own; files in conftest.py's order.
WHOLE_SUITE = [
    "-n",
    str(max(2, os.cpu_count() or 2)),
    "--dist",
    "loadfile",
    "--no-loadscope-reorder",
    "--durations",
    "15",
]


def run(place: Place, arguments: list[str]) -> int:
    busy = "The tests of this checkout already run: wait for them to end."
    with leases.alone(place, "test", busy):
        arguments = arguments or WHOLE_SUITE
        with leases.set_up(place):
            debian.refuse_without_apt([*servers.lacking(place), *browser.lacking(place)])
            browser.provide(place)
        with servers.in_use(place, environment.TESTS) as addresses:
            # Clearing a cache empties a whole Redis database, so tests have the one beside the product's.
            addresses["REDIS_URL"] = urls.neighbour(addresses["REDIS_URL"])
            env = variables.environment(place, addresses)
            # Tests start a hundred processes: none of them compiles it all anew.
            env.pop("PYTHONDONTWRITEBYTECODE", None)
            with step("Running pytest " + " ".join(arguments)):
                return processes.attend(
                    [place.python, "-m", "pytest", *arguments], env=env, cwd=place.checkout
                )
