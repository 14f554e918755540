"""Promises 20, 33 and 34: errors carry the headers that keep them safe and an id, and the site scores 100 and more.

(That every answer does: test_answers.py.)
"""

import logging
import os
import runpy
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.auth.hashers import make_password
from django.template.loader import render_to_string

from saaska.http import RequestIdFilter
from saaska.tests.sweeps.answers import wrong_headers
from saaska.tests.sweeps.observatory import score
from saaska.tests.sweeps.people import Person
from saaska.tests.sweeps.places import PLANTED, open_share_of
from saaska.tests.sweeps.visitor import Visitor

FORM = "application/x-www-form-urlencoded"
# Method, address, body, host, and the status of the answer.
FAILURES = (
    ("GET", "/", "", "evil.example", 400),
    ("GET", "/planted/failing/", "", "testserver", 500),
    ("POST", "/resumes/new/", f"title={'x' * 3_000_000}", "testserver", 413),
)
DECIDED_BY_HTTPS = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "CONTENT_SECURITY_POLICY", "HTTPS")


@pytest.fixture
def over_https(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the settings file says where HTTPS is on."""
    monkeypatch.setitem(os.environ, "HTTPS", "1")
    said = runpy.run_path(str(configured.BASE_DIR / "saaska" / "settings.py"))
    for name in filter(lambda name: name.startswith(DECIDED_BY_HTTPS), said):
        setattr(settings, name, said[name])


def loose_cookies(response: Any) -> list[str]:
    """Cookies that scripts, other sites or a wire without encryption could carry away."""
    return [
        name
        for name, cookie in response.cookies.items()
        if not (cookie["secure"] and cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict"))
    ]


class TestHeaders:
    @pytest.mark.parametrize(
        ("method", "path", "body", "host", "status"),
        [("GET", "/nowhere/", "", "testserver", 404), *FAILURES],
    )
    def test_errors_have_them(
        self, method: str, path: str, body: str, host: str, status: int, ada: Person, settings: Any
    ) -> None:
        settings.ROOT_URLCONF = PLANTED

        response = Visitor(ada.user).generic(method, path, body, FORM, headers={"Host": host})

        assert response.status_code == status
        assert wrong_headers(response) == []

    @pytest.mark.parametrize(("method", "path", "body", "host", "status"), FAILURES)
    def test_pages_of_failures_name_the_request(
        self, method: str, path: str, body: str, host: str, status: int, ada: Person, settings: Any
    ) -> None:
        settings.ROOT_URLCONF = PLANTED

        response = Visitor(ada.user).generic(method, path, body, FORM, headers={"Host": host})

        assert f"<code>{response['X-Request-Id']}</code>" in response.content.decode()

    def test_a_refused_token_has_them(self, ada: Person) -> None:
        response = Visitor(ada.user, enforce_csrf_checks=True).post("/resumes/new/")

        assert response.status_code == 403
        assert wrong_headers(response) == []


@pytest.mark.usefixtures("over_https")
class TestHttps:
    def test_http_leads_to_https(self, db: None) -> None:
        response = Visitor().get("/accounts/login/")

        assert (response.status_code, response["Location"]) == (301, "https://testserver/accounts/login/")

    def test_a_visitors_word_is_not_taken_for_it(self, db: None) -> None:
        response = Visitor().get("/accounts/login/", headers={"X-Forwarded-Proto": "https"})

        assert response.status_code == 301

    def test_browsers_are_told_to_stay_with_https(self, db: None) -> None:
        response = Visitor().get("/", secure=True)

        assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"

    def test_every_cookie_is_kept_from_scripts_other_sites_and_plain_wires(self, ada: Person) -> None:
        visitor = Visitor()
        page = visitor.get("/accounts/login/", secure=True)
        welcome = visitor.post(
            "/accounts/login/", {"login": ada.user.email, "password": ada.password}, secure=True
        )
        themed = visitor.post("/settings/theme/", {"theme": "dark"}, secure=True)

        assert {"csrftoken"} <= page.cookies.keys()
        assert {"sessionid"} <= welcome.cookies.keys()
        assert {"theme"} <= themed.cookies.keys()
        assert [loose_cookies(response) for response in (page, welcome, themed)] == [[], [], []]

    def test_so_is_the_one_that_opens_a_resume_behind_a_password(self, ada: Person) -> None:
        share = open_share_of(ada)
        share.password_hash = make_password("tide gauge")
        share.save()

        opened = Visitor().post(share.get_absolute_url(), {"password": "tide gauge"}, secure=True)

        assert opened.cookies.keys() == {"unlocked"}
        assert loose_cookies(opened) == []

    @pytest.mark.parametrize("path", ["/", "/accounts/login/", "/accounts/signup/", "/nowhere/"])
    def test_the_observatory_gives_at_least_100(self, path: str, db: None) -> None:
        visitor = Visitor()

        total, reasons = score(visitor.get(path), visitor.get(path, secure=True))

        assert total >= 130, reasons

    def test_the_observatory_sees_what_is_missing(self, db: None, settings: Any) -> None:
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"script-src": ["'self'", "'unsafe-inline'"]}}
        settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
        settings.SECURE_HSTS_SECONDS = 0

        total, _reasons = score(
            Visitor().get("/accounts/login/"), Visitor().get("/accounts/login/", secure=True)
        )

        assert total == 100 - 20 - 20 - 20


class TestRequestId:
    """Promise 20: who sees a failure can name it, and its line in the log has the same name."""

    @pytest.fixture(autouse=True)
    def quiet(self) -> None:
        """Instead of the sweeps' silence."""

    @pytest.fixture
    def fail(self, ada: Person, settings: Any, caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
        """`fail()` asks for a page that fails; where its id is missing."""

        def failing() -> list[str]:
            settings.ROOT_URLCONF = PLANTED
            response = Visitor(ada.user).get("/planted/failing/")
            (record,) = [record for record in caplog.records if record.levelname == "ERROR"]
            assert response.status_code == 500
            return unnamed(response, record)

        return failing

    def test_the_page_and_the_log_name_the_same_id(self, fail: Callable[[], list[str]]) -> None:
        assert fail() == []

    def test_a_page_without_it_is_noticed(
        self, fail: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The planted fault."""
        monkeypatch.setattr("saaska.views.render_to_string", lambda page, given: render_to_string(page))

        assert fail() == ["the page"]

    def test_a_log_without_it_is_noticed(
        self, fail: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The planted fault."""
        monkeypatch.setattr(
            RequestIdFilter, "filter", lambda self, record: bool(setattr(record, "request_id", "-")) or True
        )

        assert fail() == ["the log"]

    def test_a_page_that_names_another_id_than_the_log_is_noticed(
        self, fail: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The planted fault."""
        monkeypatch.setattr(
            "saaska.views.render_to_string",
            lambda page, given: render_to_string(page, {"request_id": "other"}),
        )

        assert fail() == ["the page"]

    def test_requests_without_ids_are_noticed(self, fail: Callable[[], list[str]], settings: Any) -> None:
        """The planted fault."""
        settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "RequestId" not in name]

        assert fail() == ["the answer", "the page", "the log"]

    @pytest.mark.parametrize("name", ["django", "django.request", "django.security.csrf"])
    def test_no_log_of_djangos_has_a_further_handler_without_it(self, name: str) -> None:
        assert logging.getLogger(name).handlers == []

    def test_a_proxys_id_is_kept(self, db: None) -> None:
        response = Visitor().get("/nowhere/", headers={"X-Request-Id": "proxy-0123456789"})

        assert response["X-Request-Id"] == "proxy-0123456789"

    @pytest.mark.parametrize(
        "given", ["short", "x" * 65, "line\nfeed-0123456789", "<script>alert(1)</script>"]
    )
    def test_an_id_that_could_do_harm_is_not(self, given: str, db: None) -> None:
        response = Visitor().get("/nowhere/", headers={"X-Request-Id": given})

        assert len(response["X-Request-Id"]) == 32


def unnamed(response: Any, record: logging.LogRecord) -> list[str]:
    """Where the id of a failed request is missing."""
    given = response.get("X-Request-Id") or "an id"
    named = {
        "the answer": given in response.get("X-Request-Id", ""),
        "the page": f"<code>{given}</code>" in response.content.decode(),
        "the log": f"[{given}] Internal Server Error: /planted/failing/" in line_of(record),
    }
    return [place for place, is_named in named.items() if not is_named]


def line_of(record: logging.LogRecord) -> str:
    """The record as the handler of the settings writes it."""
    (handler,) = [handler for handler in logging.getLogger().handlers if handler.get_name() == "console"]
    handler.filter(record)
    return handler.format(record)
