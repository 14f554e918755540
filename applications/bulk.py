"""One change of many applications, and its undoing as one."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.db.models import F, Func, IntegerField, JSONField, TextField, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Now

from applications.models import ApplicationEvent, BulkChange
from applications.models.application import JobApplicationQuerySet
from applications.schema import CHANGED_AT_ONCE, TAGS

if TYPE_CHECKING:
    from accounts.models import User

KEPT: Final = 20  # changes of a person that can still be undone
Action = BulkChange.Action


@transaction.atomic
def change(
    user: "User", rows: JobApplicationQuerySet, action: str, *, status: str = "", tag: str = ""
) -> BulkChange | None:
    """Does it to those rows that it changes, CHANGED_AT_ONCE at most; None when it changes none."""
    affected = touched(rows, action, status=status, tag=tag)
    found = affected.order_by("pk").select_for_update(of=("self",)).values("pk", "status", "stage")
    before = [
        {"id": str(row["pk"]), "status": row["status"], "stage": row["stage"]}
        for row in found[:CHANGED_AT_ONCE]
    ]
    if not before:
        return None
    mine = user.job_applications.filter(pk__in=[row["id"] for row in before])
    mine.update(**columns(action, status=status, tag=tag), **NEWER)
    if action == Action.MOVE:
        told = newest_events(user, (UUID(row["id"]) for row in before))
        before = [{**row, "event": str(told[UUID(row["id"])])} for row in before]
    made = user.bulk_changes.create(action=action, tag=tag, before=before)
    user.bulk_changes.filter(pk__in=user.bulk_changes.order_by("-created_at").values("pk")[KEPT:]).delete()
    return made


NEWER: Final = {"version": F("version") + 1, "updated_at": TransactionNow()}


def touched(rows: JobApplicationQuerySet, action: str, *, status: str, tag: str) -> JobApplicationQuerySet:
    """Those of the rows that the action changes."""
    match action:
        case Action.MOVE:
            return rows.live().exclude(status=status, stage="")
        case Action.TAG:
            number = Func(F("tags"), function="jsonb_array_length", output_field=IntegerField())
            with_room: JobApplicationQuerySet = rows.live().alias(number=number).filter(number__lt=TAGS)
            return with_room.exclude(tags__contains=[tag])
        case Action.UNTAG:
            return rows.live().filter(tags__contains=[tag])
        case Action.ARCHIVE:
            return rows.current()
        case Action.UNARCHIVE:
            return rows.live().exclude(archived_at=None)
        case _:
            return rows.live()


def columns(action: str, *, status: str, tag: str) -> dict[str, Any]:
    match action:
        case Action.MOVE:
            return {"status": status, "stage": ""}
        case Action.TAG:
            return {"tags": CombinedExpression(F("tags"), "||", Value([tag], JSONField()), JSONField())}
        case Action.UNTAG:
            taken = Cast(Value(tag), TextField())
            return {"tags": CombinedExpression(F("tags"), "-", taken, JSONField())}
        case Action.ARCHIVE:
            return {"archived_at": Now()}
        case Action.UNARCHIVE:
            return {"archived_at": None}
        case _:
            return {"deleted_at": Now()}


def newest_events(user: "User", applications: Iterable[UUID]) -> dict[UUID, UUID]:
    """The newest change of status in the history of each."""
    events = user.application_events.filter(
        application_id__in=list(applications), kind=ApplicationEvent.Kind.STATUS
    )
    newest = events.order_by("application_id", "-created_at", "-happened_at").distinct("application_id")
    return dict(newest.values_list("application_id", "pk"))


@transaction.atomic
def undo(user: "User", made: BulkChange) -> int:
    """Puts back what stands as the change left it; how many that are. A second time it is none."""
    if not user.bulk_changes.filter(pk=made.pk, undone_at=None).update(undone_at=Now()):
        return 0
    ids = [row["id"] for row in made.before]
    mine = user.job_applications.filter(pk__in=ids)
    match made.action:
        case Action.MOVE:
            return moved_back(user, made)
        case Action.TAG:
            rows, back = touched(mine, Action.UNTAG, status="", tag=made.tag), Action.UNTAG
        case Action.UNTAG:
            rows, back = touched(mine, Action.TAG, status="", tag=made.tag), Action.TAG
        case Action.ARCHIVE:
            rows, back = touched(mine, Action.UNARCHIVE, status="", tag=""), Action.UNARCHIVE
        case Action.UNARCHIVE:
            rows, back = touched(mine, Action.ARCHIVE, status="", tag=""), Action.ARCHIVE
        case _:
            return mine.exclude(deleted_at=None).update(deleted_at=None, **NEWER)
    return rows.update(**columns(back, status="", tag=made.tag), **NEWER)


def moved_back(user: "User", made: BulkChange) -> int:
    """Those without later news go back to where they were, and the history tells nothing of the way there and back."""
    newest = newest_events(user, (UUID(row["id"]) for row in made.before))
    there = [row for row in made.before if str(newest.get(UUID(row["id"]))) == row["event"]]
    groups = defaultdict(list)
    for row in there:
        groups[row["status"], row["stage"]].append(row["id"])
    rows = user.job_applications.live()
    number = sum(
        rows.filter(pk__in=ids).update(status=status, stage=stage, **NEWER)
        for (status, stage), ids in groups.items()
    )
    back = newest_events(user, (UUID(row["id"]) for row in there))
    forgotten = {*back.values(), *(UUID(row["event"]) for row in there)}
    user.application_events.filter(pk__in=forgotten).delete()
    return number
