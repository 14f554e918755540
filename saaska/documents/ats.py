"""Reading our own PDF back, from its text alone, as an employer's software does.

Neither the data attached to a PDF nor its tags are looked at: only pieces of text in the order they are
drawn, with typeface, size, colour and place. What such a reader cannot tell, other people's cannot either. A
piece is what a program that extracts text meets as one: a name, a date, one line of a paragraph.

The reader learns the styles of a document (which headings, titles and body text are set in) from a few sure
signs: the usual words of headings, periods of time, bullets, addresses.
"""

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile, pairwise, takewhile
from math import inf

import pypdfium2
from pypdfium2 import raw

from saaska.documents import wording

Style = tuple[str, float, tuple[int, ...]]  # typeface, size, colour

HEADINGS = {
    "summary": "summary|profile|about|about me|objective|profil|zusammenfassung|resumen|perfil",
    "work": "work experience|experience|employment|employment history|professional experience|berufserfahrung"
    "|berufliche laufbahn|expérience professionnelle|expériences|experiencia|experiencia laboral",
    "education": "education|ausbildung|bildung|formation|études|educación|formación",
    "skills": "skills|technical skills|kenntnisse|fähigkeiten|compétences|habilidades|competencias",
    "projects": "projects|projekte|projets|proyectos",
    "languages": "languages|sprachen|langues|idiomas",
    "certificates": "certificates|certifications|zertifikate|certificats|certificados",
    "awards": "awards|honors|auszeichnungen|prix|distinctions|premios",
    "publications": "publications|veröffentlichungen|publicaciones",
    "volunteering": "volunteering|volunteer experience|ehrenamt|bénévolat|voluntariado",
    "references": "references|referenzen|références|referencias",
    "interests": "interests|interessen|centres d’intérêt|intereses",
}


def folded(heading: str) -> str:
    """A heading as headings are compared: without case, accents and spaces. Capitals drop accents in Greek and have
    them in Turkish, and a gap within an Arabic word may look like a space."""
    letters = unicodedata.normalize("NFD", "".join(heading.split()).casefold().replace("ı", "i"))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


KINDS = {
    **{folded(said.heading(kind)): kind for said in wording.BY_LANGUAGE.values() for kind in wording.KINDS},
    **{folded(word): kind for kind, words in HEADINGS.items() for word in words.split("|")},
}  # by the folded heading
EMPLOYERS = frozenset(
    ["work", "education", "volunteering"]
)  # kinds whose organizations may look like addresses
HISTORIES = frozenset(
    ["work", "volunteering", ""]
)  # kinds whose entries may be roles at an employer above them
LISTS = frozenset(["skills", "languages", "interests"])  # kinds whose sections are things in a line

MONTH = r"(?:[^\W\d_]|[\u0900-\u0963]){2,12}\.?"  # vowels of Hindi are no letters to Python
DAY = (
    rf"(?:(?:[0-3]?\d[./])?[01]?\d[./-]\d{{4}}|\d{{4}}(?:[-/.]\d\d){{0,2}}|(?:[0-3]?\d\.? )?{MONTH}(?: de)? \d{{4}}"
    rf"|\d{{4}}\. {MONTH}|\d{{4}}年(?: ?\d?\d月)?|\d{{4}}년(?: ?\d?\d월)?)"
)
ENDS = ["present", "today", "now", "current", "aujourd'hui", "présent", "actual"]
TODAY = (
    "(?:" + "|".join(map(re.escape, [*ENDS, *(said.present for said in wording.BY_LANGUAGE.values())])) + ")"
)
PERIOD = re.compile(rf"(?:{DAY}(?: ?[–-] ?(?:{DAY}|{TODAY}))?|{TODAY})", re.IGNORECASE)
BEGUN = re.compile(
    rf"{DAY} ?[–-](?: {MONTH}(?: de)?| \d{{4}}\.)?", re.IGNORECASE
)  # a period that ends on the next line
E_MAIL = re.compile(r"[^\s@<>|]+@[^\s@<>|]+\.[^\s@<>|]+")
PHONE = re.compile(r"\+?[\d(][\d\s().\u2010-\u2015/-]{4,}\d")
ADDRESS = re.compile(r"(?:[^\s:/]{1,40}: )?(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?")
NOTED = re.compile(r"(.*?)(?: ?\(([^()]*)\))?,?")  # "Python (Expert)"
FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
FROM_THE_LEFT = re.compile(
    r"[A-Za-z\d\u00c0-\u02af][\w.,/:%+-]*[A-Za-z\d\u00c0-\u02af]", re.ASCII
)  # within it
YEAR_MARK = re.compile(r"\d{4}[年년]")
MONTH_MARK = re.compile(r"[\u0900-\u0963]")
DATED_PIECES = 14  # that a period of two months has at most
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff01-\uff60]")  # Chinese and Japanese
SEPARATORS = frozenset("|,·•–—/;")
BULLETS = frozenset("•▪◦‣–")
SAME_LINE = 0.4  # of the smaller size: the most that the letters of a line stand apart
ALIGNED = 2  # points within which lines start below one another
SEVERAL = 3  # such lines make a column
WIDE = 0.75  # of the way to the right edge: where a line ends that may have been parted
LARGER = 1.05  # times the size of titles: the least size of an employer's name above several roles
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


