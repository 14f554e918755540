"""The private Redis of this checkout: sessions, cache and rate limits, on a loopback port of its own."""

import os
import signal
import socket
import time
from pathlib import Path

from machine import debian, ports, processes, stamps
from machine.place import Place
from machine.steps import Failure, step

PORTS = (55000, 55699)
SETTINGS = """# Written by bin/machine/redis.py at each start.
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
save 60 1
databases 64
daemonize no
set-proc-title no
"""


def folder(place: Place) -> Path:
    return place.home / "redis"


def start(place: Place, password: str) -> int:
    """Answers the port. Starting what runs already changes nothing."""
    if pid(place):
        return int(stamps.read(place.var / "ports" / "redis"))
    folder(place).mkdir(mode=0o700, exist_ok=True)
    place.own(folder(place))
    with step("Starting Redis"):
        for _ in range(5):
            port = ports.remembered(place.var / "ports" / "redis", *PORTS)
            if attempt(place, port, password):
                return port
    raise Failure(f"Redis does not start: see {log(place)}, then start again.")


def attempt(place: Place, port: int, password: str) -> bool:
    """Start on the port; False when somebody else was quicker to take it."""
    settings = folder(place) / "redis.conf"
    stamps.write(
        settings, SETTINGS.format(port=port, password=password, folder=quoted(folder(place))), mode=0o600
    )
    place.own(settings)
    log(place).unlink(missing_ok=True)
    server = debian.executable(place, "servers", "redis-server")
    environment = {**os.environ, **debian.environment(place, "servers")}
    started = processes.start_server(place, log(place), [server, settings], environment)
    until = time.monotonic() + 30
    while started.poll() is None:
        if answers(port, password):
            stamps.write(place.home / "redis.pid", f"{started.pid}\n")
            return True
        if time.monotonic() > until:
            started.terminate()
            raise Failure(f"Redis was not ready within half a minute: see {log(place)}, then start again.")
        time.sleep(0.02)
    if not ports.is_free(port):
        return False
    words = stamps.read(log(place)).splitlines() or ["it said nothing"]
    raise Failure(f"Redis does not start ({words[-1].rstrip('.')}; all of it is in {log(place)}): mend that.")


def answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection((ports.LOOPBACK, port), timeout=1) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            said = b""
            while said.count(b"\r\n") < 2 and (piece := connection.recv(200)):
                said += piece
    except OSError:
        return False
    return said == b"+OK\r\n+PONG\r\n"


def stop(place: Place) -> None:
    """Ends after writing its data to disk."""
    if running := pid(place):
        os.kill(running, signal.SIGTERM)
        if not processes.await_end(running, 30):
            raise Failure(f"Redis (process {running}) has not ended within half a minute: see {log(place)}.")


def pid(place: Place) -> int:
    written = stamps.read(place.home / "redis.pid").strip()
    if written.isdigit() and processes.is_running(int(written), str(folder(place) / "redis.conf")):
        return int(written)
    return 0


def quoted(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace('"', '\\"')


def log(place: Place) -> Path:
    return place.logs / "redis.log"
