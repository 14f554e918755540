"""The person, and entries: who, what, where and when out of the lines above an entry's text."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from resumes.importers.bodies import body, details
from resumes.importers.contact import is_at
from resumes.importers.dates import is_present, read_date
from resumes.importers.names import split_name
from resumes.importers.passages import Entry, date_of, is_text
from resumes.importers.rows import Row, Sheet, Span
from resumes.importers.vocabulary import (
    DEGREE,
    DURATION,
    E_MAIL,
    GRADE,
    LABEL,
    LINK,
    ORGANIZATION,
    PHONE,
    PLACE,
    PRIVATE,
    SCHOOL,
    SINCE,
    TITLE,
)
from saaska.documents.schema import LINKS
from saaska.documents.texts import NAME, web_address

STRONG = re.compile(r"\t|\s{3,}|\s+[|·•–—-]\s+")
AT = re.compile(r"\s+(?:at|@|bei|chez)\s+")  # between a position and a company
WHERE = re.compile(r"[^\W\d_][^\d()’']{1,40}")
COMMA = re.compile(r",\s+")
IN_THE_HEAD = re.compile(r"\t|\s{3,}|\s*[|·•]\s*|\s+[–—]\s+")
NAMED = re.compile(r"[^\W\d_][^\d@:/]*")
OWN = (("linkedin", "linkedin.com"), ("github", "github.com"))


def is_paragraph(row: Row) -> bool:
    """Text about the person among the contact data."""
    return is_text(row) and not (E_MAIL.search(row.text) or LABEL.match(row.text) or "|" in row.text)


def contact(sheet: Sheet, row: Row, info: dict[str, Any], *, first: bool) -> None:
    """A line of the part about the person: addresses wherever they stand in it, then what is left."""
    taken = [*_addresses(sheet, row, info)]
    if private := PRIVATE.search(row.text):
        sheet.leave(row.whole.part(*private.span()), "private")
        taken.append(private.span())
    for label in LABEL.finditer(row.text):
        sheet.leave(row.whole.part(*label.span()), "labelled")
        taken.append(label.span())
    for span in _between(row, taken):
        for piece in span.parted(IN_THE_HEAD):
            _who(sheet, piece, info, first=first, beside=bool(taken))


def _addresses(sheet: Sheet, row: Row, info: dict[str, Any]) -> list[tuple[int, int]]:
    """E-mail, phone and links; where in the row they were."""
    text = row.text
    found: list[tuple[int, int]] = []
    for name, form in (("email", E_MAIL), ("link", LINK), ("phone", PHONE)):
        for match in form.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in found):
                continue
            span = Span(row, *match.span())
            if name == "link":
                used = _link(sheet, span, info)
            elif used := not info.get(name):
                info[name] = sheet.take(f"personal_info.{name}", span)
            if not used:
                sheet.leave(span, "alternative")
            found.append(match.span())
    return found


def _link(sheet: Sheet, span: Span, info: dict[str, Any]) -> bool:
    try:
        address = web_address(span.text)
    except ValueError:
        return False
    host = address.split("/")[2].casefold()
    name = next((key for key, home in OWN if is_at(address, home) or key in host.split(".")), "website")
    if info.get(name):
        if len(info["links"]) >= LINKS:
            return False
        target = f"personal_info.links[{len(info['links'])}].url"
        info["links"].append({"label": "", "url": address})
    else:
        target = f"personal_info.{name}"
        info[name] = address
    sheet.note(
        "taken" if address == span.text else "changed", span, target, "" if address == span.text else "scheme"
    )
    return True


def _between(row: Row, taken: Sequence[tuple[int, int]]) -> list[Span]:
    found, at = [], 0
    for start, end in [*sorted(taken), (len(row.text), len(row.text))]:
        if start > at and (span := row.whole.part(at, start)).text:
            found.append(span)
        at = max(at, end)
    return found


def _who(sheet: Sheet, span: Span, info: dict[str, Any], *, first: bool, beside: bool) -> None:
    """A piece of text without an address in it: name, headline or place."""
    words = span.text.split()
    named = bool(info.get("firstName"))
    if first and not named and len(words) <= 6 and NAMED.fullmatch(span.text):
        names = split_name(span.text)
        sheet.note("guessed", span, "personal_info.firstName", "split")
        info["firstName"], info["lastName"] = (name[:NAME] for name in names)
    elif (
        first
        and named
        and not info.get("headline")
        and TITLE.search(span.text)
        and not PLACE.fullmatch(span.text)
    ):
        info["headline"] = sheet.take("personal_info.headline", span, kind="guessed", why="found")
    elif not info.get("location") and (
        PLACE.fullmatch(span.text) or re.match(r"\d{4,5} ", span.text) or beside
    ):
        info["location"] = sheet.take("personal_info.location", span, kind="guessed", why="found")
    elif first and named and not info.get("headline") and not re.search(r"\d{3}", span.text):
        info["headline"] = sheet.take("personal_info.headline", span, kind="guessed", why="found")
    elif not info.get("location"):
        info["location"] = sheet.take("personal_info.location", span, kind="guessed", why="found")
    else:
        sheet.leave(span, "unclear")


class Head:
    """The pieces of the lines above an entry's text, without its time and address."""

    def __init__(self, sheet: Sheet, entry: Entry, target: str) -> None:
        self.sheet = sheet
        self.target = target
        self.fields: dict[str, Any] = {}
        self.pieces: list[Span] = []
        self.entry = entry
        for row in entry.head:
            self._read(row)

    def _read(self, row: Row) -> None:
        taken: list[tuple[int, int]] = []
        found = date_of(row.whole)
        if found and not {"startDate", "endDate", "date"} & set(self.fields):
            self._time(Span(row, *found.span()), found)
            taken.append(found.span())
        for lasted in DURATION.finditer(row.text):
            self.sheet.leave(Span(row, *lasted.span()), "duration")
            taken.append(lasted.span())
        link = LINK.fullmatch(row.text)
        if link and not self.fields.get("url"):
            self.fields["url"] = web_address(row.text)
            self.sheet.note("taken", row.whole, f"{self.target}.url")
            return
        for span in _between(row, taken):
            self._pieces(span)

    def _pieces(self, span: Span) -> None:
        """What the signs within a line part; an address among it is the entry's."""
        for piece in span.parted(STRONG):
            if LINK.fullmatch(piece.text) and not self.fields.get("url"):
                self.fields["url"] = web_address(piece.text)
                self.sheet.note("taken", piece, f"{self.target}.url")
            else:
                self.pieces.append(piece)

    def _time(self, span: Span, found: re.Match[str]) -> None:
        start, why = read_date(found["start"])
        end = found["end"] or ""
        since = bool(SINCE.match(found[0]))
        self.fields["startDate"] = start
        if is_present(end) or since or (end and not read_date(end)[0]):
            self.fields["current"] = True
        else:
            self.fields["endDate"] = read_date(end)[0] if end else start
        self.sheet.note("changed", span, f"{self.target}.startDate", why or "date_form")

    def take(self, name: str, span: Span | None, *, sure: bool = False) -> None:
        if span and span.text:
            kind, why = ("taken", "") if sure else ("guessed", "found")
            self.fields[name] = self.sheet.take(f"{self.target}.{name}", span, kind=kind, why=why)  # type: ignore[arg-type]  # one of Kind

    def grade(self) -> None:
        for piece in self.pieces:
            found = GRADE.fullmatch(piece.text)
            if found and "gpa" not in self.fields:
                self.sheet.leave(piece.part(0, found.start(1)), "labelled")
                self.fields["gpa"] = self.sheet.take(f"{self.target}.gpa", piece.part(*found.span(1)))
                self.pieces = [other for other in self.pieces if other is not piece]

    def place(self) -> Span | None:
        """The piece that says where, taken out of the others: one that looks so, of three at least."""
        if len(self.pieces) > 2:
            named = [piece for piece in self.pieces[1:] if PLACE.fullmatch(piece.text) and not _names(piece)]
            found = (named or [piece for piece in self.pieces[2:3] if WHERE.fullmatch(piece.text)])[-1:]
            self.pieces = [piece for piece in self.pieces if piece not in found]
            return found[0] if found else None
        return None

    def rest(self) -> list[Span]:
        return self.pieces

    def leave(self, spans: Sequence[Span]) -> str:
        """What no field is left for goes into the text: nothing is lost."""
        return "\n".join(
            self.sheet.take(f"{self.target}.description", span, kind="guessed", why="found") for span in spans
        )


