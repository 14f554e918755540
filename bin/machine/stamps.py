"""Stamps: a file that says which input a finished thing was made from."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *words: str) -> str:
    """One value for the content of `files` and for `words`; a missing file counts as itself missing."""
    total = hashlib.sha256()
    for word in words:
        total.update(word.encode() + b"\0")
    for file in files:
        total.update(file.name.encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest() if file.exists() else b"missing")
    return total.hexdigest()


def write(file: Path, text: str, mode: int = 0o644) -> None:
    """Write the whole file or nothing, also when interrupted."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    fresh.replace(file)


def read(file: Path) -> str:
    """The stamp's text, or "" when the thing was never finished."""
    try:
        return file.read_text()
    except FileNotFoundError:
        return ""
