"""Promise 31: nothing is written without a token. (That looking writes nothing: test_answers.py.)"""

from typing import Any

from saaska.tests.sweeps.people import Person
from saaska.tests.sweeps.places import METHODS, PLANTED, Place, places, planted
from saaska.tests.sweeps.visitor import Visitor

RARE = tuple(method for method in METHODS if method not in ("GET", "HEAD", "POST"))


def open_doors(asker: Person | None, of: Person, where: list[Place]) -> list[str]:
    """Answers to requests that write and carry no token, other than 403. Who asks for tokens tells no writing method
    from another, a place may be free of that as a whole: each gets POST and one of the rare ones, in turns."""
    visitor = Visitor(asker and asker.user, enforce_csrf_checks=True)
    return [
        f"{method} {place} answers {status}"
        for at, place in enumerate(where)
        for method in ("POST", RARE[at % len(RARE)])
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

        assert found == [
            f"{method} without_token /planted/without-token/ answers 200" for method in ("POST", "PUT")
        ]
