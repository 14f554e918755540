"""PostgreSQL and Redis as a command needs them: given by address, or our own.

Our own are started by the first command that needs them and stopped by the last.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from machine import (
    debian,
    environment,
    leases,
    postgres,
    processes,
    redis,
    stamps,
    typefaces,
    urls,
    variables,
)
from machine.place import Place
from machine.steps import Failure, say, step

NAME = "saaska"
SCHEMES = {
    "DATABASE_URL": ("postgresql", "postgres"),
    "DATABASE_OWNER_URL": ("postgresql", "postgres"),
    "REDIS_URL": ("redis", "rediss", "unix"),
}


@contextmanager
def in_use(place: Place, pins: str) -> Iterator[dict[str, str]]:
    """Set up what is missing, start the servers, answer their addresses; at the end stop what nobody uses."""
    lease = leases.share(place)
    try:
        with leases.set_up(place):
            addresses = start(place, pins)
        yield addresses
    finally:
        processes.ignore_interrupts()
        with leases.set_up(place), lease:
            if leases.is_last(lease) and not leases.stay_file(place).exists():
                stop(place)


def start(place: Place, pins: str) -> dict[str, str]:
    outside = given(place)
    own_database, own_redis = "DATABASE_URL" not in outside, "REDIS_URL" not in outside
    debian.refuse_without_apt(lacking(place))
    for group, of_group in needed(outside).items():
        debian.provide(place, group, of_group)
    typefaces.provide(place)
    environment.provide(place, pins)
    if not are_running(place):
        leases.stay_file(place).unlink(missing_ok=True)
    secrets = variables.development_secrets(place)
    addresses = own_database_addresses(place, secrets) if own_database else outside_addresses(place, outside)
    if own_redis:
        port = redis.start(place, secrets["redis"])
        addresses["REDIS_URL"] = f"redis://:{secrets['redis']}@127.0.0.1:{port}/0"
    else:
        addresses["REDIS_URL"] = outside["REDIS_URL"]
    return addresses


def needed(outside: dict[str, str]) -> dict[str, tuple[debian.Need, ...]]:
    """What a command needs of Debian, by group."""
    own = {"DATABASE_URL": debian.POSTGRESQL, "REDIS_URL": debian.REDIS}
    servers = tuple(need for name, need in own.items() if name not in outside)
    return {"servers": servers, "libraries": debian.LIBRARIES}


def lacking(place: Place) -> list[str]:
    """All packages to fetch, so that whoever has to install them is told once."""
    groups = needed(given(place)).items()
    return [package for group, needs in groups for package in debian.lacking(place, group, needs)]


def stop(place: Place) -> None:
    if are_running(place):
        with step("Stopping PostgreSQL and Redis"):
            postgres.stop(place)
            redis.stop(place)


def are_running(place: Place) -> bool:
    return bool(postgres.pid(place) or redis.pid(place))


def given(place: Place) -> dict[str, str]:
    """Addresses set in the environment, but for our own servers' as `bin/services env` prints them."""
    found = {name: os.environ.get(name, "").strip() for name in SCHEMES}
    for name, address in found.items():
        if address:
            urls.check(name, address, *SCHEMES[name])
    if found["DATABASE_OWNER_URL"] and not found["DATABASE_URL"]:
        raise Failure(
            f"DATABASE_OWNER_URL is set without DATABASE_URL: set that too, for the login {urls.WEB}."
        )
    ours = set(variables.development_secrets(place).values())
    return {name: found[name] for name in found if found[name] and urls.password(found[name]) not in ours}


def own_database_addresses(place: Place, secrets: dict[str, str]) -> dict[str, str]:
    port = postgres.start(place, secrets["postgres"])
    administrator = f"postgresql://{postgres.ADMINISTRATOR}:{secrets['postgres']}@127.0.0.1:{port}/{NAME}"
    passwords = {urls.OWNER: secrets["owner"], urls.WEB: secrets["web"]}
    stamp = postgres.data(place) / "saaska.roles"
    wanted = stamps.digest([roles_file(place)], NAME, *passwords.values())
    if stamps.read(stamp) != wanted:
        create_roles(place, administrator, passwords)
        stamps.write(stamp, wanted)
        place.own(stamp)
    return {
        "DATABASE_URL": urls.with_login(administrator, urls.WEB, secrets["web"]),
        "DATABASE_OWNER_URL": urls.with_login(administrator, urls.OWNER, secrets["owner"]),
    }


def outside_addresses(place: Place, outside: dict[str, str]) -> dict[str, str]:
    """One address is an administrator's: the two logins are created through it. Two are taken as they are."""
    if "DATABASE_OWNER_URL" in outside:
        return {name: outside[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    administrator = outside["DATABASE_URL"]
    passwords = {login: urls.derived_password(administrator, login) for login in (urls.OWNER, urls.WEB)}
    create_roles(place, administrator, passwords)
    return {
        "DATABASE_URL": urls.with_login(administrator, urls.WEB, passwords[urls.WEB]),
        "DATABASE_OWNER_URL": urls.with_login(administrator, urls.OWNER, passwords[urls.OWNER]),
    }


def roles_file(place: Place) -> Path:
    return place.checkout / "saaska" / "db" / "roles.sql"


def create_roles(place: Place, administrator: str, passwords: dict[str, str]) -> None:
    task = {"administrator": administrator, "passwords": passwords, "roles": str(roles_file(place))}
    with step("Creating the database's logins and roles"):
        ended = subprocess.run(
            [place.python, "-m", "machine.roles"],
            cwd=place.checkout / "bin",
            input=json.dumps(task),
            capture_output=True,
            text=True,
            check=False,
        )
    if ended.returncode:
        words = ended.stderr.strip().splitlines() or ["it ended without a word."]
        raise Failure(words[-1])


def keep(place: Place, pins: str) -> dict[str, str]:
    """Start what does not run yet, to stay up after us. What another command started still ends with that."""
    with leases.set_up(place), leases.share(place):
        ran = are_running(place)
        addresses = start(place, pins)
        if not ran and are_running(place):
            leases.stay_file(place).touch()
    return addresses


def release(place: Place) -> None:
    with leases.set_up(place), leases.share(place) as lease:
        leases.stay_file(place).unlink(missing_ok=True)
        if not are_running(place):
            say("No servers of this checkout are running.")
        elif leases.is_last(lease):
            stop(place)
        else:
            say("Another command still uses the servers: they stop when it ends.")
