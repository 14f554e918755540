"""What designs ask for in their templates."""

import pytest

from saaska.documents.links import Link
from saaska.documents.templatetags import documents
from saaska.documents.words import Words


class TestDirection:
    @pytest.mark.parametrize(
        ("text", "rtl", "attribute"),
        [
            ("Led a team", False, ""),
            ("قادت فريقا", False, ' dir="rtl"'),
            ("قادت فريقا", True, ""),
            ("Led a team", True, ' dir="ltr"'),
            ("2024", True, ""),
        ],
    )
    def test_it_is_said_where_it_differs_from_the_document(self, text, rtl, attribute):
        assert documents.direction(Words(text), rtl) == attribute


class TestLinked:
    def test_text_leads_to_its_address(self):
        assert (
            documents.linked(Link(Words("A & B"), 'https://example.org/?a="b"'))
            == '<a href="https://example.org/?a=&quot;b&quot;">A &amp; B</a>'
        )

    def test_text_without_an_address_stays_text(self):
        assert documents.linked(Link(Words("A & B"))) == "A & B"
