"""Files that are no part of the product: people's pictures, images of designs. On this machine's disk, or on S3.

A key ends with a digest of what it holds. So nothing is ever written over, a key can be written twice without harm,
and what somebody called a file is never asked. Addresses are not handed out: views read a file and send it.
"""

import errno
import logging
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.translation import gettext as _

FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
SPARED: Final = 10  # seconds in which nobody waits again for a server that did not answer

logger = logging.getLogger(__name__)


class FilesError(Exception):
    """A file could not be kept or read. Its text is a sentence for the person who wanted it."""

    def __init__(self, said: str = "") -> None:
        super().__init__(
            said or _("Our storage of pictures does not answer. Please try again in a few minutes.")
        )


class LocalFiles(FileSystemStorage):
    """Has a file under its name once the whole of it is on the disk, for this process's user alone."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink()
            raise
        return name


def keep(key: str, content: bytes) -> None:
    """FilesError says why not; then there is no such file, nor a part of it."""
    with _reaching():
        default_storage.save(key, ContentFile(content))


def read(key: str) -> bytes | None:
    """None when there is no such file; FilesError when that cannot be told."""
    with _reaching():
        try:
            with default_storage.open(key) as file:
                content: bytes = file.read()
        except FileNotFoundError:
            return None
    return content


def drop(key: str) -> None:
    """FilesError when it may still be there."""
    with _reaching():
        default_storage.delete(key)


_spared_until = 0.0


@contextmanager
def _reaching() -> Iterator[None]:
    """Makes whatever goes wrong a FilesError. A server that let one request wait is not asked again at once."""
    global _spared_until
    if time.monotonic() < _spared_until:
        raise FilesError
    try:
        yield
    except (ConnectionError, HTTPClientError) as problem:
        _spared_until = time.monotonic() + SPARED
        logger.error("The storage of files was not reached: %s", problem)
        raise FilesError from problem
    except (BotoCoreError, ClientError) as problem:
        logger.error("The storage of files refused: %s", problem)
        raise FilesError from problem
    except OSError as problem:
        logger.error("The disk refused a file: %s", problem)
        full = _("Our storage of pictures is full. Please try again later; we were told.")
        raise FilesError(full if problem.errno in FULL else "") from problem
