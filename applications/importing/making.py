"""Make the applications of a plan, and take the whole import back."""

from collections import defaultdict
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.db.models import DateTimeField, F, Func
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from applications.importing.choices import ADD, LEAVE, MERGE
from applications.importing.plan import Row, taken
from applications.models import ApplicationContact, ApplicationEvent, ApplicationImport, JobApplication

if TYPE_CHECKING:
    from accounts.models import User

BATCH: Final = 500
UTC: Final = ZoneInfo("UTC")
FILLED: Final = (
    *(
        "city",
        "state",
        "country",
        "source",
        "url",
        "job_description",
        "answers",
        "notes",
        "stage",
        "offer_salary",
        "tags",
    ),
)
Report = list[dict[str, Any]]


@transaction.atomic
def make(row: ApplicationImport, rows: list[Row]) -> None:
    """Once: the import's row is locked, and says afterwards what came of it."""
    row.outcome = outcome_of(row.user, rows)
    row.imported_at = Now()
    row.data = ""
    row.save(update_fields=["outcome", "imported_at", "data", "updated_at"])


def outcome_of(user: "User", rows: list[Row]) -> dict[str, Any]:
    """Makes them, and tells what came of it."""
    added = add(user, taken(rows, ADD))
    merged = [merge(one) for one in taken(rows, MERGE)]
    return {"made": added, "merged": [one for one in merged if one], "report": report_of(rows)}


def add(user: "User", rows: list[Row]) -> list[str]:
    made = [JobApplication(user=user, last_contact_on=row.status_on, **row.columns) for row in rows]
    JobApplication.objects.bulk_create(made, batch_size=BATCH)
    date_statuses(user, list(zip(made, rows, strict=True)))
    ApplicationContact.objects.bulk_create(
        [
            ApplicationContact(user=user, application=one, **row.contact)
            for one, row in zip(made, rows, strict=True)
            if row.contact
        ],
        batch_size=BATCH,
    )
    return [str(one.pk) for one in made]


def date_statuses(user: "User", made: list[tuple[JobApplication, Row]]) -> None:
    """The trigger dated what was made by its day of application, which is true of "Applied" alone.

    Any other status gets "Applied" before it, and the day that the file names; without one, the day of the import
    and a word that says so.
    """
    later = {one.pk: (one, row) for one, row in made if one.status != JobApplication.Status.APPLIED}
    if not later:
        return
    ApplicationEvent.objects.bulk_create(
        [
            ApplicationEvent(
                user=user,
                application=one,
                kind=ApplicationEvent.Kind.STATUS,
                status=JobApplication.Status.APPLIED,
                happened_at=noon(one.date_applied),
            )
            for one, _row in later.values()
        ],
        batch_size=BATCH,
    )
    of_day: dict[date | None, list[UUID]] = defaultdict(list)
    for pk, (_one, row) in later.items():
        of_day[row.status_on].append(pk)
    # what was written last comes last in a history whose days are the same
    last = Func(function="clock_timestamp", output_field=DateTimeField())
    statuses = user.application_events.filter(kind=ApplicationEvent.Kind.STATUS).exclude(
        status=JobApplication.Status.APPLIED
    )
    for day, found in of_day.items():
        statuses.filter(application_id__in=found).update(
            happened_at=noon(day) if day else Now(),
            details={} if day else {"text": _("As the imported table says; it names no day.")},
            created_at=last,
        )


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def merge(row: Row) -> dict[str, Any] | None:
    """What the application lacks comes from the row; what it has stays. None when it lacks nothing."""
    twin = row.twin
    assert twin is not None  # only a row with a twin is merged
    lacking = [name for name in FILLED if row.columns.get(name) and not getattr(twin, name)]
    if "stage" in lacking and row.columns["status"] != twin.status:
        lacking.remove("stage")
    contact = add_contact(twin, row.contact)
    if not lacking and not contact:
        row.changes.append(_("Merged: nothing was missing."))
        return None
    columns = {name: row.columns[name] for name in lacking}
    if "offer_salary" in columns and "offer_currency" in row.columns:
        columns["offer_currency"] = row.columns["offer_currency"]
    if not twin.save_over(twin.version, columns):
        row.problem = _("The application was changed in the meantime.")
        if contact:
            twin.contacts.filter(user=twin.user_id, pk=contact).delete()
        return None
    row.changes.append(_("Merged into the one you have."))
    before = {name: getattr(twin, name) for name in columns}
    return {"id": str(twin.pk), "version": twin.version + 1, "before": before, "contact": contact}


def add_contact(application: JobApplication, told: dict[str, str]) -> str:
    """To an application without any; its id, "" when none was added."""
    contacts = application.contacts.filter(user=application.user_id)
    if not told or contacts.exists():
        return ""
    return str(contacts.create(user_id=application.user_id, application=application, **told).pk)


def report_of(rows: list[Row]) -> Report:
    """A line for each row that was changed, merged or left out."""
    found = []
    for row in rows:
        left = row.problem or (_("You have it already.") if row.decision == LEAVE else "")
        if left or row.changes:
            kind = "left" if left else "changed"
            text = left or " ".join(row.changes)
            found.append({"line": row.line, "kind": kind, "told": row.told[:200], "text": text[:500]})
    return found


@transaction.atomic
def undo(row: ApplicationImport) -> int:
    """What was made goes to the bin; what was filled in elsewhere goes, unless it was edited since."""
    if not row.user.application_imports.filter(pk=row.pk, undone_at=None).update(undone_at=Now()):
        return 0
    return take_back(row, row.outcome)


def take_back(row: ApplicationImport, outcome: dict[str, Any]) -> int:
    mine = row.user.job_applications.live()
    number: int = mine.filter(pk__in=[UUID(pk) for pk in outcome["made"]]).update(
        deleted_at=Now(), version=F("version") + 1, updated_at=TransactionNow()
    )
    for one in outcome["merged"]:
        was = JobApplication(pk=UUID(one["id"]), user_id=row.user_id)
        if was.save_over(one["version"], one["before"]) and one.get("contact"):
            row.user.application_contacts.filter(pk=UUID(one["contact"])).delete()
    return number
