"""Periods of a Candidate: dates in elements of their own."""

from typing import Final

from resumes.importers.entry import Entry
from resumes.importers.keys import Key

MOMENT: Final = "FormattedDateTime"
STARTS: Final[tuple[Key, ...]] = (("StartDate", MOMENT), ("StartDate", "DateText"), "StartDate")
ENDS: Final[tuple[Key, ...]] = (("EndDate", MOMENT), ("EndDate", "DateText"), "EndDate")
CURRENTS: Final[tuple[Key, ...]] = ("CurrentIndicator", "Ongoing")


def read_period(entry: Entry, *around: str) -> None:
    """A period with its parts below these keys."""
    starts, ends, currents = (
        tuple((*around, *((key,) if isinstance(key, str) else key)) for key in keys)
        for keys in (STARTS, ENDS, CURRENTS)
    )
    entry.period(starts, ends, currents, open_ended=False)