@dataclass(frozen=True)
class Entry:
    """A job, a study, a prize. `details` are labelled: {"Technologies": "Go, SQL"}."""

    title: str = ""
    organization: str = ""
    place: str = ""
    period: str = ""
    link: str = ""
    text: str = ""
    bullets: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    name: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Skills of a category, languages: things in a line, under a name that may be "", with a note on all."""

    name: str
    items: tuple[Item, ...]
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Everything under a heading; `kind` is "" when its words are not known."""

    title: str
    kind: str
    text: str = ""
    entries: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True)
class Resume:
    """What a program learns from the text of a résumé."""

    name: str = ""
    headline: str = ""
    email: str = ""
    phone: str = ""
    place: str = ""
    links: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    def of_kind(self, kind: str) -> list[Section]:
        return [section for section in self.sections if section.kind == kind]

    @property
    def summary(self) -> str:
        return " ".join(section.text for section in self.of_kind("summary"))

    @property
    def jobs(self) -> list[Entry]:
        return [entry for section in self.of_kind("work") for entry in section.entries]

    @property
    def education(self) -> list[Entry]:
        return [entry for section in self.of_kind("education") for entry in section.entries]

    @property
    def skills(self) -> list[Item]:
        return [
            item for section in self.of_kind("skills") for group in section.groups for item in group.items
        ]


def read(pdf: bytes) -> Resume:
    """What the text of one of our résumés says; pypdfium2.PdfiumError when the bytes are no PDF."""
    found = pieces(pdf)
    headings = heading_styles(found)
    head, *rest = parted(found, headings)
    body = body_styles(found)
    sections = tuple(_section(part, headings, body) for part in rest)
    return replace(_header(head), sections=sections)


def plain(text: str) -> str:
    return " ".join(text.split())


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


def whole_dates(line: Sequence[Piece]) -> Iterator[Piece]:
    """The line's pieces with those in one that write a date in Chinese, Japanese, Korean or Hindi: their digits have
    another typeface."""
    place = 0
    while place < len(line):
        end = next(
            (
                end
                for end in range(min(len(line), place + DATED_PIECES), place + 1, -1)
                if _is_marked_date(line[place:end])
            ),
            place + 1,
        )
        first, last = line[place], line[end - 1]
        yield first if end == place + 1 else replace(first, text=joined(line[place:end]), right=last.right)
        place = end


def _is_marked_date(found: Sequence[Piece]) -> bool:
    first = found[0].said[:1]
    if len(found) > DATED_PIECES or not (first.isdigit() or MONTH_MARK.match(first)):
        return False
    text = joined(found)
    return bool((YEAR_MARK.search(text) or MONTH_MARK.search(text)) and _is_period(text))


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


def heading_styles(found: Sequence[Piece]) -> frozenset[Style]:
    """The styles that usual headings are set in: at the start of a line, the same for several of them.

    A style with one usual heading counts too (a narrow column may have its own), unless most of what is set
    in it is no heading: a category of skills may be called "Languages".
    """
    known: dict[Style, set[str]] = {}
    others: Counter[Style] = Counter()
    for line in lines(found):
        text = folded(joined(_start(line)))
        if text in KINDS:
            known.setdefault(line[0].style, set()).add(KINDS[text])
        else:
            others[line[0].style] += 1
    sure = {style for style, kinds in known.items() if len(kinds) > 1}
    seen = {kind for style in sure for kind in known[style]}
    alone = {
        style
        for style, kinds in known.items()
        if style not in sure and not kinds & seen and others[style] <= 1
    }
    return frozenset(sure | alone)


