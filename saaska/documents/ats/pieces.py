"""Pieces of text, as a program that extracts text meets them: a name, a date, one line of a paragraph."""

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from saaska.documents.ats.words import UNSPACED, is_period, plain

Style = tuple[str, float, tuple[int, ...]]  # typeface, size, colour

FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
FROM_THE_LEFT = re.compile(
    r"[A-Za-z\d\u00c0-\u02af][\w.,/:%+-]*[A-Za-z\d\u00c0-\u02af]", re.ASCII
)  # within it
YEAR_MARK = re.compile(r"\d{4}[年년]")
MONTH_MARK = re.compile(r"[\u0900-\u0963]")
DATED_PIECES = 14  # that a period of two months has at most
SAME_LINE = 0.4  # of the smaller size: the most that the letters of a line stand apart
ALIGNED = 2  # points within which lines start below one another
SEVERAL = 3  # such lines make a column
WIDE = 0.75  # of the way to the right edge: where a line ends that may have been parted
WRAPPED = 1.52  # times the size: the most that a line of the same title is below the one before


@dataclass(frozen=True)
class Piece:
    """Text that is drawn in one go. Coordinates are points from the lower left of its page."""

    text: str
    style: Style
    page: int
    left: float
    right: float
    base: float  # the line the letters stand on
    begins: bool = False  # a line
    wide: bool = False  # enough for its text to have been parted at the right edge

    @property
    def said(self) -> str:
        return plain(self.text)

    @property
    def size(self) -> float:
        """In points."""
        return self.style[1]

    def beside(self, other: "Piece") -> bool:
        return self.page == other.page and abs(self.base - other.base) < SAME_LINE * min(
            self.size, other.size
        )


def pieces(pdf: bytes) -> list[Piece]:
    """The pieces of text in the order they are drawn, without the pages' margins."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = [
            piece
            for number, page in enumerate(document)
            for piece in _without_margins(list(_pieces_of(page, number)), len(document))
        ]
    finally:
        document.close()
    if not found:
        return []
    begun = [
        replace(piece, begins=last is None or not piece.beside(last))
        for last, piece in zip([None, *found[:-1]], found, strict=True)
    ]
    return [piece for line in _measured(list(lines(begun))) for piece in whole_dates(line)]


def lines(found: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces that are drawn one after the other beside each other."""
    line: list[Piece] = []
    for piece in found:
        if line and piece.begins:
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def joined(found: Iterable[Piece]) -> str:
    """The pieces as one text; within a line they are set apart by the spaces they have themselves."""
    text = ""
    last: Piece | None = None
    for piece in found:
        parted_word = last is not None and not piece.beside(last) and _parted(text, piece.said)
        gap = last is not None and not parted_word and (not piece.beside(last) or _apart(last, piece))
        text += f" {piece.text}" if gap else piece.text
        last = piece
    return plain(text)


def _parted(text: str, more: str) -> bool:
    """Whether a line ends within a word: behind a hyphen, or in a script that is written without spaces."""
    return text.endswith("-") or bool(UNSPACED.match(text.rstrip()[-1:]) and UNSPACED.match(more))


def _apart(first: Piece, second: Piece) -> bool:
    """Whether white space lies between two pieces of a line."""
    distance = max(second.left - first.right, first.left - second.right)
    return distance > 0.25 * min(first.size, second.size)


def follows(first: Piece, second: Piece) -> bool:
    """Whether the second is the next line of the same text."""
    return first.page == second.page and 0 < first.base - second.base < WRAPPED * first.size


def whole_dates(line: Sequence[Piece]) -> Iterator[Piece]:
    """The line's pieces with those in one that write a date in Chinese, Japanese, Korean, Hindi, Arabic or Hebrew:
    their digits have another typeface."""
    place = 0
    while place < len(line):
        piece = line[place]
        for end in range(min(len(line), place + DATED_PIECES), place + 1, -1):
            if date := _marked_date(line[place:end]) or _date_from_the_right(line[place:end]):
                yield replace(piece, text=date, right=max(part.right for part in line[place:end]))
                place = end
                break
        else:
            yield piece
            place += 1


def _marked_date(found: Sequence[Piece]) -> str:
    first = found[0].said[:1]
    if not (first.isdigit() or MONTH_MARK.match(first)):
        return ""
    text = joined(found)
    return text if (YEAR_MARK.search(text) or MONTH_MARK.search(text)) and is_period(text) else ""


def _date_from_the_right(found: Sequence[Piece]) -> str:
    """Months in words among numbers, drawn from the left, read from the right: what stands apart is no part of it."""
    if any(
        first.style[1:] != second.style[1:] or _apart(first, second) for first, second in pairwise(found)
    ) or not any(FROM_THE_RIGHT.search(piece.text) for piece in found):
        return ""
    text = plain("".join(map(_from_the_right, reversed(found))))
    return text if is_period(text) else ""


