"""The printer process: reads documents from its input, answers with PDFs and images of their pages, holds no
secret and opens no connection.

printer_process.py starts it as `python -m saaska.documents.printer`. No Django here: the process starts quickly
and knows nothing of the database.
"""

import math
import resource
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from saaska.documents import binding, pdf, portraits, preview
from saaska.documents.frames import Head, Picture, read_frame, write_frame

MEMORY = 1024 * 1024 * 1024  # bytes of address space; a process that has printed uses some 250 MB of it
FILE_SIZE = 16 * 1024 * 1024  # of a file it may write: fontconfig's cache, nothing else
PAGE = resource.getpagesize()


def memory_in_use() -> int:
    """Bytes of memory this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def limit_process() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_processor(seconds: float) -> None:
    """The kernel ends this process when the next document takes more processor time than that."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    allowed = math.ceil(spent.ru_utime + spent.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))


def named(parts: Mapping[str, bytes], prefix: str) -> dict[str, bytes]:
    return {name.removeprefix(prefix): part for name, part in parts.items() if name.startswith(prefix)}


def answer(head: Head, parts: Mapping[str, bytes]) -> tuple[Head, dict[str, bytes]]:
    try:
        return printed(head, parts)
    except pdf.TooManyPagesError as error:
        return {"problem": "pages", "pages": error.pages}, {}
    except portraits.RefusedError as error:
        return {"problem": "picture", "reason": error.reason}, {}
    except binding.RefusedError as error:
        return {"problem": "bound", "reason": error.reason}, {}
    except (MemoryError, RecursionError):
        return {"problem": "memory"}, {}
    except Exception as error:  # said to the web process, which raises it there
        return {"problem": "failed", "reason": f"{type(error).__name__}: {error}"[:500]}, {}


def printed(head: Head, parts: Mapping[str, bytes]) -> tuple[Head, dict[str, bytes]]:
    """A document as PDF with the images wanted of its pages; those alone when the PDF is given.

    A portrait, when a picture is.
    """
    if "picture" in parts:
        portrait, width, height = portraits.portrait(parts["picture"])
        return {"width": width, "height": height}, {"portrait": portrait}
    if "binding" in head:
        return binding.answered(head, parts)
    if "pdf" in parts:
        return {}, pictures(head, parts["pdf"])
    made = pdf.render(
        parts["html"].decode(),
        parts["css"].decode(),
        files=named(parts, "file:"),
        attachments=named(parts, "attachment:"),
        most_pages=head["most_pages"],
    )
    said = {"pages": made.pages, "unprintable": made.unprintable, "fullness": made.fullness}
    return said, {"pdf": made.pdf, **pictures(head, made.pdf)}


def pictures(head: Head, content: bytes) -> dict[str, bytes]:
    """The images by "page size", as in "1 dense"."""
    wanted = [Picture(page, size) for page, size in head.get("pictures", [])]
    if not wanted:
        return {}
    return {f"{page} {size}": image for (page, size), image in preview.pictures(content, wanted).items()}


def serve(source: BinaryIO, target: BinaryIO, limit: Callable[[float], None] = limit_processor) -> None:
    """Answers documents until the other side closes; the first frame says that it is ready."""
    write_frame(target, {"ready": True})
    while frame := read_frame(source):
        head, parts = frame
        limit(head["seconds"])
        reply, printed = answer(head, parts)
        write_frame(target, {**reply, "memory": memory_in_use()}, printed)


if __name__ == "__main__":
    limit_process()
    pdf.warm_up()
    serve(sys.stdin.buffer, sys.stdout.buffer)
