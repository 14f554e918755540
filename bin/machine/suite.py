"""bin/test: the tests, with everything they need set up first."""

from machine import browser, environment, leases, processes, servers, urls, variables
from machine.place import Place
from machine.steps import step


def run(place: Place, arguments: list[str]) -> int:
    busy = "The tests of this checkout already run: wait for them to end."
    with leases.alone(place, "test", busy):
        with leases.set_up(place):
            browser.provide(place)
        with servers.in_use(place, environment.TESTS) as addresses:
            # Clearing a cache empties a whole Redis database, so tests have the one beside the product's.
            addresses["REDIS_URL"] = urls.neighbour(addresses["REDIS_URL"])
            env = variables.environment(place, addresses)
            with step("Running pytest " + " ".join(arguments)):
                return processes.attend(
                    [place.python, "-m", "pytest", *arguments], env=env, cwd=place.checkout
                )
