"""Every page is HTML that browsers and screen readers understand in one way."""

from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pytest

from saaska.tests.sweeps.people import Person
from saaska.tests.sweeps.places import PLANTED, Place, places, planted
from saaska.tests.sweeps.visitor import Visitor, forgotten

# Attributes that name other elements of the page by id.
REFERENCES = (
    *("for", "form", "list", "headers", "popovertarget"),
    *("aria-labelledby", "aria-describedby", "aria-controls", "aria-errormessage", "aria-owns"),
)
# Those that do it by a selector: htmx does nothing at all when its target is not there.
SELECTORS = ("hx-target", "hx-include", "hx-indicator")


class Markup(HTMLParser):
    """`twice` are attributes that an element says two times; the second of them counts for nothing."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.named: list[tuple[str, str]] = []
        self.twice: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = Counter(name for name, _value in attrs)
        self.twice += [f"<{tag}> says {name} twice" for name in said if said[name] > 1]
        given = {name: value or "" for name, value in attrs}
        self.ids.update([given["id"]] if "id" in given else [])
        self.named += [(name, id) for name in REFERENCES for id in given.get(name, "").split()]
        chosen = [(name, given[name][1:]) for name in SELECTORS if given.get(name, "").startswith("#")]
        self.named += [(name, id) for name, id in chosen if id.replace("-", "").replace("_", "").isalnum()]

    @property
    def faults(self) -> list[str]:
        doubled = [f"two elements are #{id}" for id in self.ids if self.ids[id] > 1]
        missing = {f"{name} names #{id}, which is not there" for name, id in self.named if id not in self.ids}
        return [*self.twice, *doubled, *sorted(missing)]


def misunderstood(asker: Person | None, of: Person, where: list[Place]) -> list[str]:
    visitor = Visitor(asker and asker.user)
    found = []
    for place in where:
        with forgotten():
            response = visitor.get(place.url_for(of))
        visitor.stay()
        if is_page(response):
            found += [f"{place}: {fault}" for fault in Markup(response.content.decode()).faults]
    return found


def is_page(response: Any) -> bool:
    return response.get("Content-Type", "").startswith("text/html") and not response.streaming


@pytest.mark.parametrize("who", ["ada", None])
def test_no_page_says_a_thing_twice_or_names_what_is_not_there(
    who: str | None, ada: Person, request: pytest.FixtureRequest
) -> None:
    asker = request.getfixturevalue(who) if who else None

    assert misunderstood(asker, ada, [place for place in places() if not place.in_admin]) == []


def test_a_page_that_does_is_found(ada: Person, settings: Any) -> None:
    settings.ROOT_URLCONF = PLANTED

    assert misunderstood(ada, ada, planted("ambiguous")) == [
        "ambiguous /planted/ambiguous/: <input> says type twice",
        "ambiguous /planted/ambiguous/: two elements are #a",
        "ambiguous /planted/ambiguous/: for names #b, which is not there",
    ]
