"""Where the web process has documents printed: a few printer processes, kept, limited and replaced.

A document that hangs, eats memory or crashes the libraries beneath ends its printer, not the request: the
caller gets one of the exceptions below, whose text can be shown, and the next document finds a fresh printer.
"""

import atexit
import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from saaska.documents import fonts
from saaska.documents.frames import Head, Picture, Printed, read_frame, write_frame

log = logging.getLogger(__name__)

MOST_PAGES = 12
SECONDS = 10.0  # a document may take, by the clock and of the processor
STARTING_SECONDS = (
    60.0  # a printer may take until it is ready: seconds only on a machine that is out of breath
)
WAITING_SECONDS = 30.0  # a request may wait for a printer
DOCUMENTS = 500  # a printer prints before it is replaced
MEMORY = 300 * 1024 * 1024  # bytes a printer may hold after a document before it is replaced


class PrintingError(Exception):
    """A document that could not be printed. Its text is a sentence or two for the person who asked."""


class DocumentTooLongError(PrintingError):
    def __init__(self, pages: int, most_pages: int) -> None:
        super().__init__(
            ngettext(
                "The document has %(pages)s pages, but only %(limit)s page can be printed.",
                "The document has %(pages)s pages, but only %(limit)s pages can be printed.",
                most_pages,
            )
            % {"pages": pages, "limit": most_pages}
        )
        self.pages = pages


class DocumentTooSlowError(PrintingError):
    def __init__(self) -> None:
        super().__init__(_("Printing the document took too long and was stopped. Please shorten it."))


class DocumentTooBigError(PrintingError):
    def __init__(self) -> None:
        super().__init__(_("Printing the document needs too much memory. Please shorten it."))


class PrinterBusyError(PrintingError):
    def __init__(self) -> None:
        super().__init__(_("Many documents are being printed right now. Please try again in a moment."))


class OutdatedError(PrintingError):
    """The document is being printed as it became meanwhile; nobody waits for what it was."""

    def __init__(self) -> None:
        super().__init__(_("The document was changed meanwhile and is printed as it is now."))


class PrinterFailedError(PrintingError):
    def __init__(self) -> None:
        super().__init__(_("The document could not be printed. Nothing was lost; please try again."))


