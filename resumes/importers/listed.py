"""Things in a line: skills, languages, interests."""

import re
from typing import Any

from resumes.importers.rows import Row, Sheet, Span
from resumes.importers.vocabulary import LEVEL
from saaska.documents.fields import KEYWORDS

LISTS = ("languages", "interests")
CATEGORY = re.compile(r"^\**([^:,;|]{2,60}?)\**\s*:\**\s+(?=\S)")
APART = re.compile(r"\s*(?:[;|·•\t]|,(?![^()]*\))(?!\d))\s*|\s{3,}")
SEMICOLONS = re.compile(r"\s*[;|·•\t](?![^()]*\))\s*")
CELLS = re.compile(r"\s*\|\s*|\t|\s{3,}")
NOTE = re.compile(r"^(.*?)\s*\(([^()]*)\)$")
DASHED = re.compile(r"^(.{2,60}?)\s*(?: [–—-]|:)\s+(.+)$")
YEARS = re.compile(r"(\d{1,2}(?:\.5)?) (?:years?|jahre?|ans?|años?|anos?)", re.I)


def things(span: Span) -> list[Span]:
    """What a line lists; where semicolons part it, commas do not."""
    return span.parted(SEMICOLONS if re.search(r";(?![^()]*\))", span.text) else APART)


def noted(span: Span) -> tuple[Span, Span | None]:
    """A thing, and how well it is known, when that is what follows it."""
    for form in (DASHED, NOTE):
        found = form.match(span.text)
        if found and found[1] and LEVEL.fullmatch(found[2].strip()):
            return span.part(*found.span(1)), span.part(*found.span(2))
    return span, None


def skills(sheet: Sheet, row: Row, number: int) -> list[dict[str, Any]]:
    """The skills of a line; a name before a colon is their category, a level behind that is that of all."""
    rest, category, common = row.whole, "", {}
    found = CATEGORY.match(row.text)
    if found:
        name, level = noted(rest.part(*found.span(1)))
        category = sheet.take(f"skills[{number}].category", name)
        if level:
            common = how_well(sheet, level, f"skills[{number}]")
        rest = rest.part(found.end(), len(row.text))
    result: list[dict[str, Any]] = []
    for span in things(rest):
        target = f"skills[{number + len(result)}]"
        name, level = noted(span)
        skill = {"name": sheet.take(f"{target}.name", name), "category": category, **common}
        if level:
            skill |= how_well(sheet, level, target)
        result.append(skill)
    return [skill for skill in result if skill["name"]]


def how_well(sheet: Sheet, span: Span, target: str) -> dict[str, Any]:
    """A level, years, or both: "Expert, 7 years"."""
    found: dict[str, Any] = {}
    for part in span.parted(re.compile(r",\s*")):
        years = YEARS.fullmatch(part.text)
        if years and float(years[1]) <= 80:
            sheet.note("taken", part, f"{target}.years")
            number = float(years[1])
            found["years"] = int(number) if number.is_integer() else number
        else:
            found["level"] = sheet.take(f"{target}.level", part)
    return found


def pair(span: Span) -> list[tuple[Span, Span | None]]:
    """A language and its level in two cells of a table; else each thing of the line with its level."""
    cells = span.parted(CELLS)
    if len(cells) == 2 and LEVEL.fullmatch(cells[1].text):
        return [(cells[0], cells[1])]
    return [noted(thing) for thing in things(span)]


def items(sheet: Sheet, row: Row, kind: str, target: str) -> list[dict[str, Any]]:
    """Languages with their levels; interests, those after a colon as keywords of what stands before it."""
    found = CATEGORY.match(row.text)
    if kind == "interests" and found:
        name = sheet.take(f"{target}[0].name", row.whole.part(*found.span(1)))
        words = [
            sheet.take(f"{target}[0].keywords", span)
            for span in things(row.whole.part(found.end(), len(row.text)))
        ]
        return [{"name": name, "keywords": [word for word in words if word][:KEYWORDS]}]
    result: list[dict[str, Any]] = []
    for thing, level in pair(row.whole) if kind == "languages" else map(noted, things(row.whole)):
        item = {"name": sheet.take(f"{target}[0].name", thing)}
        if level and kind == "languages":
            item["level"] = sheet.take(f"{target}[0].level", level)
        result.append(item)
    return [item for item in result if item["name"]]
