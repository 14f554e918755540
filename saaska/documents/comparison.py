"""What differs between two texts, field by field, with the words that differ marked."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MARKED: Final = 20_000  # characters of both texts up to which single words are marked
# Pairs of the same word, one in each text, up to which they are: difflib looks at all of them for each block it finds.
PAIRS: Final = 20_000
WORD: Final = re.compile(r"\s+|[^\s]+")

Key = tuple[str, ...]


@dataclass(frozen=True)
class Value:
    """One field of a résumé as text: where it stands and what it is called.

    `same` tells whether two values are the same where their texts do not.
    """

    place: str
    name: "StrOrPromise"
    text: str
    same: str | None = None


@dataclass(frozen=True)
class Piece:
    text: str
    marked: bool


@dataclass(frozen=True)
class Difference:
    """A field whose two texts differ, each in pieces of which some are marked."""

    place: str
    name: "StrOrPromise"
    saved: list[Piece]
    typed: list[Piece]


def compared(before: Iterable[tuple[Key, Value]], after: Iterable[tuple[Key, Value]]) -> list[Difference]:
    """The fields that differ: in the order of the later text, then those it no longer has."""
    theirs, ours = dict(before), dict(after)
    keys = [*ours, *(key for key in theirs if key not in ours)]
    pairs = ((theirs.get(key), ours.get(key)) for key in keys)
    return [difference(saved, typed) for saved, typed in pairs if said(saved) != said(typed)]


def said(value: Value | None) -> str:
    if value is None:
        return ""
    return value.text if value.same is None else value.same


def difference(saved: Value | None, typed: Value | None) -> Difference:
    named = typed or saved
    assert named is not None  # the key came from one of the two
    left, right = pieces(saved.text if saved else "", typed.text if typed else "")
    return Difference(named.place, named.name, left, right)


def pieces(saved: str, typed: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces; marked are the words that the other does not have.

    A space is the same as any other, so it only goes with the words beside it. Long texts, and those that say one
    word again and again, are marked as a whole.
    """
    left, right = WORD.findall(saved), WORD.findall(typed)
    if len(saved) + len(typed) > MARKED or _pairs(left, right) > PAIRS:
        return [Piece(saved, marked=True)], [Piece(typed, marked=True)]
    found: tuple[list[Piece], list[Piece]] = ([], [])
    for tag, a, b, c, d in SequenceMatcher(str.isspace, left, right, autojunk=False).get_opcodes():
        for side, words in zip(found, (left[a:b], right[c:d]), strict=True):
            if words:
                side.append(Piece("".join(words), marked=tag != "equal"))
    return found


def _pairs(left: list[str], right: list[str]) -> int:
    here, there = Counter(left), Counter(right)
    return sum(number * there[word] for word, number in here.items() if not word.isspace())
