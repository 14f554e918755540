"""The private PostgreSQL of this checkout: made once, started and stopped, on a loopback port of its own."""

import os
import signal
import time
from pathlib import Path

from machine import debian, ports, processes, stamps
from machine import place as places
from machine.place import Place
from machine.steps import Failure, step

ADMINISTRATOR = "postgres"
PORTS = (54300, 54999)
SETTINGS = """# Written by bin/machine/postgres.py at each start.
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
max_connections = 200
max_locks_per_transaction = 512
timezone = 'UTC'
log_timezone = 'UTC'
cluster_name = 'saaska'
"""


def data(place: Place) -> Path:
    return place.home / "postgres"


def start(place: Place, administrator_password: str) -> int:
    """Answers the port. Starting what runs already changes nothing."""
    if pid(place):
        return running_port(place)
    if not (data(place) / "PG_VERSION").exists():
        create(place, administrator_password)
    major = int(stamps.read(data(place) / "PG_VERSION"))
    server = debian.postgres(place, major) / "postgres"
    with step("Starting PostgreSQL"):
        forget_crash(place)
        for _ in range(5):
            port = ports.remembered(place.var / "ports" / "postgres", *PORTS)
            if attempt(place, server, port):
                return port
    raise Failure(complaint(place))


def create(place: Place, administrator_password: str) -> None:
    fresh, secret = data(place).with_name("postgres.new"), place.home / "postgres.password"
    places.remove(fresh)
    secret.unlink(missing_ok=True)
    with step(f"Creating the database cluster in {data(place)}"):
        fresh.mkdir(mode=0o700)
        place.own(fresh)
        stamps.write(secret, administrator_password, mode=0o600)
        place.own(secret)
        processes.run(
            place,
            "initdb",
            [
                debian.postgres(place) / "initdb",
                "--pgdata",
                fresh,
                "--username",
                ADMINISTRATOR,
                "--pwfile",
                secret,
                "--auth",
                "scram-sha-256",
                "--encoding",
                "UTF8",
                "--locale",
                "C.UTF-8",
            ],
            advice=f"The database cluster could not be made: see that {place.home} has room",
            env={**os.environ, **debian.environment(place, "servers")},
            as_servers=True,
        )
        secret.unlink()
        with (fresh / "postgresql.conf").open("a") as settings:
            settings.write("\ninclude 'saaska.conf'\n")
        fresh.replace(data(place))


def attempt(place: Place, server: Path, port: int) -> bool:
    """Start on the port; False when somebody else was quicker to take it."""
    settings = data(place) / "saaska.conf"
    stamps.write(settings, SETTINGS.format(port=port))
    place.own(settings)
    log(place).unlink(missing_ok=True)
    environment = {**os.environ, **debian.environment(place, "servers"), "LC_ALL": "C.UTF-8"}
    started = processes.start_server(place, log(place), [server, "-D", data(place)], environment)
    until = time.monotonic() + 60
    while started.poll() is None:
        said = status(place)  # after a crash the file is there already, with the old process's "ready"
        if said[:1] == [str(started.pid)] and said[7:8] == ["ready"]:
            return True
        if time.monotonic() > until:
            started.send_signal(signal.SIGINT)
            raise Failure(f"PostgreSQL was not ready within a minute: see {log(place)}, then start again.")
        time.sleep(0.05)
    if not ports.is_free(port):
        return False
    raise Failure(complaint(place))


def forget_crash(place: Place, patience: float = 30) -> None:
    """Remove the lock a killed server left: PostgreSQL respects it while any process has the number it holds.

    That may be another program, or the killed one itself until its parent asks for it. What really forbids a start is
    a process that still works on the data: PostgreSQL finds those by the same file, so it stays while there is one.
    """
    until = time.monotonic() + patience
    while working := processes.inside(data(place)):
        if time.monotonic() > until:
            raise Failure(
                f"Processes of a PostgreSQL that was killed still work on {data(place)}"
                f" ({', '.join(map(str, working))}): end them, then start again."
            )
        time.sleep(0.05)
    (data(place) / "postmaster.pid").unlink(missing_ok=True)


def stop(place: Place) -> None:
    """Fast shutdown: open transactions are rolled back, everything committed is kept."""
    if running := pid(place):
        os.kill(running, signal.SIGINT)
        if not processes.await_end(running, 60):
            raise Failure(f"PostgreSQL (process {running}) has not ended within a minute: see {log(place)}.")


def status(place: Place) -> list[str]:
    """The lines of postmaster.pid: process, folder, start, port, socket folder, address, memory, state."""
    return [line.strip() for line in stamps.read(data(place) / "postmaster.pid").splitlines()]


def pid(place: Place) -> int:
    """The server's process, 0 when it does not run: a number a crash left behind may be somebody else's."""
    lines = status(place)
    if lines and lines[0].isdigit() and processes.is_running(int(lines[0]), str(data(place))):
        return int(lines[0])
    return 0


def running_port(place: Place) -> int:
    until = time.monotonic() + 60
    while status(place)[7:8] != ["ready"]:
        if time.monotonic() > until or not pid(place):
            raise Failure(f"PostgreSQL is neither up nor down: see {log(place)}.")
        time.sleep(0.05)
    return int(status(place)[3])


def complaint(place: Place) -> str:
    return f"PostgreSQL does not start ({last_words(place)}; all of it is in {log(place)}): mend that first."


def log(place: Place) -> Path:
    return place.logs / "postgres.log"


def last_words(place: Place) -> str:
    lines = stamps.read(log(place)).splitlines()
    serious = [line for line in lines if "FATAL" in line or "ERROR" in line]
    return (serious or lines or ["it said nothing"])[-1].rstrip(".")