def _start(line: Sequence[Piece]) -> list[Piece]:
    """The first pieces of a line that are set in one style."""
    return list(takewhile(lambda piece: piece.style == line[0].style, line))


def body_styles(found: Sequence[Piece]) -> frozenset[Style]:
    """The styles of running text: what follows bullets, else what there is most of."""
    after = Counter(
        second.style
        for first, second in pairwise(found)
        if first.begins and first.said in BULLETS and second.beside(first)
    )
    if after:
        return frozenset(after)
    counted: Counter[Style] = Counter()
    for piece in found:
        counted[piece.style] += len(piece.said)
    return frozenset(style for style, _length in counted.most_common(1))


def parted(found: Sequence[Piece], headings: frozenset[Style]) -> list[list[Piece]]:
    """The pieces before the first heading, then those of each section, its heading first."""
    parts: list[list[Piece]] = [[]]
    for line in lines(found):
        heads = line[0].style in headings
        last = parts[-1][-1] if parts[-1] else None
        wrapped = heads and last is not None and last.style in headings and _follows(last, line[0])
        if heads and not wrapped:
            parts.append([])
        content = line[len(_start(line)) :] if heads else []
        if content:  # beside its heading
            line = [*_start(line), replace(content[0], begins=True), *content[1:]]
        parts[-1] += line
    return parts


def _follows(first: Piece, second: Piece) -> bool:
    """Whether the second is the next line of the same text."""
    return first.page == second.page and 0 < first.base - second.base < WRAPPED * first.size


def _header(found: Sequence[Piece]) -> Resume:
    """Who the résumé is about: what stands before the first heading."""
    if not found:
        return Resume()
    largest = max(found, key=lambda piece: piece.size).style
    others = [piece for piece in found if piece.style != largest and piece.said not in SEPARATORS]
    said: dict[str, list[str]] = {"email": [], "phone": [], "link": [], "": []}
    texts = list(_contacts(others))
    for text, _style_of_it in texts:
        said[_kind_of_contact(text)].append(text)
    looks = {
        style[1:] for text, style in texts if _kind_of_contact(text)
    }  # whatever the typeface of a script
    left = [(text, style[1:] in looks) for text, style in texts if not _kind_of_contact(text)]
    return Resume(
        name=joined(piece for piece in found if piece.style == largest),
        headline=" ".join(text for text, is_contact in left if not is_contact),
        email=" ".join(said["email"][:1]),
        phone=" ".join(said["phone"][:1]),
        place=" ".join(text for text, is_contact in left if is_contact),
        links=tuple(said["link"]),
    )


def _contacts(found: Sequence[Piece]) -> Iterator[tuple[str, Style]]:
    """Each contact as one text, put together where it was parted at a line's end."""
    text, style = "", None
    last: Piece | None = None
    for piece in found:
        whole = last is None or not (
            piece.begins and piece.style == style and _follows(last, piece) and _continues(text, piece.said)
        )
        if whole and text:
            yield plain(text), last.style  # type: ignore[union-attr]  # there was a piece
            text = ""
        text += piece.said if not text or "/" in text or "@" in text else f" {piece.said}"
        style, last = piece.style, piece
    if last is not None:
        yield plain(text), last.style


def _continues(text: str, more: str) -> bool:
    """Whether a line's text goes on with the next: an address that was parted, or words of a place."""
    if _kind_of_contact(more):
        return False
    return not _kind_of_contact(text) or ("/" in text and ("/" in more or text.endswith(("/", "-", "_"))))


def _kind_of_contact(text: str) -> str:
    if E_MAIL.fullmatch(text):
        return "email"
    if PHONE.fullmatch(text):
        return "phone"
    return "link" if ADDRESS.fullmatch(text) else ""


def _section(found: Sequence[Piece], headings: frozenset[Style], body: frozenset[Style]) -> Section:
    length = next((number for number, piece in enumerate(found) if piece.style not in headings), len(found))
    title = joined(found[:length])
    kind = KINDS.get(folded(title), "")
    content = found[length:]
    if kind in LISTS:
        return Section(title, kind, groups=tuple(_groups(content, body)))
    if not content or kind == "summary" or (content[0].style in body and not _is_period(content[0].said)):
        return Section(title, kind, text=joined(content))
    reader = EntryReader(content, body, addressed=kind not in EMPLOYERS, roles=kind in HISTORIES)
    entries = reader.entries()
    return Section(title, kind, entries=entries)


