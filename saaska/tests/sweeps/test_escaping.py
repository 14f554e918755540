"""Promise 32, without a browser: what people write is text on every page, never an element or an attribute."""

from typing import Any

import pytest

from saaska.tests.sweeps.pages import Page
from saaska.tests.sweeps.people import Person, a_person
from saaska.tests.sweeps.places import PLANTED, Place, places, planted
from saaska.tests.sweeps.visitor import Visitor

PAYLOADS = (
    "<sweep-mark>",
    '"><sweep-mark onfocus=a autofocus>',
    "'><sweep-mark>",
    "' onfocus='sweepmark' x='",
    '" onfocus="sweepmark" x="',
    "</title></textarea></select></script></style><sweep-mark>",
    "<!--><sweep-mark>-->",
    "&lt;sweep-mark&gt;<svg/onload=sweepmark>",
    "javascript:sweepmark//",
)


def injected(asker: Person, where: list[Place]) -> list[str]:
    """Elements, handlers and addresses on the person's pages that came out of the person's own texts."""
    visitor, found = Visitor(asker.user), []
    for place in where:
        url = place.url_for(asker)
        page = Page(url, visitor.get(url))
        found += [
            f"{place}: <{tag} {given}>"
            for tag, given in page.elements
            if tag == "sweep-mark"
            or any(name.startswith("on") and "sweepmark" in value for name, value in given.items())
            or any(given.get(name, "").startswith("javascript:") for name in ("href", "src", "action"))
        ]
    return found


class TestEscaping:
    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_every_page_shows_what_people_write_as_text(self, payload: str, site: None) -> None:
        writer = a_person(payload)

        assert injected(writer, [place for place in places() if not place.in_admin]) == []

    @pytest.mark.parametrize("payload", PAYLOADS[:3])
    def test_the_admin_does_too(self, payload: str, site: None) -> None:
        writer = a_person(payload, is_staff=True, is_superuser=True)

        assert injected(writer, [place for place in places() if place.in_admin]) == []

    def test_a_page_that_trusts_a_text_is_found(self, site: None, settings: Any) -> None:
        settings.ROOT_URLCONF = PLANTED
        writer = a_person("<sweep-mark>")

        assert injected(writer, planted("unescaped")) == ["unescaped /planted/unescaped/: <sweep-mark {}>"]
