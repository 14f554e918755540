"""Lets requests of the tests run with the rights of the web's login.

Tests connect as the owner of the tables, so that factories may write what they like. A request must not: for its
time the connection is saaska_web, which may read nothing until ScopeMiddleware says for whom it works.
"""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from saaska.http import GetResponse


class WebLoginMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self._become("saaska_web")
        around = getattr(connection, "scope_identity", None)
        if around is None:  # said here, it is not asked for: every request would ask
            connection.scope_identity = ("saaska_web", "", "")  # type: ignore[attr-defined]  # ours, as in db/scope.py
        try:
            return self.get_response(request)
        finally:
            self._become("none")
            connection.scope_identity = around  # type: ignore[attr-defined]

    @staticmethod
    def _become(role: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select set_config('role', %s, false)", [role])
