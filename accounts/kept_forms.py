"""What somebody typed when their session was over: kept while they log in, then offered to be sent again.

Kept is what a form of our own pages posted without passwords and files, for an hour, in the session, for the person
who had been signed in before: a signed cookie names them, so nobody else ever sees the text.
"""

import time
from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import quote, urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import middleware as auth_middleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

SESSION_KEY: Final = "kept_form"
OWNER_COOKIE: Final = "owner"
FIELD: Final = "kept_form"  # names the kept form when it is sent again
KEPT_FOR: Final = 60 * 60  # seconds
LONGEST: Final = 500_000  # characters
NEVER: Final = ("password", "csrfmiddlewaretoken", FIELD)
# what our forms send beside what was typed
HIDDEN: Final = ("form", "key", "next", "version", "writer", "step", "action", "dense", "photo")
FORMSETS: Final = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS")
BOOKKEEPING: Final = (*FORMSETS, "-entry", "-kind", "-id")


@dataclass(frozen=True)
class KeptForm:
    """`fields` are names and values in the order they were sent; `owner` is what owner_mark() said of the person."""

    id: str
    path: str
    fields: list[list[str]]
    files: bool
    owner: str
    at: float

    def readable(self) -> list[tuple[str, str]]:
        """What a person typed, with names as words; without what forms send for themselves."""
        shown = [
            (name, value) for name, value in self.fields if value.strip() and not name.endswith(BOOKKEEPING)
        ]
        return [(self._words(name), value) for name, value in shown if name not in HIDDEN]

    @staticmethod
    def _words(name: str) -> str:
        words = " ".join(
            str(int(part) + 1) if part.isdecimal() else part
            for part in name.replace("_", "-").split("-")
            if part
        )
        return words[:1].upper() + words[1:]


def owner_mark(user_id: object) -> str:
    return salted_hmac("accounts.kept_forms", str(user_id), algorithm="sha256").hexdigest()


def keep(request: HttpRequest) -> bool:
    """Puts a posted form into the session, when it is one of ours and of somebody who had been signed in here."""
    owner = request.get_signed_cookie(OWNER_COOKIE, default="", salt=SESSION_KEY)
    if request.method != "POST" or not owner or not from_our_page(request) or not is_work(request):
        return False
    fields = [
        [name, str(value)]
        for name, values in request.POST.lists()
        for value in values
        if not any(never in name.lower() for never in NEVER)
    ]
    if sum(len(name) + len(value) for name, value in fields) > LONGEST:
        messages.warning(
            request, _("What you typed was too long to keep. Your browser’s Back button may still show it.")
        )
        return False
    kept = KeptForm(uuid4().hex, request.get_full_path(), fields, bool(request.FILES), owner, time.time())
    if not kept.files and not kept.readable():
        return False  # a mere button, which the page of kept forms would not name
    request.session[SESSION_KEY] = asdict(kept)
    return True


def is_work(request: HttpRequest) -> bool:
    """Whether the page is one where people write: not the login's own, not a switch that anybody may use."""
    view = request.resolver_match and request.resolver_match.func
    return getattr(view, "login_required", True) and not request.path.startswith("/accounts/")


def from_our_page(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the request. Another site's words are never kept."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == origin


def page_on(request: HttpRequest) -> str:
    """The page of ours on which the browser says that it was, with its query; "" when it does not say."""
    htmx = getattr(request, "htmx", None)
    try:
        said = urlsplit((htmx and htmx.current_url) or request.headers.get("Referer", ""))
    except ValueError:
        return ""
    page = said._replace(scheme="", netloc="", fragment="").geturl()
    ours = said.netloc == request.get_host() and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if ours else ""


def kept_form(request: HttpRequest) -> KeptForm | None:
    """The form kept for the person who is signed in now; anybody else's, and an old one, is dropped."""
    stored = request.session.get(SESSION_KEY)
    if not stored:
        return None
    kept = KeptForm(**stored)
    theirs = constant_time_compare(kept.owner, owner_mark(request.user.pk))
    if theirs and time.time() - kept.at < KEPT_FOR:
        return kept
    drop(request)
    return None


def drop(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def rescue(request: HttpRequest) -> HttpResponse | None:
    """For a post whose CSRF token was stale: the way to send it again, or None when there is nothing to keep."""
    if not keep(request):
        return None
    if request.user.is_authenticated:
        return to_page(request, reverse("accounts:kept"))
    return to_login(request, reverse("accounts:kept"))


def to_login(request: HttpRequest, then: str) -> HttpResponse:
    return to_page(request, f"{resolve_url(settings.LOGIN_URL)}?next={quote(then)}")


def to_page(request: HttpRequest, url: str) -> HttpResponse:
    """A whole page, also when htmx asked for a part of one."""
    htmx = getattr(request, "htmx", None)
    return HttpResponseClientRedirect(url) if htmx else redirect(url)


class LoginRequiredMiddleware(auth_middleware.LoginRequiredMiddleware):
    """Django's, and what was posted without a session is kept until its author has logged in."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        answer: HttpResponseBase | None = super().process_view(request, view_func, view_args, view_kwargs)
        if request.user.is_authenticated:
            request._owner_mark = owner_mark(request.user.pk)  # type: ignore[attr-defined]  # for process_response
            if request.method == "POST" and FIELD in request.POST:
                request._sends_kept_form = request.POST[FIELD]  # type: ignore[attr-defined]  # as above
        return answer

    def handle_no_permission(  # type: ignore[override]  # htmx is redirected by a header of its own
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        if keep(request):
            return to_login(request, reverse("accounts:kept"))
        reads = request.method in ("GET", "HEAD")
        if not reads and from_our_page(request):
            messages.info(
                request, _("You had been logged out, so nothing was changed. Please do it once more.")
            )
        page = request.get_full_path() if reads and not getattr(request, "htmx", None) else page_on(request)
        return to_login(request, page or resolve_url(settings.LOGIN_REDIRECT_URL))

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        sent = getattr(request, "_sends_kept_form", None)
        if sent and response.status_code < 500 and request.session.get(SESSION_KEY, {}).get("id") == sent:
            drop(request)
        mark = getattr(request, "_owner_mark", None)
        if mark:
            self._mark(request, response, mark)
        return response

    @staticmethod
    def _mark(request: HttpRequest, response: HttpResponseBase, mark: str) -> None:
        if request.get_signed_cookie(OWNER_COOKIE, default="", salt=SESSION_KEY) != mark:
            response.set_signed_cookie(
                OWNER_COOKIE,
                mark,
                salt=SESSION_KEY,
                max_age=settings.SESSION_COOKIE_AGE * 2,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
