"""One search over a person's applications, saved jobs, résumés and letters.

Each word must stand somewhere in what is looked through. When nothing has the very words, what comes close to each of
them is found instead: "enginer" finds an engineer. Only rows of the person are looked at, by the index on user_id.
Trigram indexes would not help: behind row-level security PostgreSQL must not ask them before the policy (they serve
staff alone), and a search through 5,000 rows takes milliseconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, TruncDate
from django.db.models.lookups import GreaterThanOrEqual, IContains

from saaska.addresses import address_of

if TYPE_CHECKING:
    from accounts.models import User

LETTERS: Final = 100  # of a query; the rest is not looked for
WORDS: Final = 6
MOST: Final = 8  # of each kind
NEAR: Final = 0.4  # similarity from which a word counts as misspelt; "goolge" has 0.43 of "Google"
SHORTEST: Final = 3  # letters of a word that can be misspelt

COLUMNS: Final = ("kind", "pk", "name", "about", "standing", "day")
PAGES: Final = {
    "application": "applications:detail",
    "job": "jobs:detail",
    "resume": "resumes:edit",
    "letter": "letters:edit",
}
ROLE: Final = ("company", "position")  # what names an application or job
LETTER: Final = ("title", "company_name", "job_title")


@dataclass(frozen=True)
class Hit:
    """`about` is the company of an application, job or letter, `on` the day it was sent or changed."""

    kind: str
    pk: UUID
    title: str
    about: str
    status: str
    on: date

    @property
    def url(self) -> str:
        return address_of(PAGES[self.kind], self.pk)


@dataclass(frozen=True)
class Group:
    """`has_more` says that there are more than those shown."""

    kind: str
    hits: list[Hit]
    has_more: bool


@dataclass(frozen=True)
class Found:
    """`is_near` says that nothing had the very words, and these come close."""

    query: str
    groups: list[Group]
    is_near: bool = False

    @property
    def as_query(self) -> str:
        """As other lists are asked for it."""
        return urlencode({"q": self.query})

    @property
    def total(self) -> int:
        return sum(len(group.hits) for group in self.groups)


def search(user: "User", query: str) -> Found:
    """One query; a second one when nothing has the very words."""
    query = query[:LETTERS].strip()
    words = query.split()[:WORDS]
    if not words:
        return Found(query, [])
    if exact := groups(exactly(user, words)):
        return Found(query, exact)
    near = groups(nearly(user, words))
    return Found(query, near, is_near=bool(near))


def groups(hits: list[Hit]) -> list[Group]:
    of_kind = {kind: [hit for hit in hits if hit.kind == kind] for kind in PAGES}
    return [Group(kind, found[:MOST], len(found) > MOST) for kind, found in of_kind.items() if found]


class Joined(Func):
    """Columns as one text, parted by blanks. Concat() nests pairs, which take Django longer to write than to answer."""

    function = "concat_ws"
    output_field = TextField()

    def __init__(self, *columns: str) -> None:
        super().__init__(Value(" "), *columns)


Rows = QuerySet[Any, tuple[Any, ...]]
Condition = Callable[[Func, str], Q]


def has(text: Func, word: str) -> Q:
    return Q(IContains(text, Value(word)))


def resembles(text: Func, word: str) -> Q:
    if len(word) < SHORTEST:
        return has(text, word)
    return has(text, word) | Q(GreaterThanOrEqual(TrigramWordSimilarity(word, text), NEAR))


def exactly(user: "User", words: list[str]) -> list[Hit]:
    """What has each of the words somewhere; résumés in all they say, as in their own list."""
    applications = Joined("company", "position", "city", "country", "source", "stage")
    jobs = Joined("company", "position", "location", "source")
    letters = Joined("title", "company_name", "job_title", "content")
    return hits_of(
        words,
        applications=user.job_applications.live().filter(every(has, applications, words)),
        jobs=user.saved_jobs.live().filter(every(has, jobs, words)),
        resumes=user.resumes.live().matching(" ".join(words)),
        letters=user.cover_letters.live().filter(every(has, letters, words)),
    )


def nearly(user: "User", words: list[str]) -> list[Hit]:
    """What has words in its name that come close to each of them."""
    return hits_of(
        words,
        applications=user.job_applications.live().filter(every(resembles, Joined(*ROLE), words)),
        jobs=user.saved_jobs.live().filter(every(resembles, Joined(*ROLE), words)),
        resumes=user.resumes.live().filter(every(resembles, Joined("title"), words)),
        letters=user.cover_letters.live().filter(every(resembles, Joined(*LETTER), words)),
    )


def every(condition: Condition, text: Func, words: list[str]) -> Q:
    return reduce(and_, (condition(text, word) for word in words))


def hits_of(words: list[str], **found: "QuerySet[Any]") -> list[Hit]:
    """The best of each kind, in one query."""
    changed = {"title": "title", "day": TruncDate("updated_at")}
    kept = {"title": "position", "about": "company", "day": TruncDate("created_at")}
    sent = {"title": "position", "about": "company", "status": "status", "day": F("date_applied")}
    applications = best(found["applications"], words, ROLE, kind="application", **sent)
    rows = applications.union(
        best(found["jobs"], words, ROLE, kind="job", **kept),
        best(found["resumes"], words, ("title",), kind="resume", **changed),
        best(found["letters"], words, LETTER, kind="letter", about="company_name", **changed),
        all=True,
    )
    return [Hit(*row) for row in rows]


def best(rows: "QuerySet[Any]", words: list[str], named: tuple[str, ...], **told: Any) -> Rows:
    """Those whose name has most of the words first, then the newest; as COLUMNS, one more than is shown."""
    texts = {"name": told["title"], "about": told.get("about"), "standing": told.get("status")}
    columns = {
        name: Cast(column, TextField()) if column else Value("", output_field=TextField())
        for name, column in texts.items()
    }
    ordered = rows.annotate(
        kind=Value(told["kind"], output_field=TextField()),
        day=told["day"],
        nearness=TrigramWordSimilarity(" ".join(words), Joined(*named)),
        **columns,
    ).order_by("-nearness", "-day", "pk")
    best_ones: Rows = ordered.values_list(*COLUMNS)[: MOST + 1]
    return best_ones