def _names(span: Span) -> bool:
    return bool(TITLE.search(span.text) or ORGANIZATION.search(span.text) or SCHOOL.search(span.text))


def halves(span: Span) -> list[Span]:
    """What stands before and behind the first comma."""
    found = COMMA.search(span.text)
    if not found:
        return [span]
    return [span.part(0, found.start()), span.part(found.end(), len(span.text))]


def job(sheet: Sheet, entry: Entry, target: str, last: dict[str, Any]) -> dict[str, Any]:
    head = Head(sheet, entry, target)
    pieces, place = _job_pieces(head, entry)
    if len(pieces) >= 2:
        position, company = in_order(pieces[0], pieces[1])
        if not place and len(parts := halves(company)) == 2 and not ORGANIZATION.match(parts[1].text):
            company, place = parts
        head.take("position", position)
        head.take("company", company)
    elif pieces:
        position_is_it = TITLE.search(pieces[0].text) or not ORGANIZATION.search(pieces[0].text)
        head.take("position" if position_is_it else "company", pieces[0])
        if position_is_it and last.get("company") and entry.dated and not place:
            head.fields["company"] = last["company"]
            sheet.note("guessed", pieces[0], f"{target}.company", "above")
    head.take("location", place)
    return finished(head, pieces[2:], "achievements")


