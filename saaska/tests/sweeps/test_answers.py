"""Promises 7, 31 and 33: every answer carries the headers that keep it safe, none to a signed-in person may be kept,
nothing is written because somebody looked; and every page is HTML that is understood in one way."""

from typing import Any

import pytest

from saaska.tests.sweeps.answers import faults, written_by_queries
from saaska.tests.sweeps.people import Person
from saaska.tests.sweeps.places import OPENED, PLANTED, places, planted
from saaska.tests.sweeps.visitor import Visitor


@pytest.mark.parametrize("who", ["ada", "chief", None])
def test_every_answer_is_as_it_should_be(who: str | None, ada: Person, chief: Person) -> None:
    asker = {"ada": ada, "chief": chief, None: None}[who]

    assert faults(asker, asker or ada, places()) == []


@pytest.mark.parametrize("name", OPENED)
def test_a_right_secret_opens_what_it_is_for(name: str, ada: Person) -> None:
    assert Visitor().get(OPENED[name](ada)).status_code == 200


@pytest.mark.parametrize("who", ["ada", None])
def test_no_address_that_is_asked_for_does_what_a_form_does(who: str | None, ada: Person) -> None:
    ours = [place for place in places() if not place.in_admin]

    assert written_by_queries(ada if who else None, ada, ours) == []


class TestPlanted:
    @pytest.fixture(autouse=True)
    def faulty(self, settings: Any) -> None:
        settings.ROOT_URLCONF = PLANTED

    def test_a_page_with_a_looser_policy_is_found(self, ada: Person) -> None:
        assert faults(ada, ada, planted("loose_policy"))[0] == (
            "GET loose_policy /planted/loose-policy/: a source is 'unsafe-inline'"
        )

    def test_a_page_that_may_be_kept_is_found(self, ada: Person) -> None:
        found = faults(ada, ada, planted("cached"))

        assert found == [
            f"{method} cached /planted/cached/: may be kept: max-age=600" for method in ("GET", "POST")
        ]

    def test_a_page_that_writes_when_looked_at_is_found(self, ada: Person) -> None:
        found = faults(ada, ada, planted("writing_get"))

        assert found == [
            f"{method} writing_get /planted/writing-get/: writes user_activities"
            for method in ("GET", "HEAD")
        ]

    def test_a_form_that_reads_the_query_too_is_found(self, ada: Person) -> None:
        assert written_by_queries(ada, ada, planted("form_of_any_method")) == [
            "GET /planted/form-of-any-method/ with its fields writes user_activities"
        ]

    def test_a_file_that_looking_gives_is_found(self, ada: Person) -> None:
        assert faults(ada, ada, planted("looking_gives")) == [
            "GET looking_gives /planted/looking-gives/: gives out a file to whoever looks"
        ]

    def test_inline_code_is_found(self, ada: Person) -> None:
        start = "GET inline_code /planted/inline-code/: "

        assert faults(ada, ada, planted("inline_code")) == [
            f"{start}<style> is inline",
            f"{start}<p> has style",
            f"{start}<p> has onclick",
            f"{start}<script> is inline",
        ]

    def test_a_page_that_says_a_thing_twice_or_names_what_is_not_there_is_found(self, ada: Person) -> None:
        assert faults(ada, ada, planted("ambiguous")) == [
            "GET ambiguous /planted/ambiguous/: <input> says type twice",
            "GET ambiguous /planted/ambiguous/: two elements are #a",
            "GET ambiguous /planted/ambiguous/: for names #b, which is not there",
        ]
