"""Entries of the calendar as RFC 5545: every time in UTC, so that no time zone has to be described."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from applications.calendar import Entry

LONGEST: Final = 75  # octets of a line, its end apart
MOMENT: Final = "%Y%m%dT%H%M%SZ"


def calendar(entries: Iterable[Entry], *, name: str = "") -> bytes:
    """A file with these events. `name` is what programs call a calendar they subscribe to."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//SaaSka//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    if name:
        lines += [
            f"X-WR-CALNAME:{text(name)}",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
            "X-PUBLISHED-TTL:PT1H",
        ]
    for entry in entries:
        lines += event(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def event(entry: Entry) -> list[str]:
    """The lines of one event. Its UID never changes, its SEQUENCE grows with each change of its row."""
    host = urlsplit(settings.PUBLIC_URL).hostname
    title = ", ".join(part for part in (entry.title, entry.company) if part)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.kind}-{entry.pk}@{host}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{moment(entry.updated_at)}",
        f"LAST-MODIFIED:{moment(entry.updated_at)}",
        *span(entry),
        f"SUMMARY:{text(title)}",
    ]
    if entry.link:
        lines.append(f"DESCRIPTION:{text(entry.link)}")
    if entry.place:
        lines.append(f"LOCATION:{text(entry.place)}")
    if entry.url:
        lines.append(f"URL:{settings.PUBLIC_URL}{entry.url}")
    return [*lines, "END:VEVENT"]


def span(entry: Entry) -> list[str]:
    if entry.starts_at and entry.ends_at:
        return [f"DTSTART:{moment(entry.starts_at)}", f"DTEND:{moment(entry.ends_at)}"]
    after = entry.day + timedelta(days=1)
    return [
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        "TRANSP:TRANSPARENT",  # a deadline keeps nobody busy all day
    ]


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime(MOMENT)


def text(value: str) -> str:
    """A TEXT value: the four escapes, one kind of line end, no other control characters."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(letter for letter in value if (letter >= " " and letter != "\x7f") or letter == "\t")


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, none of which ends within a character."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += octets
    yield piece
