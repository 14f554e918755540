"""Where values stand in an object of a file: keys, and keys below keys."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

Path = tuple[str | int, ...]
Key = str | Path  # "name", or ("publisher", "name") for a value below another

TEXT: Final = "#text"  # of an XML element that has attributes too


def lead(value: Any, key: Key) -> Path | None:
    """The path to the value that the key names; None when there is none."""
    path: Path = ()
    for part in (key,) if isinstance(key, str) else key:
        held = isinstance(value, dict) and part in value
        listed = isinstance(value, list) and isinstance(part, int) and part < len(value)
        if not (held or listed):
            return None
        value = value[part]
        path = (*path, part)
    return (*path, TEXT) if isinstance(value, dict) and TEXT in value else path


def leads(value: Any, keys: Iterable[Key]) -> Iterator[Path]:
    """The paths of those keys that name a value, each once.

    An object is none where another key looks into it: "url" is for a mere address when ("url", "href") is there.
    """
    wanted = list(keys)
    parents = {key[0] for key in wanted if isinstance(key, tuple)}
    seen: set[Path] = set()
    for key in wanted:
        path = lead(value, key)
        around = isinstance(key, str) and key in parents and path and isinstance(value[key], dict)
        if path and path not in seen and not (around and path[-1] != TEXT):
            seen.add(path)
            yield path


def at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value
