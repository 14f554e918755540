"""The skills and terms that a posting names, by how it asks for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from jobs.models import SavedJob
from jobs.vocabulary import BEGINNINGS, CAPITAL, LONGEST, NAMES

Weight = Literal["must", "nice", "said"]

TERMS: Final = 80  # of a posting
READ: Final = 30_000  # characters of a posting that are looked at
LINES: Final = 600

TOKEN: Final = re.compile(r"[^\W_][\w+#./&’'-]{0,39}")
# A name that no list knows: an acronym, or a word with capitals inside.
UNKNOWN: Final = re.compile(r"[A-Z]{2,6}\d{0,2}|[A-Z]?[a-z]{1,12}[A-Z]\w{1,20}")
CAPITALS_WRITTEN: Final = """
ABOUT AM AN AND ARE AS AT BE BUT BY CA CEO CTO DO EEO EU EUR EST FAQ FOR FROM GBP GET GMT HAVE HR HOW ID IF IN
IS IT JOB LLC LTD MA MUST MS NA NEED NICE NO NOT NY OF ON OR OUR PDF PHD PM PST PTO REMOTE ROLE SKILLS TBD
TEAM THE THIS TO UK US USA USD UTC WE WHAT WHO WHY WILL WITH WORK YOU YOUR KEY LIFE PLUS OFFER BONUS HQ CET CV
GMBH AG SE CHF WHERE MORE
"""
ORDINARY_CAPITALS: Final = frozenset(CAPITALS_WRITTEN.split())
NICE_HEAD: Final = re.compile(
    r"nice|bonus|plus\b|prefer|desir|ideal|optional|advantage|wünschenswert|von vorteil", re.IGNORECASE
)
MUST_HEAD: Final = re.compile(
    r"require|must|qualification|minimum|(?:you|you’ll|you'll) (?:bring|need)|your profile|who you are"
    r"|looking for|anforderung|profil|mitbring|skills|voraussetz",
    re.IGNORECASE,
)
NICE: Final = re.compile(
    r"nice to have|\ba plus\b|is a bonus|preferred|desirable|ideally|an advantage|appreciated|not required|von vorteil"
    r"|wünschenswert|idealerweise",
    re.IGNORECASE,
)
NICE_END: Final = re.compile(
    r"\((?:preferred|nice to have|bonus|optional|desired|a plus|von vorteil|wünschenswert)\)\s*$", re.I
)
HEADING: Final = re.compile(r"[#*•\s]{0,6}([^\W\d_][^.!?;:：]{1,58})(?:[:：]\s?(.{0,3000}))?")
HEADED: Final = re.compile(
    r"[#*\s]{0,6}[A-ZÄÖÜ’'&/ -]{6,58}(?:\([^()]{1,40}\)\s?)?[*]{0,2}|[#*]{1,3}\s?.{2,58}"
)
PLAIN_HEAD: Final = re.compile(
    r"[A-Z][^\W\d_]{1,30}(?:[\s-]\w{1,30}){0,3}"
)  # counts when its words are known


@dataclass(frozen=True)
class Term:
    """`name` is what it is called here, `written` how the posting writes it."""

    name: str
    written: str
    weight: Weight


def terms_of(job: SavedJob) -> tuple[Term, ...]:
    """Each once, by the strongest way in which it is asked for."""
    found: dict[str, Term] = {}
    order: tuple[Weight, ...] = ("must", "nice", "said")
    texts: tuple[tuple[str | None, Weight], ...] = ((job.requirements, "must"), (job.job_description, "said"))
    for text, start in texts:
        for line, weight in weighed((text or "")[:READ], start):
            for name, written in named(line):
                known = found.get(name)
                if known is None or order.index(weight) < order.index(known.weight):
                    found[name] = Term(name, written, weight)
    by_weight = sorted(found.values(), key=lambda term: order.index(term.weight))
    return tuple(by_weight[:TERMS])


def weighed(text: str, start: Weight) -> Iterator[tuple[str, Weight]]:
    """The sentences of a text and how each asks: by the heading above it, and by its own words."""
    current = start
    for line in text.split("\n")[:LINES]:
        current = headed(line.strip(), start) or current
        is_nice = bool(NICE_END.search(line[-60:]))
        for sentence in re.split(r"(?<=[.;!?])\s|[()]", line):
            yield sentence, "nice" if is_nice or NICE.search(sentence) else current


def headed(line: str, start: Weight) -> Weight | None:
    """How what stands below a line is asked for; nothing when the line is no heading."""
    heading = HEADING.fullmatch(line)
    if not heading:
        return None
    known: Weight | None = None
    if NICE_HEAD.search(heading[1]):
        known = "nice"
    elif MUST_HEAD.search(heading[1]):
        known = "must"
    if heading[2] is not None or HEADED.fullmatch(line):
        return known or start
    return known if PLAIN_HEAD.fullmatch(line) else None


def named(text: str) -> Iterator[tuple[str, str]]:
    """The names in a text and how each is written there: the longest that is known, else what looks like a name."""
    words = [word for token in TOKEN.findall(text) for word in parted(token)]
    position = 0
    while position < len(words):
        length = next(
            (
                n
                for n in range(min(LONGEST, len(words) - position), 0, -1)
                if is_known(words[position : position + n])
            ),
            0,
        )
        written = " ".join(words[position : position + max(length, 1)])
        if length:
            yield NAMES[written.casefold()], written
        elif UNKNOWN.fullmatch(written) and written not in ORDINARY_CAPITALS:
            yield written, written
        position += max(length, 1)


def parted(token: str) -> list[str]:
    """A token, or its parts when it is none of the names that have a stroke or hyphen: "Python/Django"."""
    token = token.rstrip(".-/&’'")
    if token.casefold() in NAMES or token.casefold() in BEGINNINGS:
        return [token]
    return (
        [part for part in re.split(r"[/&]|-(?=[A-Z])", token) if part]
        if re.search(r"[/&-]", token)
        else [token]
    )


def is_known(words: list[str]) -> bool:
    written = " ".join(words)
    small = written.casefold()
    return small in NAMES and not (small in CAPITAL and written == small)
