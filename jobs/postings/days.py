"""Days as postings write them."""

import re
from datetime import date
from typing import Final

MONTHS_WRITTEN: Final = """
january jan januar janvier enero
february feb februar février febrero
march mar märz maerz mars marzo
april apr avril abril
may mai mayo
june jun juni juin junio
july jul juli juillet julio
august aug août agosto
september sep sept septembre septiembre
october oct oktober okt octobre octubre
november nov novembre noviembre
december dec dezember dez décembre diciembre
"""
MONTHS: Final = {
    word: number
    for number, line in enumerate(MONTHS_WRITTEN.strip().splitlines(), start=1)
    for word in line.split()
}
ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DAY_FIRST: Final = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(\d{4})\b"
)
MONTH_FIRST: Final = re.compile(r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
DOTS: Final = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
SLASHES: Final = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


def day_of(text: str) -> date | None:
    """The first day in a short text; None when there is none, or day and month could be swapped."""
    text = text[:100]
    readings = (
        (ISO, lambda found: (found[1], int(found[2]), found[3])),
        (DAY_FIRST, lambda found: (found[3], MONTHS.get(found[2].lower(), 0), found[1])),
        (MONTH_FIRST, lambda found: (found[3], MONTHS.get(found[1].lower(), 0), found[2])),
        (DOTS, lambda found: (found[3], int(found[2]), found[1])),
        (SLASHES, lambda found: (found[3], *_told_apart(int(found[1]), int(found[2])))),
    )
    for pattern, parts in readings:
        if found := pattern.search(text):
            return _day(*parts(found))
    return None


def _told_apart(first: int, second: int) -> tuple[int, int]:
    """Month and day of two numbers; no month when each could be it."""
    if first > 12 or first == second:
        return second, first
    return (first, second) if second > 12 else (0, 0)


def _day(year: str, month: int, day: str | int) -> date | None:
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2100 else None
