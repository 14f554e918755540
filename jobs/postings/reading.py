"""What was read of a posting, and what became of each part of it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal

from django.utils.translation import gettext_lazy as _

from jobs.forms import BENEFITS, DESCRIPTION, REQUIREMENTS
from jobs.salaries import MOST as MOST_MONEY
from jobs.salaries import Salary
from saaska.documents.texts import printable, web_address

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST: Final = 1_000_000  # characters of what is pasted
EXCERPT: Final = 200  # characters of a value that the report shows
REMARKS: Final = 60

Kind = Literal["taken", "changed", "guessed", "left_out"]

LABELS: "Final[dict[str, StrPromise]]" = {
    "position": _("Position"),
    "company": _("Company"),
    "location": _("Location"),
    "salary": _("Salary"),
    "closes_on": _("Closes on"),
    "posted_on": _("Posted on"),
    "url": _("Address of the posting"),
    "source": _("Found through"),
    "external_job_id": _("Its number there"),
    "tags": _("Tags"),
    "job_description": _("Posting"),
    "requirements": _("Requirements"),
    "benefits": _("Benefits"),
}
LENGTHS: Final = {
    "position": 255,
    "company": 255,
    "location": 255,
    "source": 100,
    "external_job_id": 255,
    "job_description": DESCRIPTION,
    "requirements": REQUIREMENTS,
    "benefits": BENEFITS,
}
TEXTS: Final = ("job_description", "requirements", "benefits")
LOOKED_FOR: Final = (
    *("position", "company", "location", "salary", "closes_on", "job_description", "requirements"),
)
TAGS: Final = 20
TAG: Final = 50
REASONS: "Final[dict[str, StrPromise]]" = {
    "": _("As the posting says."),
    "broken": _("Structured data that cannot be read: left out."),
    "class": _("Guessed from how the page marks it: please check."),
    "currency": _("No currency is said: please check the one in the form."),
    "cut": _("Longer than its field: shortened."),
    "further": _("A further posting of the same page: left out."),
    "html": _("HTML was turned into plain text."),
    "joined": _("Several, put on one line."),
    "money": _("Not an amount we can read."),
    "no_address": _("Not a web address (http or https)."),
    "no_date": _("Not a date we can read, or one whose day and month could be swapped."),
    "no_field": _("There is no field for this."),
    "heading": _("What stands below such a heading."),
    "head": _("Guessed from how the text begins: please check."),
    "label": _("What stands behind such a label."),
    "host": _("From the address."),
    "sender": _("From the sender of the mail."),
    "subject": _("Guessed from the mail’s subject: please check."),
    "title": _("Guessed from the title of the page: please check."),
    "sentence": _("Guessed from a sentence: please check."),
    "pay": _("Guessed from the amounts in the text: please check."),
    "swapped": _("The two amounts were swapped: the lower one comes first."),
    "kind": _("The kind of work became a tag."),
}


@dataclass(frozen=True)
class Remark:
    """One line of the report. `label` is the field's, or the key in the posting."""

    kind: Kind
    label: "StrPromise | str"
    value: str
    reason: "StrPromise"


@dataclass
class Reading:
    """`columns` are values for the form of a saved job; what is not known is not in it."""

    columns: dict[str, Any] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def has(self, name: str) -> bool:
        return bool(self.columns.get(name))

    @property
    def missing(self) -> "list[StrPromise]":
        """The fields that one would look for and that the posting does not tell."""
        known = {*self.columns, *(["salary"] if self.has_salary else [])}
        return [LABELS[name] for name in LOOKED_FOR if name not in known]

    @property
    def has_salary(self) -> bool:
        return "salary_min" in self.columns or "salary_max" in self.columns

    @property
    def is_empty(self) -> bool:
        return not ({"position", "company", "job_description", "requirements"} & self.columns.keys())

    def remark(self, kind: Kind, label: "StrPromise | str", value: str, reason: str) -> None:
        if len(self.remarks) < REMARKS:
            self.remarks.append(Remark(kind, label, value[:EXCERPT], REASONS[reason]))

    def take(self, name: str, value: str, *, kind: Kind = "taken", reason: str = "") -> None:
        """Puts a text into its field, unless something is there already."""
        if name == "url":
            self._take_address(value)
            return
        said = printable(value, lines=name in TEXTS)
        if not said or self.has(name):
            return
        most = LENGTHS[name]
        if len(said) > most:
            said, kind, reason = said[:most].rstrip(), "changed", "cut"
        self.columns[name] = said
        self.remark(kind, LABELS[name], said, reason)

    def _take_address(self, value: str) -> None:
        value = printable(value[:2000], lines=False)
        if not value or self.has("url"):
            return
        try:
            address = web_address(value)
            if len(address) > 500:
                raise ValueError(address)
        except ValueError:
            self.remark("left_out", LABELS["url"], value, "no_address")
            return
        self.columns["url"] = address
        self.remark("taken", LABELS["url"], address, "")

    def take_day(
        self, name: str, day: date | None, said: str, *, kind: Kind = "taken", reason: str = ""
    ) -> None:
        if self.has(name) or not said:
            return
        if day is None:
            self.remark("left_out", LABELS[name], said, "no_date")
            return
        self.columns[name] = day
        self.remark(kind, LABELS[name], day.isoformat(), reason)

    def take_salary(self, salary: Salary, said: str, *, kind: Kind = "taken", reason: str = "") -> None:
        if self.has_salary or not said:
            return
        lowest, highest = (self._fitting(value) for value in (salary.lowest, salary.highest))
        if lowest is None and highest is None:
            self.remark("left_out", LABELS["salary"], said, "money")
            return
        if lowest is not None and highest is not None and lowest > highest:
            lowest, highest, kind, reason = highest, lowest, "changed", "swapped"
        amounts = {"salary_min": lowest, "salary_max": highest}
        self.columns |= {name: value for name, value in amounts.items() if value is not None}
        if salary.currency:
            self.columns["salary_currency"] = salary.currency
        elif not reason:
            kind, reason = "guessed", "currency"
        if salary.period:
            self.columns["salary_period"] = salary.period
        self.remark(kind, LABELS["salary"], said, reason)

    @staticmethod
    def _fitting(value: Decimal | None) -> Decimal | None:
        if value is None or not 0 < value <= MOST_MONEY:
            return None
        return value.to_integral_value() if value == value.to_integral_value() else value

    def tag(self, *words: str) -> None:
        tags: list[str] = self.columns.setdefault("tags", [])
        for word in words:
            said = printable(word, lines=False).replace(",", " ")[:TAG].strip()
            if said and said not in tags and len(tags) < TAGS:
                tags.append(said)
                self.remark("changed", LABELS["tags"], said, "kind")
        if not tags:
            del self.columns["tags"]
