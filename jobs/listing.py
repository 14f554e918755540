"""The list of saved jobs, as its address says."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jobs.models import SavedJobQuerySet
from saaska.keyset import Order, Piece, piece

if TYPE_CHECKING:
    from accounts.models import User

PAGE: Final = 25
MOST: Final = 100  # characters of a search
PLACES: Final = ("deleted", "archived")  # beside the list, as the address names them
ORDERS: Final = {
    "": Order(_("Last saved"), "created_at", descending=True),
    "closing": Order(_("Closing first"), "closes_on"),
    "salary": Order(_("Best paid"), "salary_max", descending=True),
    "company": Order(_("Company"), "company"),
}
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
        sort=sort if sort in ORDERS else "",
        show=show if show in SHOWN else "",
        tag=address.get("tag", "")[:MOST],
        after=address.get("after", ""),
    )


def found(user: "User", wanted: Wish) -> Piece:
    """One query."""
    rows: SavedJobQuerySet = getattr(user.saved_jobs, wanted.place or "current")().matching(wanted.query)
    if wanted.show:
        rows = rows.filter(applied=wanted.show == "applied")
    if wanted.tag:
        rows = rows.filter(tags__contains=[wanted.tag])
    return piece(rows.defer(*HEAVY), ORDERS[wanted.sort], after=wanted.after, size=PAGE)


def counts(user: "User") -> dict[str, int]:
    """How many there are on the list, in the archive and in the bin, in one query."""
    kept = Q(deleted_at=None)
    told: dict[str, int] = user.saved_jobs.aggregate(
        current=Count("pk", filter=kept & Q(archived_at=None)),
        archived=Count("pk", filter=kept & Q(archived_at__isnull=False)),
        deleted=Count("pk", filter=~kept),
    )
    return told
