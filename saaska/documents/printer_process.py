"""A printer process as the web process sees it: started, asked, watched by the clock, ended. See printer.py."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping

from saaska.documents import fonts
from saaska.documents.frames import Head, read_frame, write_frame

STARTING_SECONDS = (
    60.0  # a printer may take until it is ready: seconds only on a machine that is out of breath
)
DOCUMENTS = 500  # a printer prints before it is replaced
MEMORY = 300 * 1024 * 1024  # bytes a printer may hold after a document before it is replaced


class PrinterEndedError(Exception):
    """The process went away while a document was with it."""


class Printer:
    """One printer process."""

    def __init__(self, module: str = "saaska.documents.printer") -> None:
        self.documents = 0
        self.memory = 0
        self.timed_out = False
        # A session of its own: Ctrl-C in the terminal ends the web process, whose end closes the pipe,
        # which ends this one. Its environment holds no secret of ours.
        self.process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=fonts.PROJECT,
            env={
                "PATH": os.defpath,
                "LC_ALL": "C.UTF-8",
                "PYTHONHASHSEED": "0",
                "MALLOC_MMAP_THRESHOLD_": "500000",  # a font read whole is given back, 24 MB of Korean for one
                "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""),
                **fonts.environment(),
            },
            start_new_session=True,
        )
        try:
            with self._watched(STARTING_SECONDS):
                self._read()
        except PrinterEndedError:
            self.end()
            raise

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def worn(self) -> bool:
        return self.documents >= DOCUMENTS or self.memory > MEMORY

    def print(self, head: Head, parts: Mapping[str, bytes]) -> tuple[Head, dict[str, bytes]]:
        """The printer's answer; PrinterEndedError when there is none within head["seconds"]."""
        self.documents += 1
        with self._watched(head["seconds"]):
            try:
                assert self.process.stdin is not None
                write_frame(self.process.stdin, head, parts)
            except OSError as error:
                raise PrinterEndedError from error
            head, printed = self._read()
        self.memory = head["memory"]
        return head, printed

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._close()

    def abandon(self) -> None:
        """Forgets a process that belongs to the process we were forked from."""
        self._close()
        self.process.returncode = 0

    def _close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was left to write has no reader
                    pipe.close()

    def _read(self) -> tuple[Head, dict[str, bytes]]:
        assert self.process.stdout is not None
        frame = read_frame(self.process.stdout)
        if frame is None:
            raise PrinterEndedError
        return frame

    @contextlib.contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        def stop() -> None:
            self.timed_out = True
            self.process.kill()

        watch = threading.Timer(seconds, stop)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()
