"""schema.org's JobPosting in the JSON-LD of a page, or as bare JSON."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from jobs.places import country_of, line_of
from jobs.postings.days import day_of
from jobs.postings.reading import MOST, Reading
from jobs.salaries import Salary, currency_of, period_of, salary_in
from saaska.documents.html_text import plain_text
from saaska.documents.texts import printable

BLOCKS: Final = 50  # of a page
NODES: Final = 5_000  # of a block that are looked at
LIST: Final = 30  # entries of a list that are looked at
START: Final = re.compile(r"<(script|style)\b([^<>]{0,600})>", re.IGNORECASE)
END: Final = re.compile(r"</(script|style)\b[^<>]{0,100}>", re.IGNORECASE)
KIND: Final = re.compile(r"application/(?:ld\+)?json", re.IGNORECASE)
TAG: Final = re.compile(r"<[A-Za-z/!][^<>]{0,500}>")
HTML_TEXTS: Final = (
    ("requirements", ("qualifications", "experienceRequirements", "educationRequirements", "skills")),
    ("benefits", ("jobBenefits", "benefits", "incentiveCompensation")),
)
KNOWN: Final = {
    *(
        "@type",
        "@context",
        "@id",
        "title",
        "name",
        "hiringOrganization",
        "company",
        "jobLocation",
        "location",
    ),
    *(
        "jobLocationType",
        "applicantLocationRequirements",
        "remote",
        "baseSalary",
        "estimatedSalary",
        "salary",
    ),
    *("salaryCurrency", "datePosted", "date", "validThrough", "employmentType", "type", "identifier", "url"),
    *("description", "responsibilities", "mainEntityOfPage", "directApply", "meta", "$schema"),
    *(key for _column, keys in HTML_TEXTS for key in keys),
}
TYPES: Final = {
    "FULL_TIME": "full-time",
    "PART_TIME": "part-time",
    "CONTRACTOR": "contract",
    "TEMPORARY": "temporary",
    "INTERN": "internship",
    "VOLUNTEER": "volunteer",
    "PER_DIEM": "per diem",
}
UNITS: Final = {"HOUR": "hour", "DAY": "day", "WEEK": "week", "MONTH": "month", "YEAR": "year"}

Node = Mapping[str, Any]


@dataclass(frozen=True)
class Blocks:
    """What reads as JSON, and how many blocks do not. `is_bare`: the text is JSON and no page."""

    found: list[Any]
    broken: int
    is_bare: bool = False


def blocks(text: str) -> Blocks:
    stripped = text.strip()
    if stripped[:1] in ("{", "["):
        try:
            return Blocks([parsed(stripped)], 0, is_bare=True)
        except ValueError:
            pass
    found: list[Any] = []
    broken = 0
    for kind, start, end in _elements(text):
        if kind and len(found) + broken < BLOCKS:
            try:
                found.append(parsed(text[start:end]))
            except ValueError:
                broken += 1
    return Blocks(found, broken)


def parsed(text: str) -> Any:
    """ValueError for anything that is no JSON, or is nested beyond reason."""
    text = text.strip()
    for before, after in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("//<![CDATA[", "//]]>")):
        text = text.removeprefix(before).removesuffix(after).strip()
    try:
        return json.loads(text.rstrip(";"), strict=False, parse_constant=str, parse_int=integer)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def integer(text: str) -> int | str:
    """Beyond reason it stays a text: Python refuses to read thousands of digits."""
    return int(text) if len(text) <= 40 else text


def without_scripts(text: str) -> str:
    """The text without its scripts and styles."""
    pieces, position = [], 0
    for _kind, start, end in _elements(text, whole=True):
        pieces.append(text[position:start])
        position = end
    return "\n".join([*pieces, text[position:]]) if pieces else text


def _elements(text: str, *, whole: bool = False) -> Iterator[tuple[bool, int, int]]:
    """Scripts and styles that are closed: whether it says to hold JSON, and where its content (or all of it) lies."""
    ends = list(END.finditer(text))
    starts_of_ends = [end.start() for end in ends]
    position = 0
    for start in START.finditer(text):
        if start.start() < position:
            continue
        number = bisect_left(starts_of_ends, start.end())
        if number == len(ends):
            return
        end = ends[number]
        position = end.end()
        span = (start.start(), end.end()) if whole else (start.end(), end.start())
        yield bool(KIND.search(start[2])), *span


def posting(blocks: Blocks, reading: Reading) -> Node | None:
    """The first JobPosting there is; the report tells of others and of blocks that cannot be read."""
    if blocks.broken:
        reading.remark("left_out", "JSON-LD", str(blocks.broken), "broken")
    found: list[Node] = [node for block in blocks.found for node in nodes(block) if is_posting(node)]
    if not found and blocks.is_bare:
        found = [node for node in nodes(blocks.found[0]) if is_like_one(node)][:1]
    for node in found[1:4]:
        reading.remark("left_out", "JobPosting", said(node.get("title")), "further")
    return found[0] if found else None


def nodes(tree: Any) -> Iterator[Node]:
    """Every object of a tree, breadth first, as far as is reasonable."""
    waiting = [tree]
    for value in waiting:  # it grows while it is walked
        if isinstance(value, dict):
            yield value
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if len(waiting) < NODES:
            waiting += [one for one in inner if isinstance(one, dict | list)][: NODES - len(waiting)]


def is_posting(node: Node) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and kind.rpartition("/")[2].rpartition(":")[2] == "JobPosting"
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def is_like_one(node: Node) -> bool:
    """A job in another JSON: it has a title, and a company or a description."""
    return bool(said(node.get("title"))) and bool(
        {"company", "description", "hiringOrganization"} & node.keys()
    )


def said(value: Any, *first: str) -> str:
    """A text on one line, without HTML; of an object its name, or what one of the keys `first` holds."""
    if isinstance(value, list):
        return ", ".join(filter(None, (said(one) for one in value[:LIST] if not isinstance(one, list))))
    if isinstance(value, dict):
        value = next(
            (value[key] for key in (*first, "name", "value", "text", "@value") if value.get(key)), ""
        )
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return printable(plain_text(str(value)[:2000]), lines=False)


def words(value: Any) -> tuple[str, bool]:
    """A text of several lines, and whether it was HTML. Lists become bullets."""
    if isinstance(value, list):
        parts = [words(one) for one in value[:LIST] if not isinstance(one, list)]
        return "\n".join(f"• {text}" for text, _html in parts if text), any(html for _text, html in parts)
    if isinstance(value, dict):
        keywords = value.get("keywords")
        name = said(value)
        return (f"{name}: {said(keywords)}" if keywords else name or said(value.get("description"))), False
    if not isinstance(value, str):
        return said(value), False
    text = value[:MOST]
    if "&lt;" in text and not TAG.search(text):  # HTML that was escaped once more
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    is_html = bool(TAG.search(text))
    return plain_text(text), is_html


def take(node: Node, reading: Reading) -> None:
    """Every property that has a field; the others are told."""
    reading.take("position", said(node.get("title") or node.get("name")))
    reading.take("company", said(node.get("hiringOrganization") or node.get("company")))
    take_place(node, reading)
    take_pay(node, reading)
    for name, keys in (("posted_on", ("datePosted", "date")), ("closes_on", ("validThrough",))):
        text = next((said(node[key]) for key in keys if node.get(key)), "")
        reading.take_day(name, day_of(text), text)
    take_kinds(node, reading)
    reading.take("external_job_id", said(node.get("identifier"), "value"))
    take_texts(node, reading)
    address = node.get("url") or node.get("@id")
    if isinstance(address, str) and address[:4] == "http":
        reading.take("url", address)
    for key in sorted(node.keys() - KNOWN)[:LIST]:
        reading.remark("left_out", printable(key[:60], lines=False), said(node[key]), "no_field")


def take_texts(node: Node, reading: Reading) -> None:
    for name, keys in (("job_description", ("description", "responsibilities")), *HTML_TEXTS):
        parts = [words(node[key]) for key in keys if node.get(key)]
        if parts:
            is_html = any(html for _text, html in parts)
            text = "\n\n".join(dict.fromkeys(text for text, _html in parts if text))
            reading.take(name, text, kind="changed" if is_html else "taken", reason="html" if is_html else "")


def take_place(node: Node, reading: Reading) -> None:
    places = node.get("jobLocation") or node.get("location")
    lines = [place_line(place) for place in (places if isinstance(places, list) else [places])[:LIST]]
    known = list(dict.fromkeys(line for line in lines if line))
    if (
        said(node.get("jobLocationType")).upper() == "TELECOMMUTE"
        or said(node.get("remote")).lower() == "full"
    ):
        asked = said(node.get("applicantLocationRequirements"))
        where = country_of(asked) or asked
        known = known or [f"Remote, {where}" if where else "Remote"]
        reading.tag("remote")
    kind, reason = ("changed", "joined") if len(known) > 1 else ("taken", "")
    reading.take("location", "; ".join(known), kind=kind, reason=reason)  # type: ignore[arg-type]  # one of the kinds


def place_line(place: Any) -> str:
    if not isinstance(place, dict):
        return said(place)
    address = place.get("address")
    if isinstance(address, list):
        address = address[0] if address else None
    if isinstance(address, dict):
        return line_of(address) or said(place)
    city, region, code = (place.get(key) for key in ("city", "region", "countryCode"))
    other = {"addressLocality": city, "addressRegion": region, "addressCountry": code}
    return (
        line_of({**place, **{key: value for key, value in other.items() if value}})
        or said(address)
        or said(place)
    )


def take_kinds(node: Node, reading: Reading) -> None:
    kinds = node.get("employmentType") or (node.get("type") if isinstance(node.get("type"), str) else None)
    for kind in (kinds if isinstance(kinds, list) else [kinds])[:LIST]:
        text = said(kind)
        reading.tag(TYPES.get(text.upper().replace("-", "_").replace(" ", "_"), text.lower()))
    remote = said(node.get("remote")).lower()
    if remote in ("full", "hybrid"):
        reading.tag("remote" if remote == "full" else remote)


def take_pay(node: Node, reading: Reading) -> None:
    value = node.get("baseSalary") or node.get("estimatedSalary") or node.get("salary")
    if isinstance(value, list):
        value = next((one for one in value[:LIST] if one), None)
    if not value:
        return
    salary, text = pay_of(value)
    named = salary.currency or currency_of(said(node.get("salaryCurrency")))
    reading.take_salary(Salary(salary.lowest, salary.highest, named, salary.period), text)


def pay_of(value: Any) -> tuple[Salary, str]:
    """A number, a text, a MonetaryAmount or a MonetaryAmountDistribution; and how the report shows it."""
    if not isinstance(value, dict):
        text = said(value)
        exact = decimal_of(value)
        is_number = exact is not None or not isinstance(value, str)
        return (Salary(exact, exact) if is_number else salary_in(text)), text
    inner = value.get("value")
    amounts: Node = inner if isinstance(inner, dict) else value
    currency = currency_of(said(value.get("currency") or amounts.get("currency")))
    unit = said(
        amounts.get("unitText") or value.get("unitText") or amounts.get("unitCode") or value.get("duration")
    )
    period = UNITS.get(unit.upper(), "") or period_of(f"per {unit}" if unit else "")
    low, high, one = (
        amounts.get("minValue", value.get("minValue", amounts.get("percentile10"))),
        amounts.get("maxValue", value.get("maxValue", amounts.get("percentile90"))),
        amounts.get("value", amounts.get("median")),
    )
    lowest, highest = decimal_of(low), decimal_of(high)
    single = said(one)
    if lowest is None and highest is None:
        exact = decimal_of(one)
        read = Salary(exact, exact) if exact is not None else salary_in(single)
        lowest, highest = read.lowest, read.highest
        currency, period = currency or read.currency, period or read.period
    shown = " – ".join(filter(None, (said(low), said(high)))) or single
    return Salary(lowest, highest, currency, period), " ".join(filter(None, (shown, currency, unit)))


def decimal_of(value: Any) -> Decimal | None:
    """An amount given as a number, or as a text of nothing but one."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        found = Decimal(str(value)[:30].replace(",", "").strip())
    except InvalidOperation:
        return None
    return found.quantize(Decimal("0.01")) if found.is_finite() and 0 < found < Decimal(10) ** 9 else None
