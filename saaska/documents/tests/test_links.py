"""Printed addresses."""

import pytest

from saaska.documents.links import link


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "app:photo", "//x", "http:"],
)
def test_an_address_of_another_kind_is_text_only(address):
    assert link(address).url == ""


def test_a_label_that_the_address_says_is_not_repeated():
    assert link("https://github.com/zoe", "GitHub").text == "github.com/zoe"
