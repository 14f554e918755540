"""The texts that a posting had, and the words in which two of them differ."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SAME, GONE, NEW = "same", "gone", "new"
SHOWN: Final = 100  # versions that are listed, the newest
WORD: Final = re.compile(r"\S+\s*")
SMALL: Final = (
    40_000  # pairs of words that are compared one by one; larger parts are parted by words they have once
)
DEPTH: Final = 8  # times that a part is parted again

Block = tuple[int, int, int]


@dataclass(frozen=True)
class Run:
    """Words in a row: "same" in both texts, "gone" from the former or "new" in the later."""

    kind: str
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True)
class Version:
    """One text of a posting. The first has the number 1."""

    pk: UUID
    number: int
    saved_at: datetime


@dataclass(frozen=True)
class History:
    """The versions, the newest first, and one of them, told by what differs from the one before it."""

    versions: list[Version]
    shown: Version
    before: Version | None
    runs: list[Run]

    @property
    def told(self) -> str:
        return change(self.runs) if self.before else ""


def history(rows: Any, wanted: str) -> History | None:
    """Of a posting whose texts are `rows`, the version with that number, else the newest. Two queries.

    None when no text was ever replaced.
    """
    newest = list(rows.order_by("-created_at", "-id").values_list("pk", "created_at")[: SHOWN + 1])
    if not newest:
        return None
    total = len(newest) if len(newest) <= SHOWN else rows.count()
    versions = [Version(pk, total - at, moment) for at, (pk, moment) in enumerate(newest)]
    shown = next((one for one in versions if str(one.number) == wanted), versions[0])
    at = versions.index(shown)
    before = versions[at + 1] if at + 1 < len(versions) else None
    texts = dict(rows.filter(pk__in=[one.pk for one in (shown, before) if one]).values_list("pk", "text"))
    text = texts[shown.pk]
    runs = list(differences(texts[before.pk], text)) if before else [Run(SAME, text)]
    return History(versions[:SHOWN], shown, before, runs)


def change(runs: Iterable[Run]) -> str:
    """How many words came and went, as a sentence."""
    words: Counter[str] = Counter()
    for run in runs:
        words[run.kind] += run.words
    if not words[NEW] and not words[GONE]:
        return _("It is the same, word for word.")
    new = ngettext("%(n)d word is new", "%(n)d words are new", words[NEW]) % {"n": words[NEW]}
    gone = ngettext("%(n)d is gone", "%(n)d are gone", words[GONE]) % {"n": words[GONE]}
    return _("%(new)s, %(gone)s.") % {"new": new, "gone": gone}


def kept(before: str | None, after: str | None) -> str:
    """What is told when a text replaces another; "" when none does."""
    if not before or not after or before == after:
        return ""
    told = change(differences(before, after))
    return _("The posting differs from the one you had: %(told)s Both are kept.") % {"told": told}


def differences(before: str, after: str) -> Iterator[Run]:
    """Both texts as one, word by word; the spaces between words do not count. Quick for any two texts of 60,000."""
    left, right = WORD.findall(before.strip()), WORD.findall(after.strip())
    found: list[tuple[str, str]] = []
    at_left = at_right = 0
    ends = (len(left), len(right), 0)
    for start_left, start_right, size in [
        *matches([w.rstrip() for w in left], [w.rstrip() for w in right]),
        ends,
    ]:
        found += [(GONE, word) for word in left[at_left:start_left]]
        found += [(NEW, word) for word in right[at_right:start_right]]
        found += [(SAME, word) for word in right[start_right : start_right + size]]
        at_left, at_right = start_left + size, start_right + size
    for kind, words in groupby(found, key=lambda one: one[0]):
        text = "".join(word for _kind, word in words)
        yield Run(
            kind, f"{text.rstrip()} " if kind == GONE else text
        )  # paragraphs are those of the later text


def matches(left: list[str], right: list[str], depth: int = 0) -> list[Block]:
    """Where both have the same words, in order: the place in each, and how many."""
    head = common(left, right)
    tail = common(left[head:][::-1], right[head:][::-1])
    inner_left, inner_right = left[head : len(left) - tail], right[head : len(right) - tail]
    inner = [(a + head, b + head, size) for a, b, size in inner_matches(inner_left, inner_right, depth)]
    around = [(0, 0, head), *inner, (len(left) - tail, len(right) - tail, tail)]
    return [block for block in around if block[2]]


def common(left: list[str], right: list[str]) -> int:
    """How many words both begin with."""
    return next(
        (at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )


def inner_matches(left: list[str], right: list[str], depth: int) -> list[Block]:
    if len(left) * len(right) <= SMALL:
        return list(SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks())
    ties = anchors(left, right) if depth < DEPTH else []
    found, from_left, from_right = [], 0, 0
    for at_left, at_right in [*ties, (len(left), len(right))] if ties else []:
        part = matches(left[from_left:at_left], right[from_right:at_right], depth + 1)
        found += [(a + from_left, b + from_right, size) for a, b, size in part]
        found += [(at_left, at_right, 1)] if at_left < len(left) else []
        from_left, from_right = at_left + 1, at_right + 1
    return found


def anchors(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    """Words that each has once, as many as stand in the same order in both."""
    once = {word for word, n in Counter(left).items() if n == 1}
    once &= {word for word, n in Counter(right).items() if n == 1}
    places = {word: at for at, word in enumerate(right) if word in once}
    pairs = [(at, places[word]) for at, word in enumerate(left) if word in once]
    ends: list[int] = []  # the least place at which a row of so many ends
    last: list[int] = []  # and which pair that is
    former: list[int] = []
    for number, (_at, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        former.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [place], [number]
    found, number = [], last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = former[number]
    return found[::-1]
