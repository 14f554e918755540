"""What a person decides about a table: what its columns are, how its days and words are read, what becomes of twins."""

import hashlib
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Final, Self

from applications.importing import columns, days
from applications.importing.columns import plain
from applications.importing.sheet import Sheet
from applications.importing.statuses import status_of

ADD, MERGE, LEAVE = "add", "merge", "leave"
DAYS: Final = ("date_applied", "status_on")
MOST_WORDS: Final = 40  # statuses that are asked for; others are left out


@dataclass(frozen=True)
class Choices:
    """`statuses` maps words nobody knows, by key_of(), to a status; `rows` maps lines to ADD, MERGE or LEAVE.

    `day` (ISO) is for rows that name none, `order` for days such as 3/4/2026.
    """

    columns: list[str]
    order: str = ""
    day: str = ""
    statuses: dict[str, str] = field(default_factory=dict)
    twins: str = LEAVE
    rows: dict[str, str] = field(default_factory=dict)

    @classmethod
    def guess(cls, sheet: Sheet) -> Self:
        filled = [any(cell.strip() for cell in sheet.cells(number)) for number in range(len(sheet.columns))]
        found = cls(with_status(sheet, columns.guessed(sheet.columns, filled)))
        return replace(found, order="md" if sheet.is_linkedin else found.order_told(sheet))

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        return cls(**{one.name: stored[one.name] for one in fields(cls) if one.name in stored})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def order_told(self, sheet: Sheet) -> str:
        return days.order_of(self.day_cells(sheet))

    def asks_for_order(self, sheet: Sheet) -> bool:
        return not self.order_told(sheet) and days.is_open(self.day_cells(sheet))

    def day_cells(self, sheet: Sheet) -> list[str]:
        numbers = [number for number, name in enumerate(self.columns) if name in DAYS]
        return [cell for number in numbers for cell in sheet.cells(number)]

    def unknown_words(self, sheet: Sheet) -> dict[str, str]:
        """The words for a status that nobody knows, as the file writes them first, by key_of()."""
        found: dict[str, str] = {}
        for number in (number for number, name in enumerate(self.columns) if name == "status"):
            for cell in sheet.cells(number):
                if cell.strip() and not status_of(cell) and len(found) < MOST_WORDS:
                    found.setdefault(key_of(cell), cell.strip()[:80])
        return found

    def reads_as(self, other: "Choices") -> bool:
        """Whether the rows become the same, whatever is done with twins."""
        return replace(self, twins="", rows={}) == replace(other, twins="", rows={})


def with_status(sheet: Sheet, guessed: list[str]) -> list[str]:
    """Where no column is called a status, that of the stage is one if its words are those of statuses."""
    if "status" in guessed or "stage" not in guessed:
        return guessed
    number = guessed.index("stage")
    words = {cell.strip() for cell in sheet.cells(number) if cell.strip()}
    if 2 * sum(bool(status_of(word)) for word in words) < len(words):
        return guessed
    return [*guessed[:number], "status", *guessed[number + 1 :]]


def key_of(word: str) -> str:
    return hashlib.sha256(plain(word).encode()).hexdigest()[:12]
