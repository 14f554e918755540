"""Other programs: run to their end with their words kept in a log, or started to stay."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TypedDict

from machine.place import Place
from machine.steps import Failure

PR_SET_PDEATHSIG = 1
STAYING: list[subprocess.Popen[bytes]] = []  # held, because Python takes a dropped one for a mistake


def run(
    place: Place,
    log: str,
    command: Sequence[str | Path],
    *,
    advice: str,
    env: Mapping[str, str] | None = None,
    as_servers: bool = False,
) -> None:
    """Run to the end; on failure raise one sentence: `advice`, why, and where all of its words are."""
    file = place.logs / f"{log}.log"
    with file.open("wb") as words:
        ended = subprocess.run(
            [str(part) for part in command],
            cwd="/" if as_servers else place.checkout,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            check=False,
            preexec_fn=tied_to_us(
                signal.SIGKILL
            ),  # asked politely, initdb would tidy up in the next one's folder
            **(identity(place) if as_servers else Identity()),
        )
    if ended.returncode:
        lines = [line.strip() for line in file.read_text(errors="replace").splitlines() if line.strip()]
        reason = (
            lines[-1][:300].rstrip(".") if lines else f"it ended with {ended.returncode} and said nothing"
        )
        raise Failure(f"{advice} ({reason}; all of it is in {file}).")


class Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def identity(place: Place) -> Identity:
    """Arguments that make a child the servers' user when we are root."""
    if os.geteuid() != 0:
        return Identity()
    user = pwd.getpwnam(place.user)
    return Identity(user=user.pw_uid, group=user.pw_gid, extra_groups=[])


def start_server(
    place: Place, log: Path, command: Sequence[str | Path], env: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Start a server that outlives us and that the terminal's Ctrl-C does not reach."""
    log.touch()
    place.own(log)
    with log.open("ab") as words:
        server = subprocess.Popen(
            [str(part) for part in command],
            cwd=place.home,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            start_new_session=True,
            **identity(place),
        )
    STAYING.append(server)
    return server


def interrupt_on_any_end() -> None:
    """Whoever asks us to end, another program or a closed terminal, is answered like Ctrl-C.

    A shell starts what it puts in the background with SIGINT ignored; nohup does so with SIGHUP, and means it.
    """

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, interrupt)


def ignore_interrupts() -> None:
    """While stopping what we started, so that a second Ctrl-C leaves nothing behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def start_child(
    command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path
) -> subprocess.Popen[bytes]:
    """Start a program that ends when we do, even when we are killed. Ctrl-C reaches only us."""
    arguments = [str(part) for part in command]
    return subprocess.Popen(
        arguments, cwd=cwd, env=dict(env), start_new_session=True, preexec_fn=tied_to_us()
    )


def tied_to_us(end: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """To be called by a new process before it becomes another program: the kernel ends it when we end."""
    libc = ctypes.CDLL(None)
    ours = os.getpid()

    def follow() -> None:
        libc.prctl(PR_SET_PDEATHSIG, end)
        if os.getppid() != ours:
            os._exit(1)

    return follow


def stop(children: Collection[subprocess.Popen[bytes]], patience: float) -> None:
    """Ask all to end, once: granian takes a second asking for impatience. After `patience` seconds insist.

    One that was killed has left its own processes behind: granian's workers would serve on.
    """
    alive = [child for child in children if child.poll() is None]
    for child in alive:
        child.terminate()
    for child in alive:
        with suppress(subprocess.TimeoutExpired):
            child.wait(patience)
    for child in children:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def attend(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path) -> int:
    """Run in the foreground. The terminal's Ctrl-C is the child's to answer, a SIGTERM to us is passed on."""
    child = subprocess.Popen([str(part) for part in command], cwd=cwd, env=dict(env))
    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, signal.SIG_IGN),
        signal.SIGTERM: signal.signal(signal.SIGTERM, lambda *_: child.terminate()),
    }
    try:
        code = child.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return code if code >= 0 else 128 - code


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:  # a zombie has ended; only its parent has not asked yet
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return sys.platform != "linux"


def await_end(pid: int, patience: float) -> bool:
    until = time.monotonic() + patience
    while is_alive(pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def is_running(pid: int, argument: str) -> bool:
    """Whether the process lives and was started with the argument; a reused number belongs to another."""
    try:
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return argument.encode() in arguments and is_alive(pid)


def inside(folder: Path) -> list[int]:
    """The living processes of ours, or for root of anybody, whose working directory is the folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").samefile(folder):
                found.append(int(process.name))
        except OSError:  # it ended, or belongs to somebody else
            continue
    return sorted(found)
