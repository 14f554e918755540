"""Texts by how alike their words are, by the optional package wordllama (requirements-likeness.txt); off without it.

Its model lies in the package: nothing is fetched, and no text leaves this machine.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

PACKAGE: Final = "wordllama"
READ: Final = 5_000  # characters of a text


def is_there() -> bool:
    return find_spec(PACKAGE) is not None


@cache
def model() -> Any:
    package = import_module(PACKAGE)
    # the package looks for its tokenizer in the cache alone, so it is told that it is its own cache
    return package.WordLlama.load(cache_dir=Path(str(package.__file__)).parent, disable_download=True)


def likenesses(text: str, others: Sequence[str]) -> list[float]:
    """How alike each of the others is to the text, from -1 to 1; 0 where one says nothing, or all say the same."""
    said = {other[:READ] for other in others if other.strip()}
    if not text.strip() or len(said) < 2:  # the package compares several
        return [0.0 for _other in others]
    ranked = dict(model().rank(text[:READ], sorted(said), sort=False))
    return [float(ranked.get(other[:READ], 0.0)) for other in others]
