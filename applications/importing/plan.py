"""What each row of a table becomes, told before anything is made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.forms import NOTES, POSTING
from applications.importing.choices import ADD, LEAVE, Choices, key_of
from applications.importing.columns import FIELDS
from applications.importing.days import day_of, is_open
from applications.importing.likeness import Known
from applications.importing.sheet import Sheet
from applications.importing.statuses import NOT_SENT, status_of
from applications.models import JobApplication
from applications.schema import TAG, TAGS
from saaska.documents.texts import printable, web_address

if TYPE_CHECKING:
    from accounts.models import User

LIMITS: Final = {  # characters, as the columns have them
    "company": 255,
    "position": 255,
    "stage": 50,
    "city": 100,
    "state": 50,
    "country": 100,
    "source": 100,
    "job_description": POSTING,
    "answers": NOTES,
    "notes": NOTES,
}
CONTACT: Final = {"name": 255, "role": 255, "email": 255, "phone": 50}
LINES: Final = ("job_description", "answers", "notes")
MOST_SALARY: Final = Decimal(99_999_999)
SHOWN: Final = 60  # characters of a value that the report repeats


@dataclass
class Row:
    """One row: the columns of what it becomes and of its contact, what was changed on the way, or the reason why it is
    left out."""

    line: int
    columns: dict[str, Any] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    status_on: date | None = None
    changes: list[str] = field(default_factory=list)
    problem: str = ""
    twin: JobApplication | None = None
    decision: str = ADD

    @property
    def told(self) -> str:
        """What it is about, for the report."""
        parts = (self.columns.get("position", ""), self.columns.get("company", ""))
        return ", ".join(part for part in parts if part)


def plan(sheet: Sheet, choices: Choices, user: "User") -> list[Row]:
    """Every row in its order."""
    today = timezone.localdate()
    reader = Reader(sheet, choices, today)
    rows = reader.rows(sheet.rows)
    leave_repeated(rows)
    find_twins(rows, choices, user)
    return rows


def leave_repeated(rows: list[Row], first: dict[int, int] | None = None) -> None:
    """Of rows with the same company, position and day, the first is taken.

    `first` holds the lines of rows before these, and gets those of these, by what tells them again.
    """
    first = {} if first is None else first
    for row in rows:
        if row.problem:
            continue
        names = (row.columns["company"].casefold(), row.columns["position"].casefold())
        same = hash((*names, row.columns["date_applied"]))
        if same in first:
            row.problem = _("The same as line %(line)d.") % {"line": first[same]}
        first.setdefault(same, row.line)


def find_twins(rows: list[Row], choices: Choices, user: "User") -> None:
    """Applications that the person has already, under names that are alike."""
    found = (
        user.job_applications.live().defer("job_description", "offer_terms").order_by("-date_applied", "id")
    )
    known = Known((one.company, one.position, one) for one in found)
    for row in rows:
        if not row.problem:
            row.twin = known.nearest(row.columns["company"], row.columns["position"])
        if row.twin:
            row.decision = choices.rows.get(str(row.line)) or choices.twins


class Reader:
    def __init__(self, sheet: Sheet, choices: Choices, today: date) -> None:
        self.sheet, self.choices, self.today = sheet, choices, today

    def rows(self, lines: Iterable[tuple[int, list[str]]]) -> list[Row]:
        return [self.row(line, cells) for line, cells in lines]

    def row(self, line: int, cells: list[str]) -> Row:
        row = Row(line)
        found = self.by_field(cells)
        for name, limit in LIMITS.items():
            self.read_text(row, name, found.pop(name, ""), limit)
        self.read_place(row, found.pop("location", ""))
        self.read_tags(row, found.pop("tags", ""))
        self.read_contact(row, {name: found.pop(f"contact_{name}", "") for name in CONTACT})
        self.read_url(row, found.pop("url", ""))
        self.read_salary(row, found.pop("offer_salary", ""), found.pop("offer_currency", ""))
        self.read_days(row, found.pop("date_applied", ""), found.pop("status_on", ""))
        self.read_status(row, found.pop("status", ""))
        if not row.columns.get("company") or not row.columns.get("position"):
            row.problem = _("The company or the position is missing.")
        return row

    def by_field(self, cells: list[str]) -> dict[str, str]:
        """The cells by the fields they feed; notes tell which column they come from."""
        found: dict[str, str] = {}
        for name, heading, cell in zip(self.choices.columns, self.sheet.columns, cells, strict=True):
            text = printable(cell, lines=name in LINES)
            if not name or not text:
                continue
            if name == "notes":
                text = (
                    text
                    if self.choices.columns.count("notes") == 1
                    else f"{printable(heading, lines=False)}: {text}"
                )
            between = ", " if name == "tags" else "\n" if name in LINES else " "
            found[name] = f"{found[name]}{between}{text}" if name in found else text
        return found

    def read_text(self, row: Row, name: str, text: str, limit: int) -> None:
        if not text:
            return
        if len(text) > limit:
            told = {"field": FIELDS[name], "limit": limit}
            row.changes.append(_("%(field)s: cut to %(limit)d characters.") % told)
        row.columns[name] = text[:limit].strip()

    def read_place(self, row: Row, text: str) -> None:
        """ "Berlin, Germany" or "San Francisco, CA, United States": what is named by columns of its own stays."""
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if len(parts) > 3:
            parts = [", ".join(parts[:-2]), *parts[-2:]]
        names = ["city", "state", "country"]
        if len(parts) == 2:
            is_state = len(parts[1]) <= 3 and parts[1].isupper()
            names = ["city", "state" if is_state else "country"]
        for name, part in zip(names, parts, strict=False):
            if name not in row.columns:
                self.read_text(row, name, part, LIMITS[name])
        row.columns.setdefault("country", "")  # the column's own default would claim one

    def read_tags(self, row: Row, text: str) -> None:
        words = dict.fromkeys(
            filter(None, (word.strip() for word in text.replace(";", ",").replace("\n", ",").split(",")))
        )
        tags = [word for word in words if len(word) <= TAG][:TAGS]
        if left := [word for word in words if word not in tags]:
            told = {"tags": ", ".join(left)[:SHOWN]}
            row.changes.append(_("Tags left out, too long or too many: %(tags)s") % told)
        row.columns["tags"] = tags

    def read_contact(self, row: Row, told: dict[str, str]) -> None:
        """A person at the company; called by their address or number when no name is told."""
        for name, limit in CONTACT.items():
            if len(told[name]) > limit:
                cut = {"field": FIELDS[f"contact_{name}"], "limit": limit}
                row.changes.append(_("%(field)s: cut to %(limit)d characters.") % cut)
        told = {name: told[name][:limit].strip() for name, limit in CONTACT.items()}
        if told["email"] and not is_address(told["email"]):
            row.changes.append(_("Left out, no e-mail address: %(text)s") % {"text": told["email"][:SHOWN]})
            told["email"] = ""
        called = told["name"] or told["email"] or told["phone"] or told["role"]
        if called:
            row.contact = {**told, "name": called}

    def read_url(self, row: Row, text: str) -> None:
        if not text:
            return
        try:
            address = web_address(text)
        except ValueError:
            address = ""
        if address and len(address) <= 500:
            row.columns["url"] = address
        else:
            row.changes.append(_("Left out, no web address: %(text)s") % {"text": text[:SHOWN]})

    def read_salary(self, row: Row, text: str, currency: str) -> None:
        if text:
            amount = amount_of(text)
            if amount is None:
                row.changes.append(_("Left out, no single amount: %(text)s") % {"text": text[:SHOWN]})
            else:
                row.columns["offer_salary"] = amount
        if currency:
            code = currency.upper()
            if len(code) == 3 and code.isascii() and code.isalpha():
                row.columns["offer_currency"] = code
            else:
                row.changes.append(
                    _("Left out, no currency such as USD: %(text)s") % {"text": currency[:SHOWN]}
                )

    def read_days(self, row: Row, applied: str, status_on: str) -> None:
        day = day_of(applied, self.choices.order)
        if applied and not day:
            told = {"text": applied[:SHOWN]}
            unclear = is_open([applied]) and not self.choices.order
            row.problem = (
                _("Which is the day, which the month? %(text)s")
                if unclear
                else _("The day cannot be read: %(text)s")
            ) % told
        elif not applied and self.choices.day:
            day = date.fromisoformat(self.choices.day)
            row.changes.append(_("Names no day; the one you chose was taken."))
        elif not applied:
            row.problem = _("Names no day of application.")
        if day and day > self.today:
            row.problem = _("The day is still to come: %(text)s") % {"text": applied[:SHOWN]}
        row.columns["date_applied"] = day
        then = day_of(status_on, self.choices.order)
        if status_on and (not then or not day or not day <= then <= self.today):
            row.changes.append(_("Left out as the day of the status: %(text)s") % {"text": status_on[:SHOWN]})
        elif then:
            row.status_on = then

    def read_status(self, row: Row, word: str) -> None:
        status = status_of(word) or self.choices.statuses.get(key_of(word), "")
        if not word:
            status = JobApplication.Status.APPLIED
        elif status == NOT_SENT:
            row.problem = _("Not sent yet: “%(word)s”.") % {"word": word[:SHOWN]}
        elif status in ("", LEAVE):
            row.problem = _("Nobody knows this status: “%(word)s”.") % {"word": word[:SHOWN]}
        elif word.casefold() != status.casefold():
            told = {"word": word[:SHOWN], "status": JobApplication.Status(status).label}
            row.changes.append(_("Status “%(word)s” became “%(status)s”.") % told)
            row.columns.setdefault("stage", word[:50])
        row.columns["status"] = status


def is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def amount_of(text: str) -> Decimal | None:
    """A single amount: "$90,000.00", "90.000 €", "90k"."""
    kept = "".join(sign for sign in text[:40] if sign.isascii() and (sign.isdigit() or sign in ".,kK-"))
    thousand = kept[-1:] in ("k", "K")
    digits = kept.rstrip("kK")
    whole, _sign, rest = digits.replace(",", ".").rpartition(".")
    if len(rest) == 3 or not whole:
        whole, rest = whole + rest, ""
    if not whole:
        return None
    try:
        amount = Decimal(f"{whole.replace('.', '')}.{rest or 0}") * (1000 if thousand else 1)
    except InvalidOperation:
        return None
    return amount.quantize(Decimal("0.01")) if 0 <= amount <= MOST_SALARY else None


def taken(rows: Iterable[Row], decision: str) -> list[Row]:
    return [row for row in rows if not row.problem and row.decision == decision]
