"""A text's sections by their headings, and the entries of a section: what stands above an entry's text, and that."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from resumes.importers.rows import Row, Span
from resumes.importers.vocabulary import COURSES, PERIOD, TOOLS, heading

LONGEST_HEADING = 48  # characters
LONG = 75  # characters of a line that is text rather than a name
WORDS = re.compile(r"\w")
CAPITALS = re.compile(r"[^\W\d_a-z][^a-z]*")


@dataclass
class Section:
    """Everything under a heading; `kind` is "" before the first one, "custom" when its words are not known."""

    kind: str
    head: Row | None = None
    rows: list[Row] = field(default_factory=list)

    @property
    def title(self) -> str:
        return re.sub(r"[:*_|•\s]+$", "", self.head.text) if self.head else ""


@dataclass
class Entry:
    head: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)

    @property
    def dated(self) -> bool:
        return any(is_dated(row) for row in self.head)


def sections(rows: Sequence[Row]) -> list[Section]:
    """What stands before the first heading, then a section for each. Headings of unknown words look like known ones."""
    known = [row for row in rows if is_known_heading(row)]
    levels = Counter(row.level for row in known if row.level)
    level = levels.most_common(1)[0][0] if levels else 0
    if level:
        known = [row for row in known if row.level <= level]
    in_capitals = sum(bool(CAPITALS.fullmatch(row.text)) for row in known) > len(known) / 2
    found = [Section("")]
    for row in rows:
        kind = heading(row.text) if any(row is one for one in known) else ""
        if not kind and found[-1].head is None and len(found) == 1 and not (level and row.level == level):
            found[-1].rows.append(row)
        elif kind:
            found.append(Section(kind, row))
        elif (level and row.level == level) or (not level and in_capitals and looks_like_heading(row)):
            found.append(Section("custom", row))
        else:
            found[-1].rows.append(row)
    return found


def is_known_heading(row: Row) -> bool:
    return not row.bullet and len(row.text) <= LONGEST_HEADING and bool(heading(row.text))


def looks_like_heading(row: Row) -> bool:
    """A short line of capitals alone, after an empty one."""
    words = row.text.split()
    return bool(
        row.gap
        and not row.bullet
        and 1 <= len(words) <= 4
        and len(row.text) > 4
        and CAPITALS.fullmatch(row.text)
        and not re.search(r"[\d,.]", row.text)
    )


def is_dated(row: Row) -> bool:
    return not row.bullet and bool(date_of(row.whole))


def date_of(span: Span) -> re.Match[str] | None:
    """A period of time of the line, when it stands at one of its ends or is set apart."""
    text = span.text
    found = list(PERIOD.finditer(text))
    if not found:
        return None
    periods = [match for match in found if match["end"]] or found
    match = periods[-1]
    before, after = text[: match.start()].strip(), text[match.end() :].strip()
    at_an_end = not re.search(r"\w", before) or not re.search(r"\w", re.sub(r"\([^)]*\)", "", after))
    apart = bool(re.search(r"(?:[|·•,(–—]|\t|  )$", text[: match.start()].rstrip(" ") or "|"))
    if match["end"] or len(match[0]) > 4:
        return match if at_an_end or apart or len(text) <= LONG else None
    return match if (at_an_end or apart) and len(text) <= LONG + 25 else None


def is_text(row: Row) -> bool:
    """Running text rather than a name, a time, a place."""
    words = row.text.split()
    length = sum(map(len, words)) + len(words) - 1  # columns set apart by spaces are no longer for that
    return length > LONG + 25 or (
        len(words) > 5 and (row.text.endswith((".", "!", "?", ";")) or length > LONG)
    )


def entries(rows: Sequence[Row]) -> list[Entry]:
    """Entries by their headings where the format has such, else by times and empty lines."""
    levels = [row.level for row in rows if row.level]
    found: list[Entry] = []
    for at, row in enumerate(rows):
        if begins(rows, at, found, min(levels) if levels else 0):
            found.append(Entry())
        entry = found[-1]
        if entry.body or row.bullet or (entry.head and is_body(row, entry)):
            entry.body.append(row)
        else:
            entry.head.append(row)
    return found


def begins(rows: Sequence[Row], at: int, found: list[Entry], level: int) -> bool:
    """Whether an entry begins with this row."""
    row = rows[at]
    if not found:
        return True
    if level:
        return row.level == level
    entry = found[-1]
    goes_on = bool(entry.body) and row.text[:1].islower() and not row.gap
    labelled = TOOLS.match(row.text) or COURSES.match(row.text)
    if goes_on or row.bullet or labelled or (is_text(row) and not is_dated(row)):
        return False
    if entry.body:
        return is_dated_soon(rows, at) and (row.gap or entry.body[-1].bullet or len(row.text) < LONG)
    return entry.dated and (is_dated_soon(rows, at) if row.gap else is_next(rows, at, entry))


def is_next(rows: Sequence[Row], at: int, entry: Entry) -> bool:
    """Whether a row right below an entry's time begins another: it has a time itself, or again one below it."""
    if is_dated(rows[at]):
        return True
    below = rows[at + 1 : at + 2]
    return is_time(entry.head[-1]) and len(entry.head) > 1 and any(map(is_time, below))


def is_time(row: Row) -> bool:
    """Whether a row says when and nothing else."""
    found = None if row.bullet else date_of(row.whole)
    return found is not None and not WORDS.search(row.text[: found.start()] + row.text[found.end() :])


def is_dated_soon(rows: Sequence[Row], at: int) -> bool:
    """Whether a time stands in this row or in one of the next, before an empty line or a point of a list."""
    for row in rows[at : at + 3]:
        if row is not rows[at] and (row.gap or row.bullet or is_text(row)):
            return False
        if is_dated(row):
            return True
    return False


def is_body(row: Row, entry: Entry) -> bool:
    """Whether a row that is no point of a list is an entry's text."""
    if row.level:
        return False
    if is_text(row) and not is_dated(row):
        return True
    if entry.head[0].level and row.text.endswith(".") and len(row.text.split()) > 3 and not is_dated(row):
        return True  # a sentence below a heading
    return entry.dated and row.gap and not is_dated(row)
