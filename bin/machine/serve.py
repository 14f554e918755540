"""bin/run: from whatever is there to a served SaaSka, and back on Ctrl-C."""

import http.client
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from machine import environment, leases, ports, processes, servers, stamps, variables
from machine.place import Place
from machine.steps import Failure, say, step

PORTS = (8000, 8099)
# A worker that is told to end while it still loads the product never hears of it: granian insists, well within the
# PATIENCE_AT_END we have with granian, and also when we were killed and nobody else would.
WORKERS = "--workers 2 --blocking-threads 2 --respawn-failed-workers --workers-kill-timeout 5"
PATIENCE_AT_END = 10
PATIENCE = 60  # seconds until the first answer


def run(place: Place, arguments: list[str]) -> int:
    if arguments:
        raise Failure("bin/run takes no arguments: set PORT, DATABASE_URL or REDIS_URL instead.")
    began = time.monotonic()
    already = "SaaSka of this checkout already runs at {}: open that, or end it first."
    with (
        leases.alone(place, "run", already),
        port_of(place) as port,
        servers.in_use(place, environment.PRODUCT) as addresses,
    ):
        serve(place, addresses, port, began)
    return 0


def serve(place: Place, addresses: dict[str, str], port: int, began: float) -> None:
    address = f"http://127.0.0.1:{port}"
    env = variables.environment(place, addresses, {"PUBLIC_URL": address}) | {"DATABASE_LOGIN": "web"}
    prepare(place, env)
    with serving(place, env, port) as children:
        await_answer(port, children)
        start_worker(place, env, children)  # afterwards, because it would slow the first answer down
        leases.note(place, "run", address)
        say(f"\nSaaSka runs at {address} after {time.monotonic() - began:.1f} s. Ctrl-C ends it.")
        logins = [line for line in stamps.read(prepared(place)).splitlines() if " login: " in line]
        say("\n".join([*logins, ""]))
        watch(children)


def given_port() -> int:
    """PORT, 0 when it is not set."""
    given = os.environ.get("PORT", "").strip()
    if given and not (given.isdecimal() and 0 < int(given) < 65536):
        raise Failure(f"PORT is “{given}”: set a number between 1 and 65535.")
    return int(given or 0)


@contextmanager
def port_of(place: Place) -> Iterator[int]:
    """The port to serve on, kept from other copies on this machine: granian would share it without a word."""
    given = given_port()
    known = place.var / "ports" / "web"
    if not known.exists():
        stamps.write(known, f"{PORTS[0]}\n")
    for _ in range(5):
        port = given or ports.remembered(known, *PORTS)
        if holder := ports.held(port):
            with holder:
                yield port
            return
    raise Failure(f"Port {port} is taken: end what uses it, or set PORT to another.")


def prepare(place: Place, env: dict[str, str]) -> None:
    ended = subprocess.run(
        [place.python, "-m", "machine.prepare", prepared(place)],
        cwd=place.checkout,
        env={**env, "DATABASE_LOGIN": "owner", "PYTHONPATH": python_path(place)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        preexec_fn=processes.tied_to_us(),
    )
    if ended.returncode:
        raise Failure(ended.stdout.strip() or f"The preparation was ended by signal {-ended.returncode}.")


def prepared(place: Place) -> Path:
    """What the commands of the preparation said, the demo's logins among it."""
    return place.logs / "prepare.log"


def python_path(place: Place) -> str:
    return f"{place.checkout}:{place.checkout / 'bin'}"


@contextmanager
def serving(place: Place, env: dict[str, str], port: int) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """The web server, and whatever joins it in the answered children. They end with the block."""
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children["web server"] = start_web_server(place, env, port)
        yield children
    finally:
        processes.ignore_interrupts()
        say()
        with step("Stopping " + " and ".join(f"the {name}" for name in children)):
            processes.stop(children.values(), PATIENCE_AT_END)


def start_web_server(place: Place, env: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    options = f"--interface wsgi --host {ports.LOOPBACK} --port {port} --no-ws --log-level warning {WORKERS}"
    command: list[str | Path] = [place.python, "-m", "granian", *options.split(), "saaska.wsgi:application"]
    return processes.start_child(command, env=env, cwd=place.checkout)


def start_worker(place: Place, env: dict[str, str], children: dict[str, subprocess.Popen[bytes]]) -> None:
    say("• Starting the job worker …")
    command: list[str | Path] = [place.python, "manage.py", "work_jobs"]
    children["job worker"] = processes.start_child(command, env=env, cwd=place.checkout)


def await_answer(port: int, children: dict[str, subprocess.Popen[bytes]]) -> None:
    with step("Starting the web server, until its first answer"):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            check(children)
            if status := answer(port):
                if status >= 400:
                    raise Failure(f"The web server answers with {status}: the lines above say why.")
                return
            time.sleep(0.1)
    raise Failure(f"The web server has not answered within {PATIENCE} s: the lines above say why.")


def answer(port: int) -> int:
    """The status of the health page, 0 while nobody answers."""
    connection = http.client.HTTPConnection(ports.LOOPBACK, port, timeout=10)
    try:
        connection.request("GET", "/health/")
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def check(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise Failure(
                f"The {name} ended by itself with {child.returncode}: the lines above say why; start again."
            )


def watch(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Until Ctrl-C, or one of them ends by itself."""
    try:
        while True:
            check(children)
            time.sleep(0.5)
    except KeyboardInterrupt:
        return
