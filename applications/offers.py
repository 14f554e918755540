"""Offers: their form, and all of a person's side by side. Amounts are compared within a currency and period alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from applications.models import JobApplication
from applications.record_forms import AREA, DAY_WANTED, Day, RecordForm
from applications.schema import OFFER_TERMS
from saaska.documents.texts import LINE, TEXT

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 30  # offers side by side
PERIODS: Final = {
    "": _("not said"),
    "year": _("a year"),
    "month": _("a month"),
    "day": _("a day"),
    "hour": _("an hour"),
}
AMOUNT: Final = _("Write an amount such as 52000 or 52000.50.")
NUMBER: Final = _("Write a number.")
TERMS: Final = (
    *("period", "bonus", "equity", "vacationDays", "weeklyHours", "remote", "startDate", "benefits"),
    "remarks",
)


def line(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LINE, widget=forms.TextInput({"dir": "auto"}), **more
    )


def text(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=TEXT, widget=forms.Textarea(AREA))


def number(label: Any, most: int) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        widget=forms.TextInput({"inputmode": "decimal"}),
        error_messages={"invalid": NUMBER},
    )


class OfferForm(RecordForm):
    """What was offered. `reached` moves the application into Offer."""

    lines = ("benefits", "remarks")

    offer_salary = forms.DecimalField(
        label=_("Salary offered"),
        required=False,
        min_value=Decimal(0),
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal"}),
        error_messages={"invalid": AMOUNT, "min_value": AMOUNT},
    )
    offer_currency = forms.CharField(
        label=_("Currency"),
        required=False,
        max_length=3,
        widget=forms.TextInput({"autocapitalize": "characters", "maxlength": 3}),
        help_text=_("Three letters, such as USD."),
    )
    period = forms.ChoiceField(label=_("Paid by"), required=False, choices=list(PERIODS.items()))
    offer_deadline = Day(label=_("Answer by"), required=False, error_messages={"invalid": DAY_WANTED})
    startDate = line(_("Start"), help_text=_("As 2026-05-31 or 2026-05."))  # noqa: N815  # the shape's key
    bonus = line(_("Bonus"))
    equity = line(_("Equity"))
    vacationDays = number(_("Days of vacation a year"), 365)  # noqa: N815  # the shape's key
    weeklyHours = number(_("Hours a week"), 168)  # noqa: N815  # the shape's key
    remote = line(_("Remote work"))
    benefits = text(_("Benefits"))
    remarks = text(_("Remarks"))
    reached = forms.BooleanField(label=_("Move the application to Offer"), required=False)

    class Meta:
        model = JobApplication
        fields = ("offer_salary", "offer_currency", "offer_deadline")

    field_order = ("offer_salary", "offer_currency", "period", "offer_deadline", "startDate")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = self.instance.offer_terms
        for name in TERMS:
            self.stored[name] = self.initial[name] = terms.get(name, "")
        if self.instance.status in (JobApplication.Status.APPLIED, JobApplication.Status.INTERVIEW):
            self.initial["reached"] = self.stored["reached"] = True
        else:
            del self.fields["reached"]

    def clean_offer_currency(self) -> str:
        currency = (self.cleaned_data["offer_currency"].strip() or "USD").upper()
        if len(currency) != 3 or not (currency.isascii() and currency.isalpha()):
            raise ValidationError(_("Three letters, such as USD."), code="currency")
        return currency

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        terms = {name: cleaned.get(name) for name in TERMS if name in cleaned}
        try:
            self.terms = OFFER_TERMS.clean(terms)
        except ValidationError as problem:
            self.add_error(None, [capfirst(sentence) for sentence in problem.messages])
            return cleaned
        told = cleaned.get("offer_salary") is not None or cleaned.get("offer_deadline")
        if not self.errors and not told and not self.has_terms:
            self.add_error("offer_salary", _("Say the salary, a day or one of the terms."))
        return cleaned

    @property
    def has_terms(self) -> bool:
        return any(value not in ("", None) for value in self.terms.values())

    def columns(self) -> dict[str, Any]:
        return {**super().columns(), "offer_terms": self.terms if self.has_terms else {}}


@dataclass(frozen=True)
class Offer:
    """An offer beside others. `behind` is what it is below the best of its currency and period, 0 for the best, None
    when there is nothing to compare it with."""

    application: JobApplication
    terms: dict[str, Any]
    period: Any
    behind: Decimal | None

    @property
    def is_best(self) -> bool:
        return self.behind == 0


def compared(user: "User") -> list[Offer]:
    """All offers of live applications, those to answer first. One query, one partition."""
    offered = Q(offer_salary__isnull=False) | Q(offer_deadline__isnull=False) | ~Q(offer_terms={})
    rows = user.job_applications.live().filter(offered | Q(status=JobApplication.Status.OFFER))
    columns = ("id", "user_id", "company", "position", "status", "city", "country", "date_applied")
    told = ("offer_salary", "offer_currency", "offer_deadline", "offer_terms")
    return side_by_side(
        rows.only(*columns, *told).order_by(F("offer_deadline").asc(nulls_last=True), "-date_applied", "id")[
            :MOST
        ]
    )


def side_by_side(applications: Iterable[JobApplication]) -> list[Offer]:
    rows = list(applications)
    amounts: dict[tuple[str, str], list[Decimal]] = {}
    for row in rows:
        if row.offer_salary is not None:
            amounts.setdefault(measure(row), []).append(row.offer_salary)
    return [
        Offer(
            row,
            row.offer_terms,
            PERIODS[row.offer_terms.get("period", "")],
            behind(row, amounts.get(measure(row), [])),
        )
        for row in rows
    ]


def measure(row: JobApplication) -> tuple[str, str]:
    """What an amount is told in: only equal ones are compared."""
    return row.offer_currency, row.offer_terms.get("period", "")


def behind(row: JobApplication, amounts: list[Decimal]) -> Decimal | None:
    return max(amounts) - row.offer_salary if row.offer_salary is not None and len(amounts) > 1 else None
