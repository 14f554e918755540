"""The list of saved jobs, as its address says."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jobs.likeness import is_there, likenesses
from jobs.matching import match, said_by, words_of
from jobs.models import SavedJobQuerySet
from jobs.terms import terms_of
from saaska.keyset import Order, Piece, piece

if TYPE_CHECKING:
    from accounts.models import User

PAGE: Final = 25
MOST: Final = 100  # characters of a search
PLACES: Final = ("deleted", "archived")  # beside the list, as the address names them
ORDERS: Final = {
    "": Order(_("Last saved"), "created_at", descending=True),
    "closing": Order(_("Closing first"), "closes_on", has_gaps=True),
    "salary": Order(_("Best paid"), "salary_max", descending=True, has_gaps=True),
    "company": Order(_("Company"), "company"),
}
BY_MATCH: Final = "match"
ALIKE: Final = "alike"  # by an optional package: jobs.likeness
MATCHED: Final = 100  # jobs, the last saved ones: each posting is read anew
SHOWN: Final = {"": _("All"), "open": _("Not applied"), "applied": _("Applied")}
HEAVY: Final = ("job_description", "requirements", "benefits", "notes")


@dataclass(frozen=True)
class Wish:
    """What the address asks for; what it does not know is left out."""

    place: str
    query: str
    sort: str
    show: str
    tag: str
    after: str

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.show or self.tag)


def wish(address: QueryDict) -> Wish:
    sort, show = address.get("sort", ""), address.get("show", "")
    return Wish(
        place=next((name for name in PLACES if name in address), ""),
        query=address.get("q", "")[:MOST].strip(),
        sort=sort if sort in ORDERS or sort == BY_MATCH or (sort == ALIKE and is_there()) else "",
        show=show if show in SHOWN else "",
        tag=address.get("tag", "")[:MOST],
        after=address.get("after", ""),
    )


def found(user: "User", wanted: Wish) -> Piece:
    """One query."""
    return piece(
        narrowed(user, wanted).defer(*HEAVY),
        ORDERS.get(wanted.sort, ORDERS[""]),
        after=wanted.after,
        size=PAGE,
    )


def all_of(user: "User", wanted: Wish) -> SavedJobQuerySet:
    """Every row of the list in its order."""
    order = ORDERS.get(wanted.sort, ORDERS[""])
    return narrowed(user, wanted).defer("notes").order_by(*order.expressions())


def matched(user: "User", wanted: Wish, resume: Any) -> Piece:
    """The last saved ones, each with its `match`, the best one first. One query."""
    rows = list(narrowed(user, wanted).defer("notes", "benefits").order_by("-created_at", "id")[:MATCHED])
    said = said_by(resume)
    for job in rows:
        job.match = match(terms_of(job), said)
    return Piece(sorted(rows, key=lambda job: job.match.rank, reverse=True))


def alike(user: "User", wanted: Wish, resume: Any) -> Piece:
    """The last saved ones, those whose words are most like the résumé's first. One query."""
    rows = list(narrowed(user, wanted).defer("notes").order_by("-created_at", "id")[:MATCHED])
    values = likenesses(words_of(resume), [f"{job.position}\n{job.posting}" for job in rows])
    ranked = sorted(zip(rows, values, strict=True), key=lambda one: one[1], reverse=True)
    return Piece([job for job, _value in ranked])


def narrowed(user: "User", wanted: Wish) -> SavedJobQuerySet:
    rows: SavedJobQuerySet = getattr(user.saved_jobs, wanted.place or "current")().matching(wanted.query)
    if wanted.show:
        rows = rows.filter(applied=wanted.show == "applied")
    if wanted.tag:
        rows = rows.filter(tags__contains=[wanted.tag])
    return rows


def counts(user: "User") -> dict[str, int]:
    """How many there are on the list, in the archive and in the bin, in one query."""
    kept = Q(deleted_at=None)
    told: dict[str, int] = user.saved_jobs.aggregate(
        current=Count("pk", filter=kept & Q(archived_at=None)),
        archived=Count("pk", filter=kept & Q(archived_at__isnull=False)),
        deleted=Count("pk", filter=~kept),
    )
    return told
