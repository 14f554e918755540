"""Days as tables write them."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from resumes.importers.dates import MONTH_NUMBERS

LONGEST: Final = 60  # characters of a day, with its time
YEARS: Final = range(1970, 2100)
TIME: Final = r"(?:[T ,].{0,40})?"
YEAR_FIRST: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + TIME, re.ASCII)
DOTTED: Final = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})" + TIME, re.ASCII)
PARTED: Final = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})" + TIME, re.ASCII)
DAY_AND_WORD: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|º|er)?\.?[ -](?:de )?([^\W\d_]{3,12})\.?,?[ -](?:de )?(\d{4}|\d{2})" + TIME
)
WORD_AND_DAY: Final = re.compile(r"([^\W\d_]{3,12})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4})" + TIME)
WEEKDAY: Final = re.compile(r"[^\W\d_]{2,12}\.?, ")
COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
SERIAL: Final = re.compile(r"(\d{5})(?:\.\d{1,12})?", re.ASCII)  # days since the end of 1899, as Excel counts
SERIALS: Final = range(36_526, 73_051)  # 2000 to 2099
ORDERS: Final = ("dm", "md")


def day_of(text: str, order: str) -> date | None:
    """The day that a text names. `order` says how to read 3/4/2026: "dm", "md" or "", when nobody knows."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    for form, parts in (
        (YEAR_FIRST, (1, 3, 4)),
        (COMPACT, (1, 2, 3)),
        (DOTTED, (3, 2, 1)),
    ):
        if found := form.fullmatch(text):
            return real(*(found[part] for part in parts))
    if found := PARTED.fullmatch(text):
        return parted(int(found[1]), int(found[3]), found[4], order)
    if found := SERIAL.fullmatch(text):
        days = int(found[1])
        return date(1899, 12, 30) + timedelta(days=days) if days in SERIALS else None
    return in_words(text)


def in_words(text: str) -> date | None:
    text = WEEKDAY.sub("", text, count=1)
    if found := DAY_AND_WORD.fullmatch(text):
        return real(found[3], month(found[2]), found[1])
    if found := WORD_AND_DAY.fullmatch(text):
        return real(found[3], month(found[1]), found[2])
    return None


def month(word: str) -> int:
    return MONTH_NUMBERS.get(word.lower(), 0)


def real(year: str, month: str | int, day: str | int) -> date | None:
    """The day, if there is such a one. A year of two digits is of this century."""
    number = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(number, int(month), int(day)) if number in YEARS else None
    except ValueError:
        return None


def parted(first: int, second: int, year: str, order: str) -> date | None:
    if first == second or order == "dm" or (not order and first > 12):
        return real(year, second, first)
    return real(year, first, second) if order == "md" or second > 12 else None


def order_of(texts: Iterable[str]) -> str:
    """How a column writes 3/4/2026: "dm" or "md" when a day past the twelfth tells; "" when nothing does, or both."""
    told = set()
    for text in texts:
        if len(text) <= LONGEST and (found := PARTED.fullmatch(text.strip())):
            first, second = int(found[1]), int(found[3])
            told |= {"dm"} if first > 12 else {"md"} if second > 12 else set()
    return told.pop() if len(told) == 1 else ""


def is_open(texts: Iterable[str]) -> bool:
    """Whether a column has days that can be read in two ways."""
    pairs = (PARTED.fullmatch(text.strip()) for text in texts if len(text) <= LONGEST)
    return any(
        found and found[1].lstrip("0") != found[3].lstrip("0") and max(int(found[1]), int(found[3])) <= 12
        for found in pairs
    )
