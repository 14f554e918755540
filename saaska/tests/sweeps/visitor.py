"""A browser without a screen: asks as somebody, undoes what it caused, and tells what was written meanwhile."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client

from saaska.db.frames import UNREAD
from saaska.tests.sweeps.people import tables

# The session of whoever asks moves with every request; the audit trail is read by itself.
TRAIL = "audit_log"
NOT_WATCHED = frozenset({"django_session", TRAIL, "django_migrations"})
# Stands for the name of every parameter there is.
EVERY = "*"
Entries = dict[int, tuple[str, str, str, Any]]  # by number: operation, table, key of the row, whose it is
LOOKING_AT_ONE = ("__getitem__", "__contains__", "get", "getlist", "pop")
LOOKING_AT_ALL = ("__iter__", "keys", "values", "items", "lists", "dict", "copy", "__copy__", "urlencode")


class Visitor(Client):
    """Django's test client through every middleware, without the copies it keeps of template contexts.

    Each request comes from another address, so that no limit on a place hides what a page does.
    """

    def __init__(self, user: Any = None, **options: Any) -> None:
        super().__init__(raise_request_exception=False, **options)
        self.asked = 0
        self.user = user
        self.session_changed = False
        if user:
            self.sign_in()

    def sign_in(self) -> None:
        self.force_login(self.user)
        session = self.session
        # As after a login with the password a moment ago: no page asks for it again.
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session.update({"theme": "system", "timezone": "UTC", "language": "en"})
        session.save()

    def request(self, **request: Any) -> Any:
        self.asked += 1
        address = f"10.{self.asked >> 16 & 255}.{self.asked >> 8 & 255}.{self.asked & 255}"
        environ = self._base_environ(**{"REMOTE_ADDR": address, **request})
        response = self.handler(environ)
        response.request = request
        self.cookies.update(response.cookies)
        self.session_changed |= settings.SESSION_COOKIE_NAME in response.cookies
        return response

    def stay(self) -> None:
        """Whoever came signed in is signed in again, whoever came unknown is unknown again."""
        if not self.user:
            self.cookies.clear()
        elif self.session_changed and not self.is_signed_in:
            self.sign_in()
        self.session_changed = False

    def names_read(self, method: str, url: str, body: str = "") -> set[str]:
        """The parameters of query and body that the page looks at; EVERY among them when it goes through them all."""
        with forgotten(), names_read() as read:
            self.generic(method, url, body, "application/x-www-form-urlencoded")
        self.stay()
        return read

    @property
    def is_signed_in(self) -> bool:
        cookie = self.cookies.get(settings.SESSION_COOKIE_NAME)
        stored = SessionStore(cookie.value).load() if cookie and cookie.value else {}
        return {SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY} <= stored.keys()


@contextmanager
def names_read() -> Iterator[set[str]]:
    """The parameters that views look at meanwhile; EVERY among them when one goes through them all.

    What Django looks at while it takes a request apart is not among them: that is every name that was sent.
    """
    read: set[str] = set()
    being_made: list[QueryDict] = []

    def one(look: Any) -> Any:
        def looked(query: QueryDict, name: str, *rest: Any) -> Any:
            if not being_made:
                read.add(str(name))
            return look(query, name, *rest)

        return looked

    def all_of_them(look: Any) -> Any:
        def looked(query: QueryDict, *rest: Any, **more: Any) -> Any:
            if not being_made:
                read.add(EVERY)
            return look(query, *rest, **more)

        return looked

    def appended(query: QueryDict, name: str, value: Any) -> None:
        being_made.append(query)
        append(query, name, value)
        being_made.pop()

    append = QueryDict.appendlist
    ways = {way: one(getattr(QueryDict, way)) for way in LOOKING_AT_ONE}
    ways |= {way: all_of_them(getattr(QueryDict, way)) for way in LOOKING_AT_ALL}
    with patch.multiple(QueryDict, appendlist=appended, **ways):
        yield read


@dataclass
class Writes:
    """What a request wrote: entries of the audit trail, and tables of which it wrote rows."""

    entries: list[tuple[str, str, str]] = field(default_factory=list)
    owners: set[Any] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.entries or self.tables)

    def __str__(self) -> str:
        return ", ".join([*(" ".join(entry) for entry in self.entries), *sorted(self.tables)])


@contextmanager
def undone(in_any_table: "RowsWritten | None" = None) -> Iterator[Writes]:
    """What happens in the block is undone at its end; the writes say what it was.

    `in_any_table`: in tables without a trail too, since that was asked before.
    """
    writes, entries = Writes(), Entries()
    with transaction.atomic():
        yield writes
        if in_any_table:
            writes.tables = in_any_table.since_last_asked()
        if not in_any_table or TRAIL in writes.tables:
            entries = _trail.entries_since_last_asked()
            writes.tables.discard(TRAIL)
        transaction.set_rollback(True)
    _nobody_reads_stepwise()
    for number in entries.keys() - (_trail.stands(entries) if entries else set()):
        operation, table, row_id, owner = entries[number]
        writes.entries.append((operation, table, row_id))
        writes.owners.add(owner)


@contextmanager
def forgotten() -> Iterator[None]:
    """What happens in the block is undone at its end, whatever it was."""
    with transaction.atomic():
        yield
        _do_what_waits()
        transaction.set_rollback(True)
    _nobody_reads_stepwise()


def _do_what_waits() -> None:
    """What the request would have done with its COMMIT."""
    frames = getattr(connection, "frames", None)
    if (
        frames
        and not connection.needs_rollback
        and any(sql.startswith(UNREAD) for sql, _values in frames.waiting)
    ):
        frames.send()


def _nobody_reads_stepwise() -> None:
    """A request that did is over, and its cursors with it: what frames the next one may wait again."""
    if frames := getattr(connection, "frames", None):
        frames.reads_stepwise = False


def every_row() -> dict[str, set[str]]:
    """Every row there is as JSON text, a table each."""
    watched = [table for table in tables() if table not in NOT_WATCHED]
    return {table: {row for (row,) in _ask(f"select to_jsonb(t)::text from {table} t")} for table in watched}


def rows_of(user_id: object) -> dict[str, str]:
    """A fingerprint of every row of one person, a table each."""
    columns = _ask(
        "select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid"
        " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition"
        " and (a.attname = 'user_id' or (c.relname = 'users' and a.attname = 'id')) and not a.attisdropped"
    )
    union = " union all ".join(
        f"select '{table}', md5(string_agg(t::text, '|' order by t::text)) from {table} t where {column} = %s"
        for table, column in columns
        if table != "audit_log"
    )
    return dict(_ask(union, *([user_id] * union.count("%s"))))


class Trail:
    """The audit trail, asked once after each request: while the number of its last entry has not moved since it was
    asked before, nothing was written. What stands there when the request is undone, somebody else wrote meanwhile."""

    def __init__(self) -> None:
        self.last = 0

    def entries_since_last_asked(self) -> Entries:
        """The number comes from the sequence that gives them out: the trail's partitions, a month each, are many to
        ask after every request."""
        since, self.last = self.last, int(_ask(LAST_ENTRY)[0][0])
        return self._after(min(since, self.last)) if self.last != since else {}

    def stands(self, entries: Entries) -> set[int]:
        """The numbers of those that are there now."""
        return set(self._after(min(entries) - 1))

    @staticmethod
    def _after(last: int) -> Entries:
        return {
            number: (operation, table, row_id, owner)
            for number, operation, table, row_id, owner in _ask(ENTRIES_AFTER, last)
        }


LAST_ENTRY = "select case when is_called then last_value else 0 end from audit_log_id_seq"
ENTRIES_AFTER = (
    "select id, operation, table_name, coalesce(row_id::text, ''), user_id from audit_log where id > %s"
)
_trail = Trail()


class RowsWritten:
    """How many rows of each table the transaction inserted, changed and deleted, what was undone among them."""

    def __init__(self) -> None:
        self.known = self._ask()

    def since_last_asked(self) -> set[str]:
        """The tables of which rows were written, the audit trail among them."""
        before, self.known = self.known, self._ask()
        return {table for table, rows in self.known.items() if rows != before[table]}

    @staticmethod
    def _ask() -> Counter[str]:
        """The view pg_stat_xact_user_tables says the same, and counts the scans of every index for it."""
        counted: Counter[str] = Counter()
        for table, rows in _ask(ROWS_WRITTEN):
            counted[table] += rows
        return Counter({name: counted[name] for name in counted if name == TRAIL or name not in NOT_WATCHED})


ROWS_WRITTEN = (
    "select coalesce(pg_partition_root(oid), oid)::regclass::text, rows from ("
    "select oid, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)"
    " + pg_stat_get_xact_tuples_deleted(oid) as rows"
    " from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' offset 0"
    ") as tables where rows > 0"
)


def _ask(query: str, *parameters: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters or None)
        return cursor.fetchall()
