"""Promise 32, without a browser: what people write is text on every page, never an element or an attribute."""

from typing import Any

import pytest
from django.http import HttpResponse

from saaska.tests.sweeps.pages import Page
from saaska.tests.sweeps.people import Person, a_person
from saaska.tests.sweeps.places import PLANTED, Place, places, planted
from saaska.tests.sweeps.visitor import Visitor

# Each breaks out of one place where a text may stand; one after the other, those before it are text to it. What a
# column is too short for begins the next text. An address is one from its first letter on.
BREAKING_OUT = (
    "<sweep-mark>",
    '"><sweep-mark onfocus=a autofocus>',
    "'><sweep-mark>",
    "' onfocus='sweepmark' x='",
    '" onfocus="sweepmark" x="',
    "</title></textarea></select></script></style><sweep-mark>",
    "<!--><sweep-mark>-->",
    "&lt;sweep-mark&gt;<svg/onload=sweepmark>",
)
PAYLOADS = (
    *("".join(BREAKING_OUT[at:] + BREAKING_OUT[:at]) for at in (0, 3, 5)),
    "javascript:sweepmark//",
)


def injected(asker: Person, where: list[Place]) -> list[str]:
    """Elements, handlers and addresses on the person's pages that came out of the person's own texts."""
    visitor, found = Visitor(asker.user), []
    for place in where:
        url = place.url_for(asker)
        found += [f"{place}: {mark}" for mark in marks(Page(url, visitor.get(url)))]
    return found


def marks(page: Page) -> list[str]:
    return [
        f"<{tag} {given}>"
        for tag, given in page.elements
        if tag == "sweep-mark"
        or any(name.startswith("on") and "sweepmark" in value for name, value in given.items())
        or any(given.get(name, "").startswith("javascript:") for name in ("href", "src", "action"))
    ]


class TestEscaping:
    @pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
    def test_every_page_shows_what_people_write_as_text(self, payload: str, site: None) -> None:
        writer = a_person(payload)

        assert injected(writer, [place for place in places() if not place.in_admin]) == []

    @pytest.mark.parametrize("payload", PAYLOADS[:2], ids=range(2))
    def test_the_admin_does_too(self, payload: str, site: None) -> None:
        writer = a_person(payload, is_staff=True, is_superuser=True)

        assert injected(writer, [place for place in places() if place.in_admin]) == []

    @pytest.mark.parametrize(
        "place", ["<p>%s", "<p title='%s'>", '<p title="%s">', "<p title=%s>", "<textarea>%s", "<!-- %s -->"]
    )
    def test_a_text_breaks_out_of_wherever_it_stands(self, place: str) -> None:
        for payload in PAYLOADS[:3]:
            assert marks(Page("/", HttpResponse(place % payload)))

    def test_a_page_that_trusts_a_text_is_found(self, site: None, settings: Any) -> None:
        settings.ROOT_URLCONF = PLANTED
        writer = a_person("<sweep-mark>")

        assert injected(writer, planted("unescaped")) == ["unescaped /planted/unescaped/: <sweep-mark {}>"]
