"""What is said while setting up: one line a step with its time, and one sentence when a step fails."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Failure(Exception):  # noqa: N818  # a word for people, not for programs
    """A step that cannot be finished. Its text is one sentence that says what to do; no traceback follows."""


def say(text: str = "") -> None:
    """Nobody may be there any more to read it: what a closed terminal makes us stop has to stop all the same."""
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Say what begins and, when it ends well, how long it took."""
    started = time.monotonic()
    say(f"• {text} …")
    yield
    say(f"  {time.monotonic() - started:.1f} s")