def _from_the_right(piece: Piece) -> str:
    """A piece's text as it goes on where the text around it is read from the right."""
    if FROM_THE_RIGHT.search(piece.text):
        return piece.text
    return "".join(reversed(re.findall(r"\d+|\D", piece.text)))


def _measured(found: list[list[Piece]]) -> Iterator[list[Piece]]:
    """The lines with what reaches far to the right marked, within the lines that start below one another."""
    rights: dict[int, list[float]] = {}
    starts = [round(min(piece.left for piece in line) / ALIGNED) for line in found]
    for start, line in zip(starts, found, strict=True):
        rights.setdefault(start, []).append(max(piece.right for piece in line))
    widest = max(map(max, rights.values()))
    for start, line in zip(starts, found, strict=True):
        near = [right for place in (start - 1, start, start + 1) for right in rights.get(place, [])]
        edge = max(near) if len(near) >= SEVERAL else widest
        yield [replace(piece, wide=piece.right > WIDE * edge) for piece in line]


def _pieces_of(page: pypdfium2.PdfPage, number: int) -> Iterator[Piece]:
    text_page = page.get_textpage()
    mixed = bool(FROM_THE_RIGHT.search(text_page.get_text_range()))
    letters = _letters(text_page) if mixed else {}
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        left, _bottom, right, _top = drawn.get_bounds()
        # PDFium takes a hyphen at a line's end for one that parts a word. Joiners fill in for letters: see codes.py.
        text = (
            _wide(raw.FPDFTextObj_GetText, drawn.raw, text_page.raw)
            .replace("\x02", "-")
            .replace("\u200d", "")
        )
        if mixed:
            text = _as_read(letters.get(_address(drawn.raw), []))
        if plain(text):
            yield Piece(text, _style(drawn), number, left, right, drawn.get_matrix().f)
    text_page.close()


def _letters(text_page: pypdfium2.PdfTextPage) -> dict[int, list[tuple[float, str]]]:
    """The letters of each drawn text, with where they stand from the left."""
    found: dict[int, list[tuple[float, str]]] = {}
    left, base = ctypes.c_double(), ctypes.c_double()
    for number in range(text_page.count_chars()):
        drawn = raw.FPDFText_GetTextObject(text_page.raw, number)
        if drawn and raw.FPDFText_GetCharOrigin(text_page.raw, number, left, base):
            letter = chr(raw.FPDFText_GetUnicode(text_page.raw, number))
            found.setdefault(_address(drawn), []).append((left.value, letter))
    return found


def _address(drawn: object) -> int:
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # a pointer of the binding


def _as_read(letters: list[tuple[float, str]]) -> str:
    """The letters in their order. PDFium guesses the order of words on a line from the right, and errs at dates."""
    text = "".join(letter for _left, letter in sorted(letters))
    if not FROM_THE_RIGHT.search(text):
        return text
    return FROM_THE_LEFT.sub(lambda found: found[0][::-1], text[::-1])


def typeface(drawn: pypdfium2.PdfObject) -> str:
    """The name of what a text is set in, without the mark of its part."""
    font = raw.FPDFTextObj_GetFont(drawn.raw)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode(errors="replace").partition("+")[2]


def _style(drawn: pypdfium2.PdfObject) -> Style:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(drawn.raw, size)
    colour = [ctypes.c_uint() for _part in range(4)]
    raw.FPDFPageObj_GetFillColor(drawn.raw, *colour)
    scale = abs(drawn.get_matrix().d) or 1.0
    return typeface(drawn), round(size.value * scale, 1), tuple(part.value for part in colour[:3])


def _wide(function: object, *arguments: object) -> str:
    """What a function of PDFium that fills a buffer with UTF-16 says."""
    length = function(*arguments, None, 0)  # type: ignore[operator]  # the binding has no types
    buffer = ctypes.create_string_buffer(length)
    function(*arguments, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)  # type: ignore[operator]  # the same
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", errors="replace")


def _without_margins(found: list[Piece], pages: int) -> list[Piece]:
    """The pieces of a page without its lowest line when that numbers the page: "Page 2 of 3", a name beside it."""
    lowest = min(found, key=lambda piece: piece.base, default=None)
    numbers = [
        piece
        for piece in found
        if re.findall(r"\d+", piece.said) == [str(piece.page + 1), str(pages)]
        and lowest
        and piece.beside(lowest)
    ]
    return [piece for piece in found if not any(piece.beside(number) for number in numbers)]
