"""Texts that are alike, as pg_trgm measures it, for thousands of them at once.

The database would compare each row of a file with each application of the person; here a text meets only those that
share some of its trigrams.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Generic, TypeVar

ALIKE: Final = 0.6
Thing = TypeVar("Thing")


@lru_cache(20_000)
def trigrams(text: str) -> frozenset[str]:
    """Each word with two spaces before it and one behind it, in threes."""
    words = (f"  {word} " for word in re.findall(r"[^\W_]+", text[:255].lower()))
    return frozenset(word[at : at + 3] for word in words for at in range(len(word) - 2))


def similarity(one: str, other: str) -> float:
    """From 0 to 1: the trigrams that both have, of those that either has."""
    first, second = trigrams(one), trigrams(other)
    return len(first & second) / (len(first | second) or 1)


class Known(Generic[Thing]):
    """Things found again by two texts, such as applications by company and position."""

    def __init__(self, things: Iterable[tuple[str, str, Thing]]) -> None:
        self.by_first: dict[str, list[tuple[str, Thing]]] = defaultdict(list)
        self.having: dict[str, list[str]] = defaultdict(list)
        self.near: dict[str, list[str]] = {}
        for first, second, thing in things:
            if first not in self.by_first:
                for three in trigrams(first):
                    self.having[three].append(first)
            self.by_first[first].append((second, thing))

    def nearest(self, first: str, second: str) -> Thing | None:
        """The thing whose texts are both alike, the likest of them."""
        met = [
            (similarity(first, near) + similarity(second, other), number, thing)
            for near in self.firsts(first)
            for number, (other, thing) in enumerate(self.by_first[near])
            if similarity(second, other) >= ALIKE
        ]
        return max(met, key=lambda one: (one[0], -one[1]))[2] if met else None

    def firsts(self, text: str) -> list[str]:
        """Who is alike shares most of the trigrams, so at least one of the few rarest: only those are looked up."""
        if text not in self.near:
            own = trigrams(text)
            rarest = sorted(own, key=lambda three: len(self.having.get(three, ())))
            looked_up = rarest[: len(own) - math.ceil(ALIKE * len(own)) + 1]
            met = {other for three in looked_up for other in self.having.get(three, ())}
            self.near[text] = [other for other in met if similarity(text, other) >= ALIKE]
        return self.near[text]
