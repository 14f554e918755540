"""The board: a lane for each status, the newest cards first, loaded in pieces however many there are."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from applications.cards import card
from applications.models import JobApplication
from saaska import ui

if TYPE_CHECKING:
    from accounts.models import User

PIECE: Final = 8  # cards of a lane at once
COLUMNS: Final = (
    *(
        "user_id",
        "company",
        "position",
        "status",
        "stage",
        "date_applied",
        "interview_date",
        "city",
        "country",
    ),
    *("offer_deadline", "offer_salary", "offer_currency", "last_contact_on"),
)


@dataclass(frozen=True)
class Lane:
    """The cards of a status. `after` names the last of them, when there are more."""

    status: str
    count: int
    cards: list[JobApplication]
    after: str = ""
    is_continued: bool = False  # it does not begin with the newest

    @property
    def markup(self) -> SafeString:
        return format_html_join("", "{}", ((card(row),) for row in self.cards))


def lanes(user: "User", *, status: str = "", after: str = "") -> list[Lane]:
    """Every lane in two queries; that of `status` begins behind the card that `after` names."""
    counts = dict(current(user).values_list("status").annotate(n=Count("*")).order_by())
    starts = {status: after}
    pieces = [piece(user, one, after=starts.get(one, "")) for one in ui.STATUSES]
    found: dict[str, list[JobApplication]] = {one: [] for one in ui.STATUSES}
    for row in pieces[0].union(*pieces[1:], all=True):
        found[row.status].append(row)
    return [
        lane(one, counts.get(one, 0), cards, is_continued=bool(position(starts.get(one, ""))))
        for one, cards in found.items()
    ]


def continued(user: "User", status: str, after: str) -> Lane:
    """The next piece of a lane."""
    return lane(status, 0, list(piece(user, status, after=after)), is_continued=True)


def current(user: "User") -> "QuerySet[JobApplication]":
    return user.job_applications.current()


def piece(user: "User", status: str, *, after: str) -> "QuerySet[JobApplication]":
    """One card more than a piece has, which tells whether there are more."""
    rows = current(user).filter(status=status)
    if start := position(after):
        day, pk = start
        rows = rows.filter(Q(date_applied__lt=day) | Q(date_applied=day, pk__gt=pk))
    return rows.only(*COLUMNS).order_by(F("date_applied").desc(), "id")[: PIECE + 1]


def lane(status: str, count: int, cards: list[JobApplication], **more: Any) -> Lane:
    cards.sort(key=lambda row: (-row.date_applied.toordinal(), row.pk))
    shown = cards[:PIECE]
    after = f"{shown[-1].date_applied}_{shown[-1].pk}" if len(cards) > PIECE else ""
    return Lane(status, count, shown, after, **more)


def position(text: str) -> tuple[date, UUID] | None:
    """The place in a lane that an address names; nothing when it names none."""
    day, _line, pk = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(pk)
    except ValueError:
        return None
