"""What a job pays, as people write it: "€65.000 – 78.000 a year", "$55/hr", "150k-175k USD"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

MOST: Final = Decimal("99999999.99")  # that the columns hold
READ: Final = 300  # characters of a text that are looked at

CURRENCY: Final = re.compile(
    r"\b(USD|EUR|GBP|CAD|AUD|NZD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|INR|JPY|SGD|HKD|BRL|MXN|ZAR|ILS|AED|TRY|KRW|CNY)\b",
    re.IGNORECASE,
)
SIGNS: Final = {
    "CA$": "CAD",
    "C$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "US$": "USD",
    "S$": "SGD",
    "R$": "BRL",
    "£": "GBP",
    "€": "EUR",
    "₹": "INR",
    "zł": "PLN",
    "¥": "JPY",
    "₪": "ILS",
    "$": "USD",
}
PERIODS: Final = {
    "hour": re.compile(
        r"(?:\bper|\ban?|/)\s*h(?:ou)?r\b|\bhourly\b|\bp\.?h\.?\b|\bHOUR\b|/\s*h\b"
        r"|(?:\bpro|\bje|/)\s*(?:stunde|std)\b|\bstundenlohn\b|\b(?:par|de l.)\s*heure\b|\bpor hora\b",
        re.IGNORECASE,
    ),
    "day": re.compile(
        r"(?:\bper|\ba|/)\s*day\b|\bdaily\b|\bDAY\b|(?:\bpro|\bam|/)\s*tag\b|\btagessatz\b"
        r"|(?:\bpar|/)\s*jour\b|\bpor día\b",
        re.IGNORECASE,
    ),
    "week": re.compile(r"(?:\bper|\ba|/)\s*w(?:ee)?k\b|\bweekly\b|\bWEEK\b", re.IGNORECASE),
    "month": re.compile(
        r"(?:\bper|\ba|/)\s*mo(?:nth)?\b|\bmonthly\b|\bMONTH\b|\bmonatlich\b|(?:\bim|\bpro|/)\s*monat\b"
        r"|(?:\bpar|/)\s*mois\b|\bmensuels?\b|\b(?:al|por) mes\b",
        re.IGNORECASE,
    ),
    "year": re.compile(
        r"(?:\bper|\ba|/)\s*(?:y(?:ea)?r|annum)\b|\bannual(?:ly)?\b|\byearly\b|\bp\.?\s?a\.?\b|\bYEAR\b|\bjährlich\b"
        r"|(?:\bim|\bpro|/)\s*jahr\b|\bjahresgehalt\b|(?:\bpar|/)\s*an\b|\bannuels?\b|\b(?:al|por) año\b|\banuales?\b",
        re.IGNORECASE,
    ),
}
CENTS: Final = r"(?:[.,]\d{1,2})?(?!\d)"
PARTED: Final = r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3}){1,3}"
NUMBER: Final = re.compile(rf"(?<![\w.,])(?:{PARTED}{CENTS}|\d{{1,10}}{CENTS})")
THOUSAND: Final = re.compile(r"\s?[kK]\b|\s?[tT]sd\b")
WHOLE: Final = re.compile(r"[^\d]*(" + NUMBER.pattern + r")\s?([kK]?)[^\d]*")


@dataclass(frozen=True)
class Salary:
    """What is None or "" is not said. `lowest` is at most `highest`."""

    lowest: Decimal | None = None
    highest: Decimal | None = None
    currency: str = ""
    period: str = ""

    def __bool__(self) -> bool:
        return self.lowest is not None or self.highest is not None


def amount(text: str) -> Decimal | None:
    """One amount, however its thousands are parted; None when the text holds none or several, or too much."""
    found = WHOLE.fullmatch(text[:60].strip())
    if not found:
        return None
    value = number(found[1]) * (1000 if found[2] else 1)
    return value if value <= MOST else None


def number(text: str) -> Decimal:
    """The last sign parts cents when one or two digits follow it, thousands when three do."""
    digits = re.sub(r"[ \u00a0\u202f'’]", "", text)
    whole, sign, cents = digits.rpartition(max(".", ",", key=digits.rfind))
    if sign and len(cents) in (1, 2):
        return Decimal(f"{re.sub(r'[.,]', '', whole)}.{cents}")
    return Decimal(re.sub(r"[.,]", "", digits))


def currency_of(text: str) -> str:
    """The ISO code that the text names by itself or by a sign; "" when it names none."""
    found = CURRENCY.search(text)
    if found:
        return found[1].upper()
    return next((code for sign, code in SIGNS.items() if sign in text), "")


def period_of(text: str) -> str:
    return next((period for period, pattern in PERIODS.items() if pattern.search(text)), "")


def salary_in(text: str) -> Salary:
    """The one or two amounts of a short text; nothing when it holds none or more."""
    text = text[:READ]
    found = []
    for match in NUMBER.finditer(text):
        thousands = 1000 if THOUSAND.match(text, match.end()) else 1
        found.append(number(match[0]) * thousands)
    if not 1 <= len(found) <= 2 or max(found) > MOST or not max(found):
        return Salary()
    lowest, highest = found[0], found[-1]
    if highest >= 1000 * lowest and len(found) == 2:  # "65-78k"
        lowest *= 1000
    if len(found) == 1 and re.match(r"\s*(?:up to|bis zu|max)", text, re.IGNORECASE):
        return Salary(None, highest, currency_of(text), period_of(text))
    if len(found) == 1 and re.match(r"\s*(?:from|ab|min)\b", text, re.IGNORECASE):
        return Salary(lowest, None, currency_of(text), period_of(text))
    return Salary(min(lowest, highest), max(lowest, highest), currency_of(text), period_of(text))


def in_words(lowest: Decimal | None, highest: Decimal | None, currency: str, period: str) -> str:
    """ "150,000 – 175,000 USD a year"; "" when no amount is known. `period` is said as it is given."""
    least, most = (grouped(value) for value in (lowest, highest))
    if not (least or most):
        return ""
    if least and most:
        amounts = least if least == most else f"{least} – {most}"
    else:
        amounts = _("from %(n)s") % {"n": least} if least else _("up to %(n)s") % {"n": most}
    return " ".join(part for part in (amounts, currency, period) if part)


def grouped(value: Decimal | None) -> str:
    if value is None:
        return ""
    whole = value == value.to_integral_value()
    return number_format(value, decimal_pos=0 if whole else 2, use_l10n=True, force_grouping=True)
