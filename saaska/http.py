"""What every request has: an id that its log lines share, a user who is somebody, headers that keep it private."""

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import BadRequest, MiddlewareNotUsed, RequestDataTooBig
from django.core.handlers.exception import get_exception_response
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.template.loader import render_to_string
from django.urls import get_resolver
from django.utils.safestring import SafeString
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from accounts.models import User

GetResponse = Callable[[HttpRequest], HttpResponse]

request_id: ContextVar[str] = ContextVar("request_id", default="-")
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def refusal(request: HttpRequest, exception: Exception) -> tuple[SafeString, int]:
    """The page for what a browser sent wrong, and its status. Django may find that suspicious before any view ran, so
    the database is asked nothing."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return render_to_string(f"{status}.html", {"request_id": getattr(request, "id", "")}), status


class UserRequest(HttpRequest):
    """A request behind LoginRequiredMiddleware: its user is a person, its htmx details are there."""

    user: "User"
    htmx: HtmxDetails
    id: str


class RequestIdMiddleware:
    """Gives each request an id (a proxy's X-Request-Id if it has one): in the answer's header, in log lines, in the
    audit trail and on the page that says something failed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        request.id = given if GIVEN_ID.fullmatch(given) else uuid4().hex  # type: ignore[attr-defined]  # UserRequest declares it
        token = request_id.set(request.id)  # type: ignore[attr-defined]  # as above
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-Id"] = request.id  # type: ignore[attr-defined]  # as above
        return response


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = getattr(getattr(record, "request", None), "id", None) or request_id.get()
        return True


class PlainQueryMiddleware:
    """Refuses a NUL in the query: PostgreSQL's texts hold none, so a look-up with it would fail."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\x00" in query:
            raise BadRequest("a NUL in the query")
        return self.get_response(request)


class CompressMiddleware(GZipMiddleware):
    """Pages and other text travel compressed, a tenth of their size.

    A file's name of random length before each answer hides how well a guess beside a secret compressed (BREACH);
    tokens of forms are masked anew for each answer besides. Answers in pieces stay as they are, because each piece
    is waited for. Static files of a machine without collected ones are compressed as they are asked for.
    """

    TEXT = re.compile(r"text/|application/(?:json|javascript|xml)|image/svg\+xml")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        pieces = response.streaming and not isinstance(response, FileResponse)
        if pieces or not self.TEXT.match(response.get("Content-Type", "")):
            return response
        return super().process_response(request, response)


class PrivateResponseMiddleware:
    """No cache keeps a page unless its view said so: a shared computer must not show the last person's pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(self), payment=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class MissingPageMiddleware:
    """While DEBUG is on, too, a missing page is the one of our own: who runs the product to look at it mistypes like
    everybody. Django's technical pages stay for what fails. Within the scope, where its page may ask who is there."""

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        missing = request.resolver_match is None or hasattr(request, "_missing")
        if missing and response.status_code == 404:
            return get_exception_response(request, get_resolver(), 404, Http404())
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Notes what the view raised; ScopeMiddleware has yet to undo what it wrote."""
        if isinstance(exception, Http404):
            request._missing = True  # type: ignore[attr-defined]  # for __call__