class PictureRefusedError(Exception):
    """No portrait could be made of a picture. `reason` is one of portraits.RefusedError's, or "pixels" when it
    needs too much memory or time, or "damaged" when it ended the process."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PdfRefusedError(PrintingError):
    """A PDF that is not taken in, or cannot be bound with others."""

    SAID: Final = {
        "damaged": _lazy("The PDF is damaged or not complete. Open it, print it as a PDF and send that one."),
        "locked": _lazy(
            "The PDF is locked by a password or forbids to be changed. Save it without protection and send that one."
        ),
        "pages": _lazy("The PDF has too many pages: 30 at most in a file, 120 in all."),
        "empty": _lazy("The PDF has no pages."),
    }

    def __init__(self, reason: str) -> None:
        super().__init__(str(self.SAID[reason]))
        self.reason = reason


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


@dataclass(eq=False)
class Turn:
    """Somebody who waits for a printer. `replaces` names what the job is the newest state of, or nothing."""

    replaces: str = ""
    outdated: bool = False


class Line:
    """Who waits for one of so many places: first come, first served, but of one document only the newest state."""

    def __init__(self, places: int) -> None:
        self.free = places
        self.waiting: list[Turn] = []
        self.changed = threading.Condition()

    def enter(self, *, seconds: float, replaces: str = "") -> None:
        """Takes a place; PrinterBusyError after so many seconds, OutdatedError when a newer state came to wait."""
        turn = Turn(replaces)
        with self.changed:
            for other in self.waiting:
                other.outdated = other.outdated or bool(replaces and other.replaces == replaces)
            self.waiting.append(turn)
            self.changed.notify_all()
            try:
                reached = self.changed.wait_for(lambda: turn.outdated or self._is_next(turn), seconds)
            finally:
                self.waiting.remove(turn)
                self.changed.notify_all()
            if turn.outdated:
                raise OutdatedError
            if not reached:
                raise PrinterBusyError
            self.free -= 1

    def _is_next(self, turn: Turn) -> bool:
        return self.free > 0 and self.waiting[0] is turn

    def leave(self) -> None:
        with self.changed:
            self.free += 1
            self.changed.notify_all()


@dataclass(frozen=True)
class Bound:
    """A PDF made of others, and how many pages it has: see binding.py."""

    pdf: bytes
    pages: int


class Pool:
    """At most `size` printers, started when first needed."""

    def __init__(
        self, size: int, *, seconds: float = SECONDS, waiting_seconds: float = WAITING_SECONDS
    ) -> None:
        self.seconds = seconds
        self.waiting_seconds = waiting_seconds
        self.module = "saaska.documents.printer"
        self.line = Line(size)
        self.lock = threading.Lock()
        self.idle: list[Printer] = []
        self.all: set[Printer] = set()

    def render(
        self,
        html: str,
        css: str,
        *,
        files: Mapping[str, bytes] | None = None,
        attachments: Mapping[str, bytes] | None = None,
        pictures: Iterable[Picture] = (),
        replaces: str = "",
    ) -> Printed:
        """The document as PDF; PrintingError says why not. See render() below."""
        parts = {"html": html.encode(errors="replace"), "css": css.encode(errors="replace")}
        parts.update({f"file:{name}": content for name, content in (files or {}).items()})
        parts.update({f"attachment:{name}": content for name, content in (attachments or {}).items()})
        head, printed = self._ask(
            {"pictures": list(pictures), "most_pages": MOST_PAGES}, parts, replaces=replaces
        )
        return Printed(
            pdf=printed.pop("pdf"),
            pages=head["pages"],
            unprintable=head["unprintable"],
            fullness=head["fullness"],
            pictures=_pictures(printed),
        )

    def draw(self, pdf: bytes, pictures: Iterable[Picture], *, replaces: str = "") -> Mapping[Picture, bytes]:
        """Images of a PDF's pages, as far as it has them; PrintingError says why not."""
        _head, drawn = self._ask({"pictures": list(pictures)}, {"pdf": pdf}, replaces=replaces)
        return _pictures(drawn)

    def portrait(self, picture: bytes) -> "Portrait":
        try:
            head, made = self._ask({}, {"picture": picture}, replaces="")
        except (DocumentTooBigError, DocumentTooSlowError) as problem:
            raise PictureRefusedError("pixels") from problem
        except PrinterFailedError as problem:
            raise PictureRefusedError("damaged") from problem
        return Portrait(made["portrait"], head["width"], head["height"])

    def clean(self, pdf: bytes) -> Bound:
        try:
            head, made = self._ask({"binding": "clean"}, {"clean": pdf}, replaces="")
        except (DocumentTooBigError, DocumentTooSlowError, PrinterFailedError) as problem:
            raise PdfRefusedError("damaged") from problem  # whatever it does to a printer, it is not taken
        return Bound(made["pdf"], head["pages"])

    def bind(self, parts: Sequence[tuple[str, bytes]], *, title: str, author: str, language: str) -> Bound:
        question = {
            "binding": "bind",
            "names": [name for name, _content in parts],
            "title": title,
            "author": author,
            "language": language,
        }
        contents = {f"bind:{at}": content for at, (_name, content) in enumerate(parts)}
        head, made = self._ask(question, contents, replaces="")
        return Bound(made["pdf"], head["pages"])

    def _ask(
        self, question: Head, parts: Mapping[str, bytes], *, replaces: str
    ) -> tuple[Head, dict[str, bytes]]:
        self.line.enter(seconds=self.waiting_seconds, replaces=replaces)
        try:
            head, made = self._print({**question, "seconds": self.seconds}, parts)
        finally:
            self.line.leave()
        match head.get("problem"):
            case "pages":
                raise DocumentTooLongError(head["pages"], question["most_pages"])
            case "memory":
                raise DocumentTooBigError
            case "picture":
                raise PictureRefusedError(head["reason"])
            case "bound":
                raise PdfRefusedError(head["reason"])
            case str():
                log.error("A document could not be printed: %s", head["reason"])
                raise PrinterFailedError
        return head, made

    def close(self) -> None:
        with self.lock:
            printers, self.all, self.idle = self.all, set(), []
        for printer in printers:
            printer.end()

    def abandon(self) -> None:
        for printer in self.all:
            printer.abandon()

    def _print(self, head: Head, parts: Mapping[str, bytes]) -> tuple[Head, dict[str, bytes]]:
        printer = self._take()
        try:
            answer = printer.print(head, parts)
        except PrinterEndedError:
            slow = printer.timed_out or printer.process.wait() == -signal.SIGXCPU
            log.warning("A printer ended with a document: %s.", "too slow" if slow else "crashed")
            self._drop(printer)
            raise (DocumentTooSlowError if slow else PrinterFailedError) from None
        except BaseException:  # the request itself was ended: what the printer does next is unknown
            self._drop(printer)
            raise
        self._give_back(printer)
        return answer

    def _take(self) -> Printer:
        while True:
            with self.lock:
                printer = self.idle.pop() if self.idle else None
            if printer is None:
                break
            if printer.alive:
                return printer
            self._drop(printer)
        try:
            printer = Printer(self.module)
        except (PrinterEndedError, OSError) as error:
            log.error("No printer could be started.", exc_info=True)
            raise PrinterFailedError from error
        with self.lock:
            self.all.add(printer)
        return printer

    def _give_back(self, printer: Printer) -> None:
        if printer.worn():
            self._drop(printer)
            return
        with self.lock:
            self.idle.append(printer)

    def _drop(self, printer: Printer) -> None:
        with self.lock:
            self.all.discard(printer)
        printer.end()


