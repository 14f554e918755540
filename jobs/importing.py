"""Jobs that were saved elsewhere, from a table such as LinkedIn's Saved Jobs.csv."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from applications.importing.columns import field_of, plain
from applications.importing.days import day_of
from applications.importing.sheet import Sheet
from applications.models import ApplicationImport
from jobs.models import SavedJob
from saaska.documents.texts import printable, web_address

if TYPE_CHECKING:
    from accounts.models import User

FIELDS: Final = {"company": 255, "position": 255, "location": 255, "url": 500}
SAVED_ON: Final = ("saved date", "date saved", "saved on", "saved at")
BATCH: Final = 500
SHOWN: Final = 60


@dataclass
class Row:
    """One row: what it becomes, what was changed on the way, or why it is left out: `twin` is there already."""

    line: int
    columns: dict[str, Any]
    changes: list[str] = field(default_factory=list)
    problem: str = ""
    twin: SavedJob | None = None

    @property
    def told(self) -> str:
        parts = (self.columns.get("position", ""), self.columns.get("company", ""))
        return ", ".join(part for part in parts if part)


def plan(sheet: Sheet, user: "User") -> list[Row]:
    """Every row in its order. One query."""
    names = [field_of(heading) for heading in sheet.columns]
    saved = [number for number, heading in enumerate(sheet.columns) if plain(heading) in SAVED_ON]
    known: dict[object, SavedJob] = {}
    jobs = user.saved_jobs.live().only("user_id", "company", "position", "url").order_by("created_at")
    for job in jobs.iterator():
        known |= dict.fromkeys(marks(job.company, job.position, job.url), job)
    met: dict[object, int] = {}
    rows = []
    for line, cells in sheet.rows:
        texts = {name: cell for name, cell in zip(names, cells, strict=True) if name in FIELDS}
        days = [day for number in saved if (day := day_of(cells[number], "md"))]
        row = read(line, texts, days[0] if days else None)
        leave_doubles(row, known, met)
        rows.append(row)
    return rows


def read(line: int, texts: dict[str, str], saved_on: date | None) -> Row:
    columns: dict[str, Any] = {}
    row = Row(line, columns)
    for name, most in FIELDS.items():
        text = printable(texts.get(name, ""), lines=False)
        if name == "url" and text:
            text = address(text) or left(row, text)
        if len(text) > most:
            row.changes.append(
                _("%(text)s: cut to %(limit)d characters.") % {"text": text[:SHOWN], "limit": most}
            )
        columns[name] = text[:most].strip()
    if saved_on:
        columns["notes"] = _("Saved there on %(day)s.") % {"day": date_format(saved_on, "j F Y")}
    if not columns["company"] or not columns["position"]:
        row.problem = _("The company or the position is missing.")
    return row


def address(text: str) -> str:
    try:
        return web_address(text)
    except ValueError:
        return ""


def left(row: Row, text: str) -> str:
    row.changes.append(_("Left out, no web address: %(text)s") % {"text": text[:SHOWN]})
    return ""


def marks(company: str, position: str, url: str | None) -> Iterator[object]:
    """What tells a job again: its address, or who it is with and what it is."""
    if url:
        yield url
    yield company.casefold(), position.casefold()


def leave_doubles(row: Row, known: dict[object, SavedJob], met: dict[object, int]) -> None:
    if row.problem:
        return
    own = list(marks(row.columns["company"], row.columns["position"], row.columns["url"]))
    row.twin = next((known[mark] for mark in own if mark in known), None)
    before = next((met[mark] for mark in own if mark in met), 0)
    if row.twin:
        row.problem = _("You have it already: %(job)s") % {"job": row.twin}
    elif before:
        row.problem = _("The same as line %(line)d.") % {"line": before}
    else:
        met |= dict.fromkeys(own, row.line)


@transaction.atomic
def make(row: ApplicationImport, rows: list[Row], source: str) -> None:
    """Once: the import's row is locked, and says afterwards what came of it."""
    user = row.user
    jobs = [
        SavedJob(user=user, source=source, **{name: value or None for name, value in one.columns.items()})
        for one in rows
        if not one.problem
    ]
    SavedJob.objects.bulk_create(jobs, batch_size=BATCH)
    report = [
        {
            "line": one.line,
            "kind": "left" if one.problem else "changed",
            "told": one.told[:200],
            "text": (one.problem or " ".join(one.changes))[:500],
        }
        for one in rows
        if one.problem or one.changes
    ]
    row.outcome = {"made": [str(job.pk) for job in jobs], "merged": [], "report": report}
    row.imported_at, row.data = Now(), ""
    row.save(update_fields=["outcome", "imported_at", "data", "updated_at"])


@transaction.atomic
def undo(row: ApplicationImport) -> int:
    """What was made goes to the bin, once."""
    if not row.user.application_imports.filter(pk=row.pk, undone_at=None).update(undone_at=Now()):
        return 0
    made: int = (
        row.user.saved_jobs.live()
        .filter(pk__in=row.outcome["made"])
        .update(deleted_at=Now(), version=F("version") + 1, updated_at=TransactionNow())
    )
    return made
