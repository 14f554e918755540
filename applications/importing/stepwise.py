"""The import of a large table, and its undoing, one part a transaction: a worker that dies loses no part and makes
none twice. Of the rows before a part only eight bytes each are held, which tell a repeated one."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone, translation

from accounts.models import User
from accounts.preferences import zone_of
from applications.importing import making
from applications.importing.choices import Choices
from applications.importing.large import Head, lines_of
from applications.importing.likeness import Known
from applications.importing.plan import Reader, Row, leave_repeated
from applications.models import ApplicationImport, ApplicationImportPart, JobApplication
from applications.reminders import language_of
from saaska.db.scope import scope


@contextmanager
def working_for(user_id: UUID) -> Iterator[User]:
    """In the person's scope, time zone and language."""
    with scope("user", user_id):
        user = User.objects.get(pk=user_id)
        of_user = user.preferences
        with timezone.override(zone_of(of_user.timezone)), translation.override(language_of(of_user)):
            yield user


def make(user_id: UUID, pk: UUID) -> None:
    """Every part that is not made yet, in order."""
    step = Making(pk)
    while True:
        with working_for(user_id) as user:
            if not step.next(user):
                return


class Making:
    """What is held from part to part: the lines of the rows before, and what the person had before the import."""

    def __init__(self, pk: UUID) -> None:
        self.pk = pk
        self.first: dict[int, int] = {}
        self.read = 0  # parts whose rows are in it
        self.known: Known[UUID] | None = None
        self.reader: Reader | None = None

    def next(self, user: User) -> bool:
        """Whether there may be another part. The import's row is locked: two workers take turns."""
        row = user.application_imports.select_for_update().filter(pk=self.pk, imported_at=None).first()
        if row is None or row.started_at is None:
            return False
        row.user = user
        self.reader = reader = self.reader or Reader(
            Head.of(row), Choices.from_json(row.choices), timezone.localdate(row.started_at)
        )
        part = row.parts.filter(user=user, done_at=None).order_by("number").first()
        if part is None:
            finish(row)
            return False
        for earlier in row.parts.filter(user=user, number__gt=self.read, number__lt=part.number).order_by(
            "number"
        ):
            leave_repeated(reader.rows(lines_of(earlier)), self.first)
        self.read = part.number
        rows = reader.rows(lines_of(part))
        leave_repeated(rows, self.first)
        self.find_twins(row, rows, reader.choices)
        write(row, part, rows)
        return True

    def find_twins(self, row: ApplicationImport, rows: list[Row], choices: Choices) -> None:
        """Among the applications that were there before the import began."""
        mine = row.user.job_applications.live()
        if self.known is None:
            before = mine.filter(created_at__lt=row.started_at).order_by("-date_applied", "id")
            self.known = Known(before.values_list("company", "position", "pk").iterator())
        near = {
            one.line: pk
            for one in rows
            if not one.problem and (pk := self.known.nearest(one.columns["company"], one.columns["position"]))
        }
        twins: dict[UUID, JobApplication] = {one.pk: one for one in mine.filter(pk__in=set(near.values()))}
        for one in rows:
            one.twin = twins.get(near[one.line]) if one.line in near else None
            if one.twin:
                one.decision = choices.rows.get(str(one.line)) or choices.twins


def write(row: ApplicationImport, part: ApplicationImportPart, rows: list[Row]) -> None:
    part.outcome = making.outcome_of(row.user, rows)
    part.made, part.merged = len(part.outcome["made"]), len(part.outcome["merged"])
    part.left_out = sum(line["kind"] == "left" for line in part.outcome["report"])
    part.done_at = timezone.now()
    part.save(update_fields=["outcome", "made", "merged", "left_out", "done_at", "updated_at"])


def finish(row: ApplicationImport) -> None:
    """The text of the table is not needed any more."""
    row.parts.filter(user=row.user).update(data="")
    row.data, row.imported_at = "", Now()
    row.save(update_fields=["data", "imported_at", "updated_at"])


def undo(user_id: UUID, pk: UUID) -> None:
    """Takes back every part that is not taken back yet."""
    while True:
        with working_for(user_id) as user:
            row = user.application_imports.select_for_update().get(pk=pk)
            row.user = user
            part = row.parts.filter(user=user, undone_at=None).order_by("number").first()
            if part is None:
                return
            making.take_back(row, part.outcome)
            part.undone_at = timezone.now()
            part.save(update_fields=["undone_at", "updated_at"])