@dataclass(frozen=True)
class Portrait:
    """A JPEG, as portraits.py makes them."""

    jpeg: bytes
    width: int
    height: int


def _pictures(parts: Mapping[str, bytes]) -> dict[Picture, bytes]:
    """A printer's images by what they show: it names them "1 dense"."""
    named = ((name.split(), image) for name, image in parts.items())
    return {Picture(int(page), size): image for (page, size), image in named}


def pool_size() -> int:
    """One printer a core, and no more than the two requests a web process answers at once."""
    return min(2, os.cpu_count() or 1)


pool = Pool(pool_size())


def render(
    html: str,
    css: str,
    *,
    files: Mapping[str, bytes] | None = None,
    attachments: Mapping[str, bytes] | None = None,
    pictures: Iterable[Picture] = (),
    replaces: str = "",
) -> Printed:
    """The document as PDF, printed by a process of the pool; PrintingError says why not.

    `files` are what the document may show, by name: `<img src="app:photo.jpg">`. `attachments` travel inside
    the PDF under their names. `pictures` are images of its pages to be made on the same way. A job that waits
    is dropped with an OutdatedError when another one with the same `replaces` comes.
    """
    return pool.render(
        html,
        css,
        files=files,
        attachments=attachments,
        pictures=pictures,
        replaces=replaces,
    )


def draw(pdf: bytes, pictures: Iterable[Picture], *, replaces: str = "") -> Mapping[Picture, bytes]:
    """Images of the pages of a PDF of ours, as far as it has them; PrintingError says why not."""
    return pool.draw(pdf, pictures, replaces=replaces)


def portrait(picture: bytes) -> Portrait:
    """Anybody's picture made ready for print, in a process of the pool.

    PictureRefusedError says why not; PrinterBusyError when nobody had time for it.
    """
    return pool.portrait(picture)


def clean(pdf: bytes) -> Bound:
    """Anybody's PDF without what acts or hides in it; PdfRefusedError says why it is not taken."""
    return pool.clean(pdf)


def bind(parts: Sequence[tuple[str, bytes]], *, title: str, author: str, language: str) -> Bound:
    """Named PDFs of ours or once cleaned, in one with a bookmark for each; PrintingError says why not."""
    return pool.bind(parts, title=title, author=author, language=language)


def _start_afresh() -> None:
    """In a forked child: the printers are its parent's."""
    global pool
    pool.abandon()
    pool = Pool(pool_size())


os.register_at_fork(after_in_child=_start_afresh)
atexit.register(lambda: pool.close())
