"""Promise 35: whatever "next" says, nobody is sent to another site."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from accounts.tests.factories import PASSWORD
from saaska.tests.sweeps.pages import Page
from saaska.tests.sweeps.people import Person
from saaska.tests.sweeps.places import PLANTED, Place, places, planted
from saaska.tests.sweeps.visitor import EVERY, Visitor, forgotten, names_read

FORM = "application/x-www-form-urlencoded"
TRICKS = (
    "https://evil.example/",
    "http://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "http:\\\\evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\x00//evil.example",
    "\x01https://evil.example",
    "/%09/evil.example",
    "/%0d%0aLocation: https://evil.example",
    "/\r\nLocation: https://evil.example",
    "//testserver@evil.example",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "https://testserver\\@evil.example",
    "//evil。example",
    "/。evil.example//evil.example",
    "HtTpS://evil.example",
    "ftp://evil.example",
    "javascript:location='//evil.example'",
    "java\nscript:location='//evil.example'",
    "data:text/html,<script>location='//evil.example'</script>",
    "//[::1]@evil.example",
    "//evil.example:80#@testserver",
    "//evil.example?testserver",
    "/resumes/..//evil.example",
)
# Those that browsers keep on our host, whatever they look like.
OURS = ("/%", "/\r", "/resumes", "/。", "https://testserver\\@")
NAMES = (
    "next",
    "redirect_to",
    "redirect",
    "url",
    "return",
    "return_to",
    "back",
    "continue",
    "from",
    "goto",
    "success_url",
)
MARK = "/resumes/?landed-here"
# What makes the forms that act on "next" succeed, by URL name.
SUCCEEDING = {
    "account_login": {"login": "ada@example.org", "password": PASSWORD},
    "account_reauthenticate": {"password": PASSWORD},
    "account_signup": {
        "first_name": "Grace",
        "last_name": "New",
        "email": "grace@example.org",
        "password1": "a long one that is no word",
    },
    "accounts:theme": {"theme": "dark"},
}


FROM_ELSEWHERE = {
    "Referer": "https://evil.example/",
    "HX-Current-URL": "https://evil.example/",
    "X-Forwarded-Host": "evil.example",
}
Way = Callable[[str, str, dict[str, str]], tuple[str, str, str]]  # method, address and body of a request


def elsewhere(address: str) -> bool:
    """Whether a browser would leave the site, or run something, when it follows the address.

    Browsers drop tabs and line feeds, strip controls at both ends, and read a backslash as a slash.
    """
    plain = (
        address.strip("".join(map(chr, range(33)))).translate(dict.fromkeys((9, 10, 13))).replace("\\", "/")
    )
    host = re.match(r"(?:https?:/*|//+)([^/?#]*)", plain, re.IGNORECASE)
    if host:
        return host[1].rpartition("@")[2].partition(":")[0].lower() != "testserver"
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", plain, re.IGNORECASE)
    return scheme is not None and scheme[1].lower() not in ("mailto", "tel")


def ways_out(asker: Person | None, of: Person, where: list[Place]) -> Iterator[str]:
    """Answers that lead, or link, to where a trick wanted."""
    visitor = Visitor(asker and asker.user)
    for place in where:
        known = SUCCEEDING.get(place.name, {})
        for way in (in_query, *ways_of_a_post(visitor, place.url_for(of), known)):
            with names_read() as read:
                acts = acts_on_next(visitor, way, place.url_for(of), known)
            if read.isdisjoint({*NAMES, EVERY}):
                continue  # whatever those would say, it asks none of them
            tricks = TRICKS if acts else TRICKS[:1]
            for trick in tricks:
                yield from _ways_out(visitor, *way(place.url_for(of), trick, known))


def in_query(here: str, wanted: str, known: dict[str, str]) -> tuple[str, str, str]:
    return "GET", f"{here}?{urlencode(dict.fromkeys(NAMES, wanted))}", ""


def in_body(here: str, wanted: str, known: dict[str, str]) -> tuple[str, str, str]:
    return "POST", here, urlencode(dict.fromkeys(NAMES, wanted) | known)


def in_query_of_a_post(here: str, wanted: str, known: dict[str, str]) -> tuple[str, str, str]:
    return "POST", f"{here}?{urlencode(dict.fromkeys(NAMES, wanted))}", urlencode(known)


def in_both(here: str, wanted: str, known: dict[str, str]) -> tuple[str, str, str]:
    _post, url, _body = in_query_of_a_post(here, wanted, known)
    return in_body(url, wanted, known)


WAYS = (in_query, in_body, in_query_of_a_post)


def ways_of_a_post(visitor: Visitor, here: str, known: dict[str, str]) -> tuple[Way, ...]:
    """None, when the page looks at none of the names though query and body say them."""
    method, url, body = in_both(here, MARK, known)
    read = visitor.names_read(method, url, body)
    return () if read.isdisjoint({*NAMES, EVERY}) else (in_body, in_query_of_a_post)


def acts_on_next(visitor: Visitor, way: Way, here: str, known: dict[str, str]) -> bool:
    """Whether the page, asked that way, leads to what "next" says, or puts it into a form or link of its own."""
    method, url, body = way(here, MARK, known)
    with forgotten():
        response = visitor.generic(method, url, body, FORM)
    visitor.stay()
    if not _says(response, "landed-here"):
        return False
    page = Page(url, response)
    values = {control.value for form in page.forms for control in form.controls}
    led = {response.get("Location", ""), response.get("HX-Redirect", "")}
    return MARK in {*values, *led, *page.addresses}


def _says(response: Any, word: str) -> bool:
    """Whether it can be in a form, a link or a header; most pages say nothing of what they were told."""
    return response.streaming or word.encode() in response.content or word in str(response.headers)


def ways_back(asker: Person | None, of: Person, where: list[Place]) -> Iterator[str]:
    """Answers that lead, or link, to where the request says that it comes from."""
    visitor = Visitor(asker and asker.user)
    for place in where:
        body = urlencode(SUCCEEDING.get(place.name, {}))
        yield from _ways_out(visitor, "GET", place.url_for(of), "", {**FROM_ELSEWHERE, "HX-Request": "true"})
        yield from _ways_out(visitor, "POST", place.url_for(of), body, FROM_ELSEWHERE)


def _ways_out(
    visitor: Visitor, method: str, url: str, body: str, headers: dict[str, str] | None = None
) -> Iterator[str]:
    with forgotten():
        response = visitor.generic(method, url, body, FORM, headers=headers)
        page = Page(url, response) if _says(response, "evil") else None
    visitor.stay()
    led = [
        response[name] for name in ("Location", "HX-Redirect", "HX-Location", "Refresh") if name in response
    ]
    for address in (*led, *(page.addresses if page else ())):
        if "evil" in address and elsewhere(address):
            yield f"{method} {url} with {body} leads to {address}"
    if response.status_code >= 500:
        yield f"{method} {url} with {body} answers {response.status_code}"


class TestRedirects:
    @pytest.mark.parametrize("who", ["ada", None])
    def test_no_page_sends_anybody_to_another_site(self, who: str | None, ada: Person) -> None:
        ours = [place for place in places() if not place.in_admin or "login" in place.name]

        assert list(ways_out(ada if who else None, ada, ours)) == []

    @pytest.mark.parametrize("who", ["ada", None])
    def test_no_page_sends_anybody_back_to_another_site(self, who: str | None, ada: Person) -> None:
        ours = [place for place in places() if not place.in_admin or "login" in place.name]

        assert list(ways_back(ada if who else None, ada, ours)) == []

    @pytest.mark.parametrize(
        ("who", "name"),
        [(None, "account_login"), ("ada", "account_reauthenticate"), ("ada", "accounts:theme")],
    )
    def test_the_pages_known_to_read_next_are_tried_with_every_trick(
        self, who: str | None, name: str, ada: Person
    ) -> None:
        (place, *_again) = [place for place in places() if place.name == name]

        visitor, known = Visitor(ada.user if who else None), SUCCEEDING[name]
        assert any(acts_on_next(visitor, way, place.url_for(ada), known) for way in WAYS)

    def test_a_page_that_goes_wherever_it_is_told_is_found(self, ada: Person, settings: Any) -> None:
        settings.ROOT_URLCONF = PLANTED

        found = "\n".join(ways_out(ada, ada, planted("anywhere")))

        assert "leads to https://evil.example/" in found
        assert "leads to //evil.example" in found

    def test_a_page_that_goes_back_to_wherever_is_found(self, ada: Person, settings: Any) -> None:
        settings.ROOT_URLCONF = PLANTED

        assert list(ways_back(ada, ada, planted("back"))) == [
            "GET /planted/back/ with  leads to https://evil.example/",
            "POST /planted/back/ with  leads to https://evil.example/",
        ]

    @pytest.mark.parametrize("trick", [trick for trick in TRICKS if not trick.startswith(OURS)])
    def test_every_trick_would_lead_away(self, trick: str) -> None:
        assert elsewhere(trick)

    @pytest.mark.parametrize(
        "address", ["/", "/resumes/", "?page=2", "#main", "https://testserver/a", "/%5Cevil.example"]
    )
    def test_our_own_addresses_do_not(self, address: str) -> None:
        assert not elsewhere(address)
