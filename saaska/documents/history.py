"""The history of a document as its page shows it: sittings, newest first, each of states that came without a pause."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.core.paginator import Page
from django.db.models import Count, F, Func, Max, Min, QuerySet, TextField
from django.utils import timezone

from saaska.documents.models import State
from saaska.paging import Pages

SITTINGS: Final = 30  # on a page
STATES: Final = 200  # of a sitting that are listed, the newest
LISTED: Final = ("number", "at", "name", "parts", "actor_id", "user_id")


@dataclass
class Sitting:
    """`first` and `last` are the numbers of its states, `parts` what was changed in it."""

    sitting: int
    first: int
    last: int
    began_at: datetime
    ended_at: datetime
    saves: int
    parts: set[str] = field(default_factory=set)
    changed: str = ""  # the parts in words
    states: list[dict[str, Any]] = field(default_factory=list)  # when it is open

    @property
    def day(self) -> date:
        """The reader's day on which it ended."""
        return timezone.localdate(self.ended_at)

    @property
    def unlisted(self) -> int:
        return self.saves - len(self.states) if self.states else 0


def sittings(states: "QuerySet[State]", *, page: str | None, opened: int) -> "Page[Any]":
    """A page of sittings, with the states of the one that is opened. The same queries for however many there are."""
    grouped = (
        states.values("sitting")
        .annotate(
            first=Min("number"),
            last=Max("number"),
            began_at=Min("at"),
            ended_at=Max("at"),
            saves=Count("number"),
        )
        .order_by("-sitting")
    )
    found: Page[Any] = Pages(grouped, SITTINGS).get_page(page)
    listed = {row["sitting"]: Sitting(**row) for row in found.object_list}
    changed = Func(F("parts"), function="unnest", output_field=TextField())
    for sitting, part in (
        states.filter(sitting__in=listed)
        .annotate(part=changed)
        .values_list("sitting", "part")
        .order_by()
        .distinct()
    ):
        listed[sitting].parts.add(part)
    if opened in listed:
        listed[opened].states = list(
            states.filter(sitting=opened).order_by("-number").values(*LISTED)[:STATES]
        )
    found.object_list = list(listed.values())
    return found
