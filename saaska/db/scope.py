"""In whose name the database works: a role and a user id, set for one transaction.

The login of the web has no right to any table of people's data. Each request opens one transaction and takes the
role of its visitor; PostgreSQL's policies do the rest. A query outside a scope fails with "permission denied".
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions import middleware as sessions
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from saaska.db.frames import framed
from saaska.http import GetResponse, request_id

ROLES = {"user": "saaska_user", "anon": "saaska_anon", "auth": "saaska_auth", "staff": "saaska_staff"}
AUTH_PATHS = "/accounts/"
STAFF_PATHS = "/admin/"
READ_AGAIN_AFTER = 0.2  # seconds
LOST: Final = (OperationalError, InterfaceError)

Identity = tuple[str, str, str]  # role, person, request

logger = logging.getLogger(__name__)


@contextmanager
def scope(name: str, user_id: UUID | str | None = None) -> Iterator[None]:
    """Work as "user", "anon", "auth" or "staff" until the block ends. Opens a transaction; scopes nest."""
    wanted = (ROLES[name], str(user_id or ""), request_id.get())
    nested = connection.in_atomic_block
    with transaction.atomic(), framed(commits=not nested):
        if nested and _present() == wanted:
            yield  # who works as they are already asks the database for nothing but a savepoint
            return
        before = (_present() or _identity()) if nested else None
        _become(*wanted)
        around = _present()
        _note(wanted)
        try:
            yield
        finally:
            _note(around)
        # SET LOCAL outlives a savepoint: an inner scope puts back what it found. After an error the rollback does.
        if before and not connection.needs_rollback:
            _become(*before)


def _become(role: str, user_id: str, request: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('role', %s, true), set_config('app.user_id', %s, true),"
            " set_config('app.request_id', %s, true)",
            [role, user_id, request],
        )


def _identity() -> Identity:
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('role'), coalesce(current_setting('app.user_id', true), ''),"
            " coalesce(current_setting('app.request_id', true), '')"
        )
        role, user_id, request = cursor.fetchone()
    return role, user_id, request


def _present() -> Identity | None:
    """Who this connection works as, within a scope."""
    identity: Identity | None = getattr(connection, "scope_identity", None)
    return identity


def _note(identity: Identity | None) -> None:
    connection.scope_identity = identity  # type: ignore[attr-defined]  # ours, on Django's connection


def become_staff(user_id: UUID) -> None:
    """Within a scope: work as staff from here on. The caller has checked that the person is staff."""
    wanted = (ROLES["staff"], str(user_id), request_id.get())
    _become(*wanted)
    _note(wanted)


class SessionMiddleware(sessions.SessionMiddleware):
    """Loads the session before anything asks for it, and saves it after the request's transaction. PostgreSQL has it
    when Redis has not, so both may have to wait for a server that restarts, whatever the request wants; when it stays
    away the answer is 503."""

    def process_request(  # type: ignore[override]  # a middleware may answer
        self, request: HttpRequest
    ) -> HttpResponse | None:
        super().process_request(request)
        return self.load(request)

    @staticmethod
    def load(request: HttpRequest) -> HttpResponse | None:
        deadline = time.monotonic() + settings.DATABASE_PATIENCE
        while True:
            try:
                request.session.get(SESSION_KEY)
                return None
            except LOST as problem:
                if unanswered := _wait_or_give_up(problem, deadline):
                    return unanswered

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        deadline = time.monotonic() + settings.DATABASE_PATIENCE
        while True:
            try:
                return super().process_response(request, response)
            except (*LOST, SessionInterrupted) as problem:
                lost = _loss_behind(problem)
                if lost is None:
                    raise
                if unanswered := _wait_or_give_up(lost, deadline):
                    return unanswered


def _loss_behind(problem: BaseException | None) -> BaseException | None:
    """The loss of the database that another exception was raised for: Django takes every error of saving a session
    for one that somebody ended."""
    while problem is not None and not isinstance(problem, LOST):
        problem = problem.__context__
    return problem


def _wait_or_give_up(problem: BaseException, deadline: float) -> HttpResponse | None:
    """Nothing while there is time to try again, else the page that says so."""
    logger.warning("PostgreSQL did not answer: %s", problem)
    connection.close()
    if time.monotonic() >= deadline:
        page = render_to_string("503.html", {"request_id": request_id.get()})
        return HttpResponse(page, status=503, headers={"Retry-After": "2"})
    time.sleep(READ_AGAIN_AFTER)
    return None


class ScopeMiddleware:
    """Innermost: opens the transaction around view and template, in the scope of whoever asks.

    An exception undoes what the view wrote, and the error page may still read. When PostgreSQL went away under a
    request that only reads, the request runs again once the server is back; anything else answers 503. So does a
    request whose view, or what it called, swallowed the loss: its transaction is gone, whatever its answer says.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reads = request.method in ("GET", "HEAD") and not connection.in_atomic_block
        deadline = time.monotonic() + (settings.DATABASE_PATIENCE if reads else 0)
        while True:
            try:
                return self._answer(request)
            except LOST as problem:
                if unanswered := _wait_or_give_up(problem, deadline):
                    return unanswered

    def _answer(self, request: HttpRequest) -> HttpResponse:
        user_id = request.session.get(SESSION_KEY)
        with scope(self._name(request, user_id), user_id):
            if request.path.startswith(STAFF_PATHS) and request.user.is_active and request.user.is_staff:
                become_staff(request.user.pk)
            started = Started(transaction.savepoint(), len(connection.run_on_commit))
            request._scope_started = started  # type: ignore[attr-defined]  # for process_exception
            response = self.get_response(request)
            if started.lost is not None:
                raise started.lost
            if connection.needs_rollback:
                started.undo()
                raise transaction.TransactionManagementError("The view went on after a database error.")
            return response

    @staticmethod
    def _name(request: HttpRequest, user_id: str | None) -> str:
        if request.path.startswith(AUTH_PATHS):
            return "auth"
        return "user" if user_id else "anon"

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        started: Started = request._scope_started  # type: ignore[attr-defined]  # set in _answer
        if isinstance(exception, LOST) and not connection.is_usable():
            started.lost = exception
            return
        started.undo()


@dataclass
class Started:
    """Where a request's work began: what an exception goes back to, and the error that lost the database, if any."""

    savepoint: str
    callbacks: int
    lost: Exception | None = None

    def undo(self) -> None:
        """Back to the beginning of the transaction. An error of LOST when the database is no longer there."""
        connection.needs_rollback = False
        with framed() as frames:
            transaction.savepoint_rollback(self.savepoint)
            frames.send()
        del connection.run_on_commit[self.callbacks :]
