"""Pages that lose their connection to PostgreSQL on the way, each at a point where a restart can meet a request."""

from contextlib import suppress

from django.db import Error, connection, transaction
from django.http import HttpResponse
from django.urls import path

from saaska.db.scope import scope
from saaska.http import UserRequest


def cut_off() -> None:
    """Raises what a server that goes away raises."""
    with connection.cursor() as cursor:
        cursor.execute("set local role none")  # who may end connections of the web's login
        cursor.execute("select pg_terminate_backend(pg_backend_pid())")


def swallowed(request: UserRequest) -> HttpResponse:
    """Says that it worked, as accounts.activity does of a record that failed."""
    with suppress(Error), scope("user", request.user.pk):
        cut_off()
    return HttpResponse("done")


def session(request: UserRequest) -> HttpResponse:
    """After the view's transaction, before the session is saved."""
    request.session["theme"] = "dark"
    transaction.on_commit(cut_off, robust=True)
    return HttpResponse("done")


urlpatterns = [
    path("cut-off/swallowed/", swallowed),
    path("cut-off/session/", session),
]
