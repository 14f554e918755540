"""What is wrong with the answers of the site's pages: headers that keep them safe, caches that would keep them, what
was written because somebody looked, markup that can be understood in two ways."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from saaska.tests.sweeps import noting
from saaska.tests.sweeps.forms_of_site import filled, forms_of_site
from saaska.tests.sweeps.people import Person
from saaska.tests.sweeps.places import Place
from saaska.tests.sweeps.visitor import RowsWritten, Visitor, Writes, forgotten, undone

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
REFERRERS = ("same-origin", "no-referrer")
CLOSED = ("default-src", "object-src", "base-uri", "frame-ancestors")
# Attributes that name other elements of the page by id.
REFERENCES = (
    *("for", "form", "list", "headers", "popovertarget"),
    *("aria-labelledby", "aria-describedby", "aria-controls", "aria-errormessage", "aria-owns"),
)
# Those that do it by a selector: htmx does nothing at all when its target is not there.
SELECTORS = ("hx-target", "hx-include", "hx-indicator")
ASKING = ("hx-get", "hx-post", "hx-boost")


@dataclass
class Answer:
    """`signed_in` is whether the one who asked is, `writes` what the page wrote that was only looked at."""

    method: str
    place: Place
    url: str
    signed_in: bool
    response: Any
    writes: Writes | None


def answers(asker: Person | None, of: Person, where: list[Place]) -> Iterator[Answer]:
    """Each page's answers to that person, who sends nothing along."""
    visitor = Visitor(asker and asker.user)
    for place, url in ((one, url) for one in where for url in one.urls_for(of)):
        rows = RowsWritten()
        for method in ("GET", "HEAD", "POST"):
            with undone(rows) if method != "POST" else forgotten() as writes:
                response = visitor.generic(method, url)
            yield Answer(method, place, url, asker is not None, response, writes)
            visitor.stay()


def written_by_queries(asker: Person | None, of: Person, where: list[Place]) -> list[str]:
    """Forms whose fields, sent in a query, write something: whatever it says, an address that is asked for has no
    effect."""
    visitor, rows, found = Visitor(asker and asker.user), RowsWritten(), []
    for form in forms_of_site(asker, of, where):
        with undone(rows) as writes:
            visitor.get(f"{form.action}?{urlencode(filled(form), doseq=True)}")
        visitor.stay()
        found += [f"GET {form.action} with its fields writes {writes}"] if writes else []
    return found


def faults(asker: Person | None, of: Person, where: list[Place]) -> list[str]:
    """What is wrong, and with which answer; headers and caches for GET and POST, writing for GET and HEAD, the markup
    of our own pages."""
    found = []
    for answer in answers(asker, of, where):
        wrong = _faults(answer)
        found += [f"{answer.method} {answer.place}: {fault}" for fault in wrong]
    return found


def _faults(answer: Answer) -> Iterator[str]:
    if answer.writes:
        yield f"writes {answer.writes}"
    if answer.method == "HEAD":
        return
    yield from wrong_headers(answer.response)
    if answer.signed_in:
        rules = answer.response.get("Cache-Control", "")
        if not {"private", "no-store"} <= {rule.strip() for rule in rules.split(",")}:
            yield f"may be kept: {rules}"
        if answer.method == "GET" and noting.is_attachment(answer.response):
            yield from _looking_gives(answer.place)
    if answer.method == "GET" and not answer.place.in_admin and _is_page(answer.response):
        yield from Markup(answer.response.content.decode()).faults


def _looking_gives(place: Place) -> Iterator[str]:
    """A download is noted as an activity, and looking writes nothing: it is a post."""
    if place.name not in noting.BY_LOOKING:
        yield "gives out a file to whoever looks"


def _is_page(response: Any) -> bool:
    return response.get("Content-Type", "").startswith("text/html") and not response.streaming


def policy_of(response: Any) -> dict[str, list[str]]:
    rules = [rule.split() for rule in response.get("Content-Security-Policy", "").split(";")]
    return {rule[0]: rule[1:] for rule in rules if rule}


def wrong_headers(response: Any) -> list[str]:
    wrong = [
        f"{name}: {response.get(name)}" for name, value in EXPECTED.items() if response.get(name) != value
    ]
    if response.get("Referrer-Policy") not in REFERRERS:
        wrong.append(f"Referrer-Policy: {response.get('Referrer-Policy')}")
    policy = policy_of(response)
    wrong += [f"{name} is {policy.get(name)}" for name in CLOSED if policy.get(name) != ["'none'"]]
    everything = [source for sources in policy.values() for source in sources]
    wrong += [
        f"a source is {source}" for source in everything if "unsafe" in source or source in ("*", "https:")
    ]
    wrong += ["a script may be data:"] if "data:" in policy.get("script-src", ["data:"]) else []
    if policy.get("form-action") != ["'self'"]:
        wrong.append(f"form-action is {policy.get('form-action')}")
    return wrong


class Markup(HTMLParser):
    """`twice` are attributes that an element says two times; the second of them counts for nothing. `inline` is code
    that our policy refuses: it has no effect."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.named: list[tuple[str, str]] = []
        self.twice: list[str] = []
        self.inline: list[str] = []
        self.asks = self.has_htmx = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = Counter(name for name, _value in attrs)
        self.twice += [f"<{tag}> says {name} twice" for name in said if said[name] > 1]
        given = {name: value or "" for name, value in attrs}
        self.inline += [f"<{tag}> has {name}" for name in said if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(f"<{tag}> is inline")
        self.asks |= not given.keys().isdisjoint(ASKING)
        self.has_htmx |= "htmx-2" in given.get("src", "")
        self.ids.update([given["id"]] if "id" in given else [])
        self.named += [(name, id) for name in REFERENCES for id in given.get(name, "").split()]
        chosen = [(name, given[name][1:]) for name in SELECTORS if given.get(name, "").startswith("#")]
        self.named += [(name, id) for name, id in chosen if id.replace("-", "").replace("_", "").isalnum()]

    @property
    def faults(self) -> list[str]:
        doubled = [f"two elements are #{id}" for id in self.ids if self.ids[id] > 1]
        missing = {f"{name} names #{id}, which is not there" for name, id in self.named if id not in self.ids}
        idle = ["asks by htmx, which it does not load"] if self.asks and not self.has_htmx else []
        return [*self.twice, *self.inline, *doubled, *sorted(missing), *idle]
