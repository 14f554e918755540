"""Promise 31: nothing is written without a token. (That looking writes nothing: test_answers.py.)"""

from typing import Any

from saaska.tests.sweeps.people import Person
from saaska.tests.sweeps.places import METHODS, PLANTED, Place, places, planted
from saaska.tests.sweeps.visitor import Visitor

WRITING = tuple(method for method in METHODS if method not in ("GET", "HEAD"))


def open_doors(asker: Person | None, of: Person, where: list[Place]) -> list[str]:
    """Answers to requests that write and carry no token, other than 403."""
    visitor = Visitor(asker and asker.user, enforce_csrf_checks=True)
    return [
        f"{method} {place} answers {status}"
        for place in where
        for method in WRITING
        if (status := visitor.generic(method, place.url_for(of)).status_code) != 403
    ]


class TestTokens:
    def test_nobody_signed_in_writes_without_a_token(self, ada: Person) -> None:
        assert open_doors(ada, ada, places()) == []

    def test_nobody_unknown_writes_without_a_token(self, ada: Person) -> None:
        assert open_doors(None, ada, places()) == []

    def test_no_staff_writes_without_a_token(self, chief: Person) -> None:
        assert open_doors(chief, chief, places()) == []

    def test_another_sites_token_is_none(self, ada: Person) -> None:
        visitor = Visitor(ada.user, enforce_csrf_checks=True)
        visitor.cookies["csrftoken"] = "a" * 32

        response = visitor.post(
            "/resumes/new/", {"csrfmiddlewaretoken": "a" * 32}, headers={"Origin": "https://evil.example"}
        )

        assert response.status_code == 403

    def test_a_view_that_asks_for_no_token_is_found(self, ada: Person, settings: Any) -> None:
        settings.ROOT_URLCONF = PLANTED

        found = open_doors(ada, ada, planted("without_token"))

        assert found == [f"{method} without_token /planted/without-token/ answers 200" for method in WRITING]
