"""An entry's text: paragraphs, the points of a list, and what a label names."""

from typing import Any

from resumes.importers.listed import things
from resumes.importers.rows import Row, Sheet, Span
from resumes.importers.vocabulary import COURSES, GRADE, TOOLS
from saaska.documents.fields import BULLETS, KEYWORDS, TECHNOLOGIES
from saaska.documents.texts import BULLET, TEXT


def body(sheet: Sheet, rows: list[Row], target: str, *, bullets: str, text: str) -> dict[str, Any]:
    """The rows as points and paragraphs; without a field for one of them, all goes into the other."""
    points, paragraphs = _gathered(rows, listed=bool(bullets))
    if not text:
        points, paragraphs = points + (paragraphs if bullets else []), []
    found: dict[str, Any] = {}
    kept = [
        _taken(sheet, point, f"{target}.{bullets}[{number}]", BULLET)
        for number, point in enumerate(points[:BULLETS])
    ]
    for row in (row for point in points[BULLETS:] for row in point):
        sheet.leave(row.whole, "too_many_points")
    if kept:
        found[bullets] = [point for point in kept if point]
    if said := _text(sheet, paragraphs, f"{target}.{text}"):
        found[text] = said
    return found


def _gathered(rows: list[Row], *, listed: bool) -> tuple[list[list[Row]], list[list[Row]]]:
    """The points of lists, and paragraphs, each with the lines that go on with it."""
    points: list[list[Row]] = []
    paragraphs: list[list[Row]] = []
    into = paragraphs
    for row in rows:
        if row.bullet and listed:
            into = points
            points.append([row])
        elif into and not (row.gap or row.own or row.bullet):
            into[-1].append(row)
        else:
            into = paragraphs
            paragraphs.append([row])
    return points, paragraphs


def _text(sheet: Sheet, paragraphs: list[list[Row]], target: str) -> str:
    text = ""
    for paragraph in paragraphs:
        room = TEXT - len(text) - 1
        if room <= 0:
            for row in paragraph:
                sheet.leave(row.whole, "full")
            continue
        more = _taken(sheet, paragraph, target, room)
        text = f"{text}\n{more}" if text else more
    return text


def _taken(sheet: Sheet, rows: list[Row], target: str, limit: int) -> str:
    return sheet.take(target, *(row.whole for row in rows), limit=limit)


def details(sheet: Sheet, rows: list[Row], target: str, *, bullets: str) -> dict[str, Any]:
    """The same of a job (with points) or a study, after the lines with a label: technologies, courses, a grade."""
    found: dict[str, Any] = {}
    left = []
    tools, studied = bullets != "", bullets == ""
    for row in rows:
        if tools and (label := TOOLS.match(row.text)) and "technologies" not in found:
            found["technologies"] = _listed(sheet, row, label.end(), f"{target}.technologies", TECHNOLOGIES)
        elif studied and (label := COURSES.match(row.text)) and "courses" not in found:
            found["courses"] = _listed(sheet, row, label.end(), f"{target}.courses", KEYWORDS)
        elif studied and (label := GRADE.fullmatch(row.text)) and "gpa" not in found:
            sheet.leave(Span(row, 0, label.start(1)), "labelled")
            found["gpa"] = sheet.take(f"{target}.gpa", Span(row, *label.span(1)))
        else:
            left.append(row)
    return {**found, **body(sheet, left, target, bullets=bullets, text="description")}


def _listed(sheet: Sheet, row: Row, start: int, target: str, most: int) -> list[str]:
    sheet.leave(Span(row, 0, start), "labelled")
    rest = row.whole.part(start, len(row.text))
    spans = things(rest)
    for span in spans[most:]:
        sheet.leave(span, "full")
    texts = [sheet.take(f"{target}[{number}]", span) for number, span in enumerate(spans[:most])]
    return [text for text in texts if text]
