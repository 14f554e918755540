"""The lines of a PDF of any program, by where their letters stand.

PDFium's own text has no places: it takes a short page in two narrow columns for one that is written downwards, and
points whose signs are drawn instead of written are lines like all others.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pypdfium2
from pypdfium2 import raw

from resumes.importers.vocabulary import heading

MOST_LETTERS: Final = 200_000
SAME_LINE: Final = 0.4  # of the size: the most that letters of a line stand above one another
SPACE: Final = 0.17  # of the size: white space between words
COLUMN: Final = 2.0  # times the size: white space that sets columns apart
INDENTED: Final = (8, 60)  # points that an item of a list stands to the right of what it belongs to
LARGER: Final = 1.25  # times the size of everything before it: the name
REACHES: Final = 0.85  # of the longest line's end: a line that goes on in the next


@dataclass(frozen=True)
class Letter:
    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass
class Line:
    text: str
    page: int
    left: float
    right: float
    base: float
    size: float

    def takes(self, letter: Letter, page: int) -> bool:
        """Whether the letter goes on with it: on its height, and not far to the left of its end."""
        on_it = self.page == page and abs(self.base - letter.base) < SAME_LINE * min(self.size, letter.size)
        return on_it and letter.left > self.right - self.size

    def add(self, letter: Letter) -> None:
        gap = letter.left - self.right
        if gap > COLUMN * letter.size:
            self.text = f"{self.text.rstrip()}   "
        elif gap > SPACE * letter.size and not self.text.endswith(" ") and letter.text != " ":
            self.text += " "
        self.text += letter.text
        self.right = max(self.right, letter.right)
        self.size = max(self.size, letter.size)


def text_of(data: bytes) -> str:
    """The pages' lines, the name's part first, points with a sign; "" when they cannot be told."""
    try:
        found = [line for line in lines(data) if line.text.strip()]
    except (pypdfium2.PdfiumError, OverflowError):
        return ""
    return "\n".join(with_signs(name_first(found)))


def lines(data: bytes) -> list[Line]:
    """In the order in which they are drawn; none of a document with more letters than a résumé has."""
    document = pypdfium2.PdfDocument(data)
    found: list[Line] = []
    try:
        left = MOST_LETTERS
        for number, page in enumerate(document):
            text_page = page.get_textpage()
            left -= text_page.count_chars()
            if left < 0:
                return []
            for letter in letters(text_page):
                if found and found[-1].takes(letter, number):
                    found[-1].add(letter)
                elif letter.text != " ":
                    found.append(
                        Line(letter.text, number, letter.left, letter.right, letter.base, letter.size)
                    )
        return found
    finally:
        document.close()


def letters(text_page: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    """What is really drawn: PDFium adds the ends of lines, and spaces, that it guesses."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for number in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page.raw, number)
        if raw.FPDFText_IsGenerated(text_page.raw, number) == 1 or code in (0, 10, 13):
            continue
        raw.FPDFText_GetLooseCharBox(text_page.raw, number, box)
        raw.FPDFText_GetCharOrigin(text_page.raw, number, x, y)
        text = "-" if code in (2, 0xFFFE) else " " if chr(code).isspace() else chr(code)
        height = max(box.top - box.bottom, 1.0)
        yield Letter(text, box.left, box.right, y.value, height)


def name_first(found: list[Line]) -> list[Line]:
    """A sidebar that is drawn before the name comes behind the first page."""
    first = [line for line in found if line.page == found[0].page] if found else []
    largest = max(range(len(first)), key=lambda at: first[at].size, default=0)
    before = first[:largest]
    if not any(heading(line.text) for line in before):
        return found
    if first[largest].size < LARGER * max(line.size for line in before):
        return found
    return first[largest:] + before + found[len(first) :]


def with_signs(found: list[Line]) -> list[str]:
    """The lines' texts; items of lists begin with a sign."""
    texts: list[str] = []
    edge = max((line.right for line in found), default=0)
    around, within = 0.0, 0.0  # where the text stands, and the list below it; 0: in no list
    for last, line in pairwise([None, *found]):
        assert line is not None  # only the first has none before it
        goes_on = last is not None and last.right > REACHES * edge and line.text[:1].islower()
        if last is None or line.page != last.page or abs(line.left - around) < INDENTED[0]:
            around, within = line.left, 0.0
        elif INDENTED[0] <= line.left - around <= INDENTED[1]:
            within = line.left
        else:
            around, within = line.left, 0.0
        is_item = bool(within) and not (goes_on and abs(last.left - line.left) < 1 if last else False)
        texts.append(f"• {line.text.strip()}" if is_item else line.text.strip())
    return texts
