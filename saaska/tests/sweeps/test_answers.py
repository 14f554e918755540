"""Promises 7, 31 and 33: every answer carries the headers that keep it safe, none to a signed-in person may be kept,
nothing is written because somebody looked; and every page is HTML that is understood in one way."""

from typing import Any

import pytest

from saaska.tests.sweeps.answers import faults
from saaska.tests.sweeps.people import Person
from saaska.tests.sweeps.places import PLANTED, places, planted


@pytest.mark.parametrize("who", ["ada", "chief", None])
def test_every_answer_is_as_it_should_be(who: str | None, ada: Person, chief: Person) -> None:
    asker = {"ada": ada, "chief": chief, None: None}[who]

    assert faults(asker, asker or ada, places()) == []


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

    def test_a_page_that_says_a_thing_twice_or_names_what_is_not_there_is_found(self, ada: Person) -> None:
        assert faults(ada, ada, planted("ambiguous")) == [
            "GET ambiguous /planted/ambiguous/: <input> says type twice",
            "GET ambiguous /planted/ambiguous/: two elements are #a",
            "GET ambiguous /planted/ambiguous/: for names #b, which is not there",
        ]
