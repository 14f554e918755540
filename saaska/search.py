"""One search over a person's applications, saved jobs, résumés and letters.

Each word must stand somewhere in what is looked through. When nothing has the very words, what comes close to each of
them is found instead: "enginer" finds an engineer. Only rows of the person are looked at, by the index on user_id.
Trigram indexes would not help: behind row-level security PostgreSQL must not ask them before the policy (they serve
staff alone), and a search through 5,000 rows takes milliseconds.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import BooleanField, Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.db.models.lookups import GreaterThanOrEqual, IContains
from django.urls import reverse

if TYPE_CHECKING:
    from accounts.models import User

LETTERS: Final = 100  # of a query; the rest is not looked for
WORDS: Final = 6
MOST: Final = 8  # of each kind
NEAR: Final = 0.4  # similarity from which a word counts as misspelt; "goolge" has 0.43 of "Google"
SHORTEST: Final = 3  # letters of a word that can be misspelt

COLUMNS: Final = ("kind", "pk", "name", "about", "standing", "day", "is_exact")
PAGES: Final = {"application": "applications:detail", "resume": "resumes:edit", "letter": "letters:edit"}
KINDS: Final = ("application", "job", "resume", "letter")


@dataclass(frozen=True)
class Hit:
    """`about` is the company of an application, job or letter, `at` the day it was sent or the time it changed."""

    kind: str
    pk: UUID
    title: str
    about: str
    status: str
    at: date | datetime
    is_exact: bool

    @property
    def url(self) -> str:
        """Its page; nothing for what has none."""
        return reverse(PAGES[self.kind], args=[self.pk]) if self.kind in PAGES else ""


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
    is_near: bool

    @property
    def total(self) -> int:
        return sum(len(group.hits) for group in self.groups)


def search(user: "User", query: str) -> Found:
    """Three queries; none without a word."""
    query = query[:LETTERS].strip()
    words = query.split()[:WORDS]
    if not words:
        return Found(query, [], is_near=False)
    documents = in_resumes(user, words).union(in_letters(user, words), all=True)
    rows = [*in_applications(user, words), *in_jobs(user, words), *documents]
    hits = [Hit(*row) for row in rows]
    is_near = not any(hit.is_exact for hit in hits)
    shown = [hit for hit in hits if hit.is_exact or is_near]
    of_kind = {kind: [hit for hit in shown if hit.kind == kind] for kind in KINDS}
    groups = [Group(kind, found[:MOST], len(found) > MOST) for kind, found in of_kind.items() if found]
    return Found(query, groups, is_near=is_near and bool(groups))


Rows = QuerySet[Any, tuple[Any, ...]]


def in_applications(user: "User", words: list[str]) -> Rows:
    told = text_of("company", "position", "city", "country", "source", "stage")
    named = text_of("company", "position")
    found = matching(user.job_applications.live(), words, named=named, exact=all_in(told, words))
    return newest(found, "application", title="position", about="company", status="status", at="date_applied")


def in_jobs(user: "User", words: list[str]) -> Rows:
    told = text_of("company", "position", "location", "source")
    named = text_of("company", "position")
    found = matching(user.saved_jobs.all(), words, named=named, exact=all_in(told, words))
    return newest(found, "job", title="position", about="company", at="created_at")


def in_resumes(user: "User", words: list[str]) -> Rows:
    """By all they say, as their own list is."""
    said = Q(pk__in=user.resumes.live().matching(" ".join(words)).order_by().values("pk"))
    found = matching(user.resumes.live(), words, named=text_of("title"), exact=said)
    return newest(found, "resume", title="title", at="updated_at")


def in_letters(user: "User", words: list[str]) -> Rows:
    told = text_of("title", "company_name", "job_title", "content")
    named = text_of("title", "company_name", "job_title")
    found = matching(user.cover_letters.live(), words, named=named, exact=all_in(told, words))
    return newest(found, "letter", title="title", about="company_name", at="updated_at")


def text_of(*columns: str) -> Concat:
    """The columns as one text, parted by blanks."""
    parts: list[Any] = [part for name in columns for part in (Value(" "), Cast(name, TextField()))]
    return Concat(*parts, output_field=TextField())


def all_in(text: Concat, words: list[str]) -> Q:
    return reduce(and_, (Q(IContains(text, Value(word))) for word in words))


def matching(rows: "QuerySet[Any]", words: list[str], *, named: Concat, exact: Q) -> "QuerySet[Any]":
    """Those that are `exact`, and those whose name comes close to each of the words; the former first."""
    near = reduce(and_, (close(named, word) for word in words))
    nearness = TrigramWordSimilarity(" ".join(words), named)
    is_exact = Case(When(exact, then=True), default=False, output_field=BooleanField())
    found: QuerySet[Any] = rows.filter(exact | near).annotate(is_exact=is_exact, nearness=nearness)
    return found


def close(named: Concat, word: str) -> Q:
    has = Q(IContains(named, Value(word)))
    if len(word) < SHORTEST:
        return has
    return has | Q(GreaterThanOrEqual(TrigramWordSimilarity(word, named), NEAR))


def newest(
    rows: "QuerySet[Any]", kind: str, *, title: str, at: str, about: str = "", status: str = ""
) -> Rows:
    """The best of them as COLUMNS, one more than is shown."""
    told = {
        "kind": Value(kind, output_field=TextField()),
        "name": Cast(title, TextField()),
        "about": Cast(about, TextField()) if about else Value("", output_field=TextField()),
        "standing": Cast(status, TextField()) if status else Value("", output_field=TextField()),
        "day": F(at),
    }
    ordered = rows.annotate(**told).order_by("-is_exact", "-nearness", "-day", "pk")
    found: Rows = ordered.values_list(*COLUMNS)[: MOST + 1]
    return found