def _job_pieces(head: Head, entry: Entry) -> tuple[list[Span], Span | None]:
    """What names the position and the company, and where that was."""
    place, pieces = head.place(), head.rest()
    if not pieces:
        return pieces, place
    if len(parts := pieces[0].parted(AT)) == 2 and TITLE.search(parts[0].text):
        pieces = [*parts, *pieces[1:]]
    parts = halves(pieces[0])
    if len(parts) < 2 or not TITLE.search(parts[0].text):
        return pieces, place
    if len(pieces) == 1:
        return parts, place
    if entry.head[0].level and len(pieces) == 2 and not place and ORGANIZATION.search(parts[1].text):
        return parts, pieces[1]  # "### Data engineer, Spotnik AB", and below it where that is
    return pieces, place


def in_order(first: Span, second: Span) -> tuple[Span, Span]:
    """The position, then the company: by their words, else as they stand."""
    score = [bool(TITLE.search(span.text)) - bool(ORGANIZATION.search(span.text)) for span in (first, second)]
    return (second, first) if score[1] > score[0] else (first, second)


def study(sheet: Sheet, entry: Entry, target: str) -> dict[str, Any]:
    head = Head(sheet, entry, target)
    if head.fields.get("startDate") == head.fields.get("endDate"):
        head.fields.pop("startDate", None)  # a time alone is when it ended
    head.grade()
    place = head.place()
    pieces = head.rest()
    if len(pieces) == 1:
        pieces = pieces[0].parted(COMMA)
        at = next((at for at, piece in enumerate(pieces) if at and SCHOOL.search(piece.text)), 0)
        if 0 < at < len(pieces) - 1 and not place:  # what follows the school in the same line is where it is
            last = pieces[-1]
            place = Span(last.row, pieces[at + 1].start, last.end)
            pieces = pieces[: at + 1]
    schools = [piece for piece in pieces if SCHOOL.search(piece.text)]
    school = next((piece for piece in schools if not DEGREE.match(piece.text)), None)
    others = [piece for piece in pieces if piece is not school]
    if school is None and len(others) > 1:
        school = others.pop(1)
    if school and not place and len(parts := halves(school)) == 2 and not SCHOOL.search(parts[1].text):
        school, place = parts
    if others:
        degree, subject = degree_and_field(others.pop(0))
        if not subject and others and len(pieces) > 2:
            subject = others.pop(0)
        head.take("degree", degree)
        head.take("field", subject)
    head.take("institution", school)
    head.take("location", place)
    return finished(head, others, "")


