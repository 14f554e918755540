"""Text made ready to print: on one line, without what cannot be printed, knowing in which direction it is read."""

import unicodedata
from collections.abc import Iterable

from saaska.documents.texts import printable

LONG_NAME = 36  # characters of a name that no longer fit the biggest type


class Words(str):
    """Text to print; `rtl` tells whether it is read from the right."""

    __slots__ = ()

    @property
    def rtl(self) -> bool:
        return self._first_strong() in ("R", "AL")

    @property
    def ltr(self) -> bool:
        """Read from the left; a number alone is neither."""
        return self._first_strong() == "L"

    def _first_strong(self) -> str:
        strong = (unicodedata.bidirectional(letter) for letter in self)
        return next((kind for kind in strong if kind in ("L", "R", "AL")), "")

    @property
    def long(self) -> bool:
        return len(self) > LONG_NAME


NOTHING = Words()


def words(value: object) -> Words:
    """The value on one line, without anything that cannot be printed."""
    return Words(printable(str(value), lines=False)) if value not in (None, "") else Words()


def several(values: Iterable[object]) -> list[Words]:
    return [found for value in values if (found := words(value))]


def paragraphs(text: object) -> list[Words]:
    """A text's paragraphs: every line end starts a new one."""
    return several(printable(str(text)).split("\n")) if text else []


def joined(*values: object, by: str = ", ") -> Words:
    return Words(by.join(several(values)))


def width(text: str) -> int:
    """How many characters of Latin the text is as wide as: one of Chinese, Japanese or Korean is as wide as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def is_east_asian(text: str) -> bool:
    """Whether every letter of the text is Chinese, Japanese or Korean."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(unicodedata.east_asian_width(letter) in "WF" for letter in letters)