def _is_period(text: str) -> bool:
    return bool(PERIOD.fullmatch(text) or BEGUN.fullmatch(text))


def _groups(found: Sequence[Piece], body: frozenset[Style]) -> Iterator[Group]:
    """Things in a line, by the names before them, which are set in a style of their own at the start of a line."""
    inside = [
        piece for piece in found if "," in piece.said or (not piece.begins and re.match(r"\w", piece.said))
    ]
    items = {piece.style for piece in inside} | body
    parts: list[tuple[list[Piece], list[Piece]]] = [([], [])]
    for piece in found:
        name, rest = parts[-1]
        if piece.begins and piece.style not in items and piece.said[0] != "(" and (rest or not name):
            parts.append(([piece], []))
        elif (
            piece.begins
            and piece.said[0] != "("
            and rest
            and not rest[-1].said.endswith(",")
            and not rest[-1].wide
        ):
            parts.append(([], [piece]))
        elif name and not rest and (piece.style == name[0].style or piece.said.startswith("(")):
            name.append(piece)
        else:
            rest.append(piece)
    for name, rest in parts:
        if rest:
            yield _group(joined(name).rstrip(" :"), joined(rest))
        elif name:  # nothing but one thing with a note
            yield _group("", joined(name))


def _group(name: str, listed: str) -> Group:
    noted = NOTED.fullmatch(name)
    found = (NOTED.fullmatch(text) for text in re.split(r"\s*,\s+(?![^()]*\))", listed))
    items = tuple(Item(item[1], item[2] or "") for item in found if item)
    return Group(noted[1], items, noted[2] or "") if noted else Group(name, items)


@dataclass
class Employer:
    """Who stands above several roles, and where."""

    name: list[Piece] = field(default_factory=list)
    place: list[Piece] = field(default_factory=list)


class Draft:
    """An entry while it is read. Until its text begins, what is not its title or time says who and where."""

    def __init__(self, employer: Employer | None = None) -> None:
        self.employer = employer
        self.title: list[Piece] = []
        self.period: list[Piece] = []
        self.roles: list[list[Piece]] = []
        self.link: list[Piece] = []
        self.text: list[Piece] = []
        self.bullets: list[list[Piece]] = []
        self.details: list[tuple[str, list[Piece]]] = []
        self.into: list[Piece] | None = None  # where the text goes that is read now
        self.last: Piece | None = None
        self.separated = True

    def role(self, piece: Piece) -> None:
        if self.separated or not self.roles or self.roles[-1][-1].style != piece.style:
            self.roles.append([])
        self.roles[-1].append(piece)
        self.separated = False

    def title_goes_on(self, piece: Piece) -> bool:
        """Whether a piece in the style of titles belongs to this one, on its line or the next."""
        last = self.title[-1]
        return piece.beside(last) or (self.last is last and _follows(last, piece))

    def ends_period(self, piece: Piece) -> bool:
        """Whether the piece is the second line of the time."""
        if (
            not self.period or piece.style[1:] != self.period[-1].style[1:]
        ):  # digits may have a typeface of their own
            return False
        return bool(PERIOD.fullmatch(joined([*self.period, piece])))

    def roles_end_before(self, piece: Piece) -> bool:
        """Whether a new line is none that who and where go on in: they do in their own style, or at full width."""
        last = self.roles[-1][-1] if self.roles else None
        return last is not None and piece.begins and piece.style != last.style and not last.wide

    def entry(self, places: frozenset[Style]) -> Entry:
        who, where = ("", "")
        names = [joined(role).strip(" ,·|") for role in self.roles]
        if self.employer and not names:
            who, where = (joined(said).strip(" ,·|") for said in (self.employer.name, self.employer.place))
        elif len(names) == 1 and self.roles[0][0].style in places:
            where = names[0]
        elif names:
            who, where = names[0], " ".join(names[1:])
        return Entry(
            title=joined(self.title).rstrip(" ,·|"),
            organization=who,
            place=where,
            period=joined(self.period),
            link="".join(piece.said for piece in self.link),
            text=joined(self.text),
            bullets=tuple(joined(bullet) for bullet in self.bullets),
            details={label: joined(detail) for label, detail in self.details},
        )