def degree_and_field(span: Span) -> tuple[Span, Span | None]:
    """ "M.A." and "Design", out of "M.A. in Design" or "M.A., Design"."""
    known = DEGREE.match(span.text)
    parts = halves(span)
    if len(parts) == 2 and not (known and known.end() > len(parts[0].text)):
        return parts[0], parts[1]
    if known and known.end() < len(span.text):
        rest = span.part(known.end(), len(span.text))
        joint = re.match(r"(?:in|of|en|em|de|du|des) |d[’']", rest.text)
        return span.part(*known.span()), rest.part(joint.end() if joint else 0, len(rest.text))
    return span, None


FIELDS = {
    "projects": ("name", "entity", "highlights", "description"),
    "certificates": ("name", "issuer", "", ""),
    "awards": ("title", "awarder", "", "summary"),
    "publications": ("name", "publisher", "", "summary"),
    "volunteering": ("position", "organization", "achievements", "description"),
    "references": ("name", "", "", "reference"),
    "custom": ("title", "subtitle", "bullets", "text"),
}
PERIODS = ("projects", "volunteering")


def item(sheet: Sheet, entry: Entry, kind: str, target: str) -> dict[str, Any]:
    """An entry of a further section."""
    name, by, bullets, text = FIELDS[kind]
    if not entry.head and entry.body:
        entry = Entry(entry.body[:1], entry.body[1:]) if kind in ("certificates", "awards") else entry
    head = Head(sheet, entry, target)
    if kind == "volunteering":
        head.take("location", head.place())
    pieces = head.rest()
    if kind == "volunteering" and len(pieces) == 1 and not head.fields.get("location"):
        pieces = _place_apart(head, pieces[0])
    if len(pieces) == 1:
        pieces = parties(pieces[0], kind)
    head.take(name, pieces[0] if pieces else None)
    head.take(by, pieces[1] if by and len(pieces) > 1 else None)
    rest = pieces[2:] if by else pieces[1:]
    if kind not in PERIODS:
        start, end = head.fields.pop("startDate", ""), head.fields.pop("endDate", "")
        head.fields.pop("current", None)
        head.fields["date"] = end or start
    read = details if kind == "projects" else partial(body, text=text)
    found = read(sheet, entry.body, target, bullets=bullets)
    extra = head.leave(rest) if text else ""
    if extra:
        found[text] = "\n".join(filter(None, (extra, found.get(text, ""))))
    allowed = {"references": {"name", "reference"}}.get(kind)
    result = {**head.fields, **found}
    return {key: value for key, value in result.items() if value and (not allowed or key in allowed)}


def _place_apart(head: Head, span: Span) -> list[Span]:
    """ "Red Cross, Sevilla" is an organization and where it is; anything else stays one piece."""
    parts = halves(span)
    known = [bool(ORGANIZATION.search(part.text)) for part in parts]
    if known != [True, False] or TITLE.search(span.text):
        return [span]
    head.take("organization", parts[0])
    head.take("location", parts[1])
    return []


def parties(span: Span, kind: str) -> list[Span]:
    """What, and by whom, of one piece: "PMP, Project Management Institute" and "Trainer, TV Köln e.V."."""
    first = halves(span)
    if len(first) < 2:
        return [span]
    if kind in ("certificates", "awards"):
        comma = [*COMMA.finditer(span.text)][-1]
        return [span.part(0, comma.start()), span.part(comma.end(), len(span.text))]
    if kind == "volunteering" and any(_names(half) for half in first):
        return list(in_order(*first))
    return [span]


def finished(head: Head, rest: Sequence[Span], bullets: str) -> dict[str, Any]:
    """A job or a study with its text; what its head says beyond its fields comes first in it."""
    extra = head.leave(rest)
    found = details(head.sheet, head.entry.body, head.target, bullets=bullets)
    text = "\n".join(filter(None, (extra, found.pop("description", ""))))
    return {key: value for key, value in {**head.fields, **found, "description": text}.items() if value}
