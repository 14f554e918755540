"""Loopback ports: chosen free once, then remembered, so that copies on one machine never meet."""

import socket
from pathlib import Path

from machine import stamps

LOOPBACK = "127.0.0.1"


def is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def held(port: int) -> socket.socket | None:
    """The port bound by us alone until the returned socket is closed; None when it is taken.

    Our own children may listen on it nevertheless, as the web server does. Options set before binding say what we
    may share, those after it what others may: leftovers of ended connections do not stop us, and a second holder
    is refused although nobody listens yet.
    """
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        holder.bind((LOOPBACK, port))
    except OSError:
        holder.close()
        return None
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    return holder


def remembered(file: Path, first: int, last: int) -> int:
    """The port written in `file` while it is free; else a free one between `first` and `last`, written there.

    Another program that took it while ours was down makes us choose anew.
    """
    known = stamps.read(file).strip()
    if known.isdigit() and is_free(int(known)):
        return int(known)
    port = next(port for port in range(first, last + 1) if is_free(port))
    stamps.write(file, f"{port}\n")
    return port