def title_size(found: Sequence[Piece]) -> float:
    """The size of what stands in the line of the first time, or behind it; infinite where there is none."""
    timed = dropwhile(lambda line: not any(_is_period(piece.said) for piece in line), lines(found))
    said = (piece for line in timed for piece in line)
    return next(
        (piece.size for piece in said if not _is_period(piece.said) and piece.said not in SEPARATORS), inf
    )


class EntryReader:
    """Reads the entries of a section, piece by piece; `addressed` ones may have a web address on its own line, and
    `roles` may stand under an employer."""

    def __init__(
        self, found: Sequence[Piece], body: frozenset[Style], *, addressed: bool, roles: bool
    ) -> None:
        self.found = found
        self.body = body
        self.addressed = addressed
        self.large = LARGER * title_size(found) if roles else inf
        entries = [line for line in lines(found) if not self._names_employer(line[0])]
        first = [piece for line in entries for piece in line] or list(found)
        self.first = first[0].style
        self.dated = _is_period(first[0].said)  # a design with the time before the title
        untimed = (piece for piece in first if not _is_period(piece.said) and piece.said not in SEPARATORS)
        self.titles = next((piece.style for piece in untimed), self.first)
        self.employer: Employer | None = None
        self.is_naming = False  # the employer, until the first role begins
        self.drafts: list[Draft] = []

    def entries(self) -> tuple[Entry, ...]:
        for piece, after in zip(self.found, [*self.found[1:], None], strict=True):
            self.read(piece, after)
        two = [draft.roles for draft in self.drafts if len(draft.roles) > 1]
        where = frozenset(roles[1][0].style for roles in two) - frozenset(roles[0][0].style for roles in two)
        return tuple(draft.entry(where) for draft in self.drafts)

    def read(self, piece: Piece, after: Piece | None) -> None:
        if self._is_of_employer(piece):
            return
        if self.is_naming or self._begins_entry(piece):
            if not self.is_naming and self.drafts and self.drafts[-1].roles:
                self.employer = None  # the entry before named its own
            self.is_naming = False
            self.drafts.append(Draft(self.employer))
        draft = self.drafts[-1]
        if piece.begins and piece.said in BULLETS:
            draft.bullets.append([])
            draft.into = draft.bullets[-1]
        elif piece.begins and piece.said.endswith(":") and after is not None and after.beside(piece):
            draft.details.append((piece.said.rstrip(":"), []))
            draft.into = draft.details[-1][1]
        elif draft.into is not None:
            draft.into.append(piece)
        else:
            self._read_head(draft, piece)
        draft.last = piece

    def _names_employer(self, piece: Piece) -> bool:
        return piece.begins and piece.size > self.large

    def _is_of_employer(self, piece: Piece) -> bool:
        """Whether the piece is read as an employer's, who stands above the roles that follow."""
        if self._names_employer(piece) and not self.is_naming:
            self.employer, self.is_naming = Employer(), True
        if not self.is_naming or self.employer is None:
            return False
        if piece.style == self.titles or (piece.begins and _is_period(piece.said)):
            return False  # the first role begins
        (self.employer.name if piece.size > self.large else self.employer.place).append(piece)
        return True

    def _begins_entry(self, piece: Piece) -> bool:
        if not self.drafts:
            return True
        draft = self.drafts[-1]
        if self.dated and piece.begins and piece.style == self.first and _is_period(piece.said):
            return not (draft.into is None and draft.ends_period(piece))
        if piece.style != self.titles or piece.said in SEPARATORS:
            return False
        return draft.into is not None or bool(draft.title and not draft.title_goes_on(piece))

    def _read_head(self, draft: Draft, piece: Piece) -> None:
        """What stands before an entry's text: its title and time, who and where, an address."""
        said = piece.said
        if _is_period(said) or draft.ends_period(piece):
            draft.period.append(piece)
        elif said in SEPARATORS:
            draft.separated = True
        elif piece.style == self.titles:
            draft.title.append(piece)
        elif self.addressed and (piece.begins or draft.link) and ADDRESS.fullmatch(said):
            draft.link.append(piece)
        elif piece.style in self.body or draft.roles_end_before(piece):
            draft.text.append(piece)
            draft.into = draft.text
        else:
            draft.role(piece)
