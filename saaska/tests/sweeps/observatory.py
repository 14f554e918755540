"""Mozilla's HTTP Observatory without the internet: what it would give for an answer over HTTP and one over HTTPS.

The modifiers are those of its scoring table as of 2025 (developer.mozilla.org, HTTP Observatory, "Tests and
scoring"). Left out is what a local look cannot know: the browsers' preload list (it could only add).
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

Modifier = tuple[str, int]
ENOUGH_FOR_EXTRAS = 90
PRIVATE = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
HALF_A_YEAR = 15768000


def score(over_http: Any, over_https: Any) -> tuple[int, list[Modifier]]:
    """The points, and where they come from. Points above 100 count once the site has 90 without them."""
    modifiers = [
        *_policy(over_https),
        *_cookies(over_https),
        *_redirection(over_http),
        *_headers(over_https),
        *_scripts(over_https),
    ]
    without_extras = 100 + sum(points for _reason, points in modifiers if points < 0)
    extras = sum(points for _reason, points in modifiers if points > 0)
    return max(without_extras, 0) + (extras if without_extras >= ENOUGH_FOR_EXTRAS else 0), modifiers


def _policy(response: Any) -> Iterator[Modifier]:
    header = response.get("Content-Security-Policy")
    if not header:
        yield "no content security policy", -25
        return
    rules = {rule.split()[0]: rule.split()[1:] for rule in header.split(";") if rule.strip()}
    default = rules.get("default-src", ["*"])
    scripts, objects = rules.get("script-src", default), rules.get("object-src", default)
    styles = rules.get("style-src", default)
    broad = {"*", "https:", "http:", "data:", "'unsafe-inline'"}
    if broad & {*scripts, *objects}:
        yield "scripts or objects from anywhere", -20
    elif "'unsafe-eval'" in scripts + styles:
        yield "unsafe-eval", -10
    elif any(source.startswith("http:") for sources in rules.values() for source in sources):
        yield "sources over HTTP", -20
    elif broad & {*styles}:
        yield "styles from anywhere", 0
    elif default == ["'none'"] and rules.get("form-action") in (["'self'"], ["'none'"]):
        yield "default-src 'none', nothing unsafe", 10
    else:
        yield "nothing unsafe", 5
    yield ("frame-ancestors", 5) if "frame-ancestors" in rules else _frames(response)


def _frames(response: Any) -> Modifier:
    closed = response.get("X-Frame-Options", "").upper() in ("DENY", "SAMEORIGIN")
    return ("X-Frame-Options", 0) if closed else ("may be framed", -20)


def _cookies(response: Any) -> Iterator[Modifier]:
    cookies = response.cookies.values()
    if not cookies:
        yield "no cookies", 0
        return
    protected = _seconds(response) >= HALF_A_YEAR
    session = [cookie for cookie in cookies if "sess" in cookie.key.lower() or "login" in cookie.key.lower()]
    if any(not cookie["httponly"] for cookie in session):
        yield "a session that scripts can read", -30
    elif any(not cookie["secure"] for cookie in session):
        yield "a session over plain wires", -10 if protected else -40
    elif any(not cookie["secure"] for cookie in cookies):
        yield "a cookie over plain wires", -5 if protected else -20
    elif any("csrf" in cookie.key.lower() and not cookie["samesite"] for cookie in cookies):
        yield "a token for every site", -20
    else:
        yield "cookies", 5 if all(cookie["samesite"] in ("Lax", "Strict") for cookie in cookies) else 0


def _redirection(over_http: Any) -> Iterator[Modifier]:
    moved = over_http.status_code in (301, 302, 307, 308)
    if not (moved and over_http["Location"].startswith("https://testserver/")):
        yield "HTTP does not lead to HTTPS", -20


def _seconds(response: Any) -> int:
    _name, _equals, seconds = response.get("Strict-Transport-Security", "").partition(";")[0].partition("=")
    return int(seconds) if seconds.isdecimal() else 0


def _headers(response: Any) -> Iterator[Modifier]:
    if not _seconds(response):
        yield "no HSTS", -20
    elif _seconds(response) < HALF_A_YEAR:
        yield "HSTS ends too soon", -10
    if response.get("X-Content-Type-Options") != "nosniff":
        yield "types may be guessed", -5
    referrer = response.get("Referrer-Policy")
    if referrer:
        yield "referrers", 5 if referrer in PRIVATE else -5
    if response.get("Access-Control-Allow-Origin"):
        yield "open to other sites' scripts", -50
    resource = response.get("Cross-Origin-Resource-Policy")
    if resource in ("same-origin", "same-site"):
        yield "kept from other sites", 10


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sources: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.sources.append(dict(attributes))


def _scripts(response: Any) -> Iterator[Modifier]:
    page = _Scripts()
    page.feed(response.content.decode())
    foreign = [given for given in page.sources if (given.get("src") or "/").startswith(("http", "//"))]
    if any((given["src"] or "").startswith(("http:", "//")) for given in foreign):
        yield "foreign scripts over plain wires", -50
    elif any("integrity" not in given for given in foreign):
        yield "foreign scripts without integrity", -5
