"""Making a document fit a number of pages: closer spacing and smaller text, step by step, never too small to read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from django.http import QueryDict

from saaska.documents import prints
from saaska.documents.prints import Order

MOST: Final = 12  # pages that somebody may ask for
SPACINGS: Final = ("airy", "normal", "compact")
SIZES: Final = ("large", "normal", "small")


@dataclass(frozen=True)
class Fit:
    """The spacing and size of text that were tried, and the pages a document then has."""

    spacing: str
    text_size: str
    pages: int


def steps(spacing: str, text_size: str) -> Iterator[tuple[str, str]]:
    """What is there, then what is closer or smaller: the least change first, spacing before size."""
    places = SPACINGS.index(spacing), SIZES.index(text_size)
    closer = product(range(places[0], len(SPACINGS)), range(places[1], len(SIZES)))
    for at, size in sorted(closer, key=lambda step: (sum(step), step[1])):
        yield SPACINGS[at], SIZES[size]


def fit(spacing: str, text_size: str, *, pages: int, order: Callable[[str, str], Order]) -> Fit:
    """The first step on which it has no more than so many pages, else the last one there is.

    `order` says what to print in a spacing and a size. Raises saaska.documents.printing_errors.PrintingError.
    """
    tried = Fit(spacing, text_size, 0)
    for step in steps(spacing, text_size):
        tried = Fit(*step, prints.printed(order(*step)).pages)
        if tried.pages <= pages:
            return tried
    return tried


def wished(data: QueryDict) -> int:
    """The number of pages that was asked for; one when it is none."""
    asked = data.get("fit_pages", "")
    known = asked.isascii() and asked.isdecimal() and len(asked) < 4
    return max(1, min(int(asked), MOST)) if known else 1
