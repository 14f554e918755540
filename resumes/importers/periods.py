"""Periods as people write them in one line, in many languages: "March 2022 - Present", "seit 2019"."""

import re
from dataclasses import dataclass
from typing import Any, Final

from resumes.importers.dates import is_present, read_date

# Dashes and arrows part a period anywhere, words and hyphens where spaces stand around them.
PARTING: Final = re.compile(
    r"\s*[–—−‒―~～〜→⇒➔]\s*|\s*->\s*|\s+-+\s*|\s*-+\s+|\s*-\s*"
    r"|\s+(?:to|until|till|thru|through|bis|à|au|jusqu'à|jusqu'en|a|al|hasta|até|tot|til|till|do|ad|ca|ile"
    r"|по|до|έως|إلى|حتى)\s+|\s*(?:から|至|부터)\s*",
    re.IGNORECASE,
)
SINCE: Final = re.compile(
    r"(?:since|as of|seit|ab|depuis(?: le)?|dès|desde(?: el)?|sinds|vanaf|siden|sedan|från|od|с|από) +(.+)"
    r"|(.+?)(?:[～〜]|以来|起|から)",
    re.IGNORECASE,
)
OPENING: Final = re.compile(r"(?:from|von|de|du|dal|da|van|fra|între|от|з) +", re.IGNORECASE)
CLOSING: Final = re.compile(
    r"(?:until|till|up to|bis|jusqu'à|jusqu'en|hasta|até|fino a|tot|til|do) +(.+)", re.IGNORECASE
)
YEARS: Final = re.compile(r"([12][0-9]{3})\s*/\s*([12][0-9]{3})")
WRAPPED: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
LASTING: Final = re.compile(  # "(1 yr 3 mos)"
    r"\s*[(,·|]\s*[^()]*\b"
    r"(?:mos?|months?|yrs?|years?|Monate?|Jahre?|mois|ans?|meses|años?|anni|mesi|anos?)\b[^()]*\)?$",
    re.IGNORECASE,
)
DASHES: Final = "-–—−‒―~～〜→"
WITH_YEAR: Final = re.compile(r"[12][0-9]{3}")
LONGEST: Final = 80  # characters; a longer text is no period


@dataclass(frozen=True)
class Period:
    """What a period's text says. `fields` are those of our shapes; `first` names the first of them."""

    start: str = ""
    end: str = ""
    current: bool = False
    why: str = "date_form"

    @property
    def fields(self) -> dict[str, Any]:
        known = {"startDate": self.start, "endDate": self.end, "current": self.current}
        return {name: value for name, value in known.items() if value}

    @property
    def first(self) -> str:
        return next(iter(self.fields))


def read_period(text: str) -> Period | None:
    """The period; None when the text is none for certain."""
    text = " ".join(text.replace("’", "'").split())
    if len(text) > LONGEST:
        return None
    text = LASTING.sub("", text)
    if wrapped := WRAPPED.fullmatch(text):
        text = wrapped[1].strip()
    return one_date(text) or two_dates(text) or open_date(text)


def one_date(text: str) -> Period | None:
    """A date alone is when something was done or ended, never how long it took."""
    if years := YEARS.fullmatch(text):
        return ordered(years[1], years[2], "")
    found, why = read_date(text)
    if not found or why in ("date_year", "ambiguous") or text[-1] in DASHES:
        return None
    return Period(end=found, why="single_date")


def two_dates(text: str) -> Period | None:
    """The one reading as two dates; None when there is none, or another one as well."""
    signs = PARTING.finditer(text)
    found = {period for sign in signs if (period := parted(text[: sign.start()], text[sign.end() :]))}
    return found.pop() if len(found) == 1 else None


def parted(before: str, behind: str) -> Period | None:
    before, behind = before.strip(" ,"), behind.strip(" ,").removesuffix("まで")
    since = SINCE.fullmatch(before)
    before = since[1] or before if since else OPENING.sub("", before, count=1)
    start, why = read_date(before)
    if not start and (year := WITH_YEAR.search(behind)) and not WITH_YEAR.search(before):
        start, why = read_date(f"{before} {year[0]}")  # "March - June 2020"
    if not start or why == "ambiguous":
        return None
    if not behind or is_present(behind):
        return Period(start, current=True, why="current" if why in ("", "date_form") else why)
    end, end_why = read_date(behind)
    if not end or end_why == "ambiguous":
        return None
    return ordered(start, end, "date_year" if "date_year" in (why, end_why) else "")


def open_date(text: str) -> Period | None:
    """ "Since 2019", "bis 2020"."""
    if (closing := CLOSING.fullmatch(text)) and (end := read_date(closing[1])[0]):
        return Period(end=end)
    since = SINCE.fullmatch(text)
    start = read_date(since[1] or since[2])[0] if since else ""
    return Period(start, current=True, why="current") if start else None


def ordered(start: str, end: str, why: str) -> Period | None:
    """The period, unless its end is before its start."""
    shorter = min(len(start), len(end))
    return Period(start, end, why=why or "date_form") if start[:shorter] <= end[:shorter] else None
