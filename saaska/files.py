"""Files that are no part of the product: people's pictures, images of designs. On this machine's disk, or on S3.

A person's files lie in folders of their own, and go with the person (saaska/db/files_of_people.py). A key ends with a
digest of what it holds. So nothing is ever written over, a key can be written twice without harm, and what somebody
called a file is never asked. Addresses are not handed out: views read a file and send it.
"""

import errno
import logging
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from saaska.keys import is_key

OF_PEOPLE: Final = (
    "photos",
    "enclosures",
    "sent",
    "exports",
)  # each has a folder a person, named by their id
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


def keys_of(owner: UUID) -> list[str]:
    """All files of a person."""
    with _reaching():
        return [f"{kind}/{owner}/{name}" for kind in OF_PEOPLE for name in _listed(f"{kind}/{owner}")[1]]


def owners() -> set[UUID]:
    """Everybody who has a folder."""
    with _reaching():
        names = {name for kind in OF_PEOPLE for name in _listed(kind)[0]}
    return {UUID(name) for name in names if is_key(name)}


def drop_all_of(owner: UUID) -> int:
    """Every file of a person who is gone, and their folders; how many files. FilesError when some may be there yet."""
    keys = keys_of(owner)
    for key in keys:
        drop(key)
    for kind in OF_PEOPLE:
        drop(f"{kind}/{owner}")  # S3 has no folders and takes no offence
    return len(keys)


def age(key: str) -> timedelta:
    with _reaching():
        return timezone.now() - default_storage.get_modified_time(key)


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """The names of the folders and of the files in it."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    return folders, names


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
