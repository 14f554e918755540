"""What is kept about an application row by row: stored over the state it was opened in, removed, brought back."""

import json
from datetime import datetime, timedelta
from typing import Any, Final

from django.core import serializers
from django.db import connection, models
from django.db.models import F
from django.utils import timezone

from applications.models import (
    ApplicationContact,
    ApplicationEvent,
    ApplicationTask,
    InterviewRound,
    JobApplication,
    RemovedRecord,
    SentDocument,
)
from applications.models.removed import DAYS
from saaska.db.fields import EncryptedTextField
from saaska.db.models import Stamped
from saaska.db.records import about

MOST: Final = 100  # rows of a kind that an application has
OFFER: Final = ("offer_salary", "offer_currency", "offer_deadline", "offer_terms")
NO_OFFER: Final[dict[str, Any]] = {"offer_salary": None, "offer_deadline": None, "offer_terms": {}}
SECTIONS: Final = {
    "events": ApplicationEvent,
    "rounds": InterviewRound,
    "contacts": ApplicationContact,
    "tasks": ApplicationTask,
    "documents": SentDocument,
}


def stamp(row: Stamped) -> str:
    """Which state of the row this is."""
    return row.updated_at.isoformat()


def locked(application: JobApplication) -> JobApplication:
    """The application as it is now, until the transaction ends: whoever else changes what belongs to it waits."""
    row: JobApplication = application.rows().live().select_for_update().get()
    return row


def write(row: Stamped, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=[*columns, "updated_at"])


def told(row: Any) -> str:
    """The row as JSON, to the microsecond."""
    return json.dumps(serializers.serialize("python", [row]), default=str)


def remove(row: Any, kind: str) -> RemovedRecord:
    """Out of the application, to be brought back for some days. What was removed long ago goes for good."""
    RemovedRecord.objects.filter(
        user_id=row.user_id, created_at__lt=timezone.now() - timedelta(days=DAYS)
    ).delete()
    removed = RemovedRecord.objects.create(
        user_id=row.user_id,
        application_id=row.application_id,
        kind=kind,
        content=told(row),
    )
    type(row).objects.filter(user_id=row.user_id, pk=row.pk).delete()
    return removed


def bring_back(removed: RemovedRecord) -> Any:
    """The very row that was removed, with its id and its times; None when somebody else has just done it."""
    taken, _each = RemovedRecord.objects.filter(user_id=removed.user_id, pk=removed.pk).delete()
    for found in serializers.deserialize("python", json.loads(removed.content or "[]")) if taken else ():
        found.save()
        return found.object
    return None


def plan(application: JobApplication, *, instead_of: datetime | None = None) -> None:
    """Before a round is added: an interview that only the application's own date tells becomes a round of its own.

    Not when the new round is that interview: `instead_of` is the date it was told by.
    """
    at = application.interview_date
    if at is None or at == instead_of or application.rounds.filter(user=application.user_id).exists():
        return
    application.rounds.create(user_id=application.user_id, starts_at=at, kind=InterviewRound.Kind.OTHER)


def follow(application: JobApplication) -> None:
    """The application's date is its next interview; when none is to come, the last that was not cancelled."""
    rounds = application.rounds.filter(user=application.user_id).exclude(
        result=InterviewRound.Result.CANCELLED
    )
    times = sorted(rounds.values_list("starts_at", flat=True))
    ahead = [at for at in times if at >= timezone.now()]
    date = next(iter(ahead or times[-1:]), None)
    if date != application.interview_date:
        application.rows().update(
            interview_date=date, version=F("version") + 1, updated_at=models.functions.Now()
        )
        application.interview_date = date


def follow_history(application: JobApplication, event: ApplicationEvent, was: datetime | None) -> None:
    """After an event was told or its date corrected: the day it was sent on, and that of the last word, follow."""
    told = application.events.filter(user=application.user_id)
    stages = told.filter(kind=ApplicationEvent.Kind.STATUS).order_by("happened_at", "created_at")
    columns: dict[str, Any] = {}
    if stages.first() == event and event.status == JobApplication.Status.APPLIED:
        columns["date_applied"] = timezone.localdate(event.happened_at)
    word = told.filter(kind__in=[ApplicationEvent.Kind.STATUS, ApplicationEvent.Kind.CONTACT])
    newest = word.order_by("-happened_at").first()
    day, said = newest and timezone.localdate(newest.happened_at), application.last_contact_on
    if day and (said is None or day > said or (was and timezone.localdate(was) == said)):
        columns["last_contact_on"] = day
    if any(getattr(application, name) != value for name, value in columns.items()):
        application.rows().update(**columns, version=F("version") + 1, updated_at=models.functions.Now())


def remove_offer(application: JobApplication) -> RemovedRecord:
    """The application as one without an offer."""
    told = {name: getattr(application, name) for name in OFFER}
    removed = RemovedRecord.objects.create(
        user_id=application.user_id,
        application=application,
        kind=RemovedRecord.Kind.OFFER,
        content=json.dumps(told, default=str),
    )
    application.rows().update(**NO_OFFER, version=F("version") + 1, updated_at=models.functions.Now())
    return removed


def bring_offer_back(application: JobApplication, removed: RemovedRecord) -> bool:
    """False when there is another one by now, which stays."""
    if application.has_offer:
        return False
    taken, _each = RemovedRecord.objects.filter(user_id=removed.user_id, pk=removed.pk).delete()
    if taken:
        columns = json.loads(removed.content or "{}")
        application.rows().update(**columns, version=F("version") + 1, updated_at=models.functions.Now())
    return True


IN_ORDER: Final = (F("done_at").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "created_at")


def all_of(application: JobApplication) -> dict[str, list[Any]]:
    """The rows of every section, in order. One query."""
    told = about(application.user_id, application.pk)
    return {
        section: [row_of(model, values) for values in told[section]] for section, model in SECTIONS.items()
    }


def row_of(model: Any, told: dict[str, Any]) -> Any:
    """The row that JSON tells of."""
    fields = model._meta.concrete_fields
    values = [
        field.from_db_value(told[field.attname], None, connection)
        if isinstance(field, EncryptedTextField)
        else field.to_python(told[field.attname])
        for field in fields
    ]
    return model.from_db(connection.alias, [field.attname for field in fields], values)
