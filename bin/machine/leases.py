"""Who uses the servers: file locks, which the kernel takes back from a process that ends, however it ends.

`set-up` is held alone while anything is made or stopped. `users` is shared by every command that needs the
servers; the last to leave stops them, unless `bin/services start` asked for them to stay (the file `stay`).
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from machine.place import Place
from machine.steps import Failure, say


def opened(place: Place, name: str) -> IO[str]:
    folder = place.var / "locks"
    folder.mkdir(exist_ok=True)
    return (folder / name).open("a+")


@contextmanager
def set_up(place: Place) -> Iterator[None]:
    """Only one command of this checkout sets up or stops at a time; others wait for it."""
    with opened(place, "set-up") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("• Waiting for another command of this checkout to finish its set-up …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def alone(place: Place, name: str, sentence: str) -> Iterator[None]:
    """Hold `name` alone; when another has it, `sentence` says what to do (its {} is what that one noted)."""
    with opened(place, name) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Failure(sentence.format(lock.read().strip() or "this checkout")) from None
        lock.truncate(0)
        yield


def note(place: Place, name: str, text: str) -> None:
    """Tell who asks for the lock `name` in vain what holds it."""
    (place.var / "locks" / name).write_text(text)


def share(place: Place) -> IO[str]:
    """Become one of the servers' users until the returned file is closed."""
    lock = opened(place, "users")
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def is_last(lock: IO[str]) -> bool:
    """Whether nobody else uses the servers. Asked while holding `set_up`, so that nobody joins meanwhile."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def stay_file(place: Place) -> Path:
    return place.var / "locks" / "stay"
