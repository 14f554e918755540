"""Where the web process has documents printed: a few printer processes, kept, limited and replaced.

A document that hangs, eats memory or crashes the libraries beneath ends its printer, not the request: the
caller gets one of printing_errors.py, whose text can be shown, and the next document finds a fresh printer.
"""

import atexit
import logging
import os
import signal
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from saaska.documents.frames import Head, Picture, Printed
from saaska.documents.printer_process import Printer, PrinterEndedError
from saaska.documents.printing_errors import (
    DocumentTooBigError,
    DocumentTooLongError,
    DocumentTooSlowError,
    PdfRefusedError,
    PictureRefusedError,
    PrinterFailedError,
)
from saaska.documents.waiting import Line

log = logging.getLogger(__name__)

MOST_PAGES = 12
SECONDS = 10.0  # a document may take, by the clock and of the processor
WAITING_SECONDS = 30.0  # a request may wait for a printer


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
