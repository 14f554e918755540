"""Text as it is stored."""

import pytest

from saaska.documents.texts import printable, web_address


class TestWebAddress:
    @pytest.mark.parametrize(
        ("text", "address"),
        [
            ("https://eva.example", "https://eva.example"),
            ("HTTP://EVA.example/x?y#z", "HTTP://EVA.example/x?y#z"),
            ("eva.example", "https://eva.example"),
            ("eva.example:8080/x", "https://eva.example:8080/x"),
            ("bücher.example", "https://bücher.example"),
        ],
    )
    def test_it_has_a_scheme(self, text, address):
        assert web_address(text) == address

    @pytest.mark.parametrize(
        "text",
        ["", "eva", "javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "https://", "http:///x",
         "//eva.example", "https://[::1", 'https://a.example/"><script>', "mailto:eva@a.example", "eva@a.example"],
    )  # fmt: skip
    def test_it_is_nothing_else(self, text):
        with pytest.raises(ValueError, match=r"no web address|IPv6"):
            web_address(text)


def test_printable_keeps_real_text_in_any_script():
    assert printable("مرحبا \u200fשלום 日本語 👩\u200d💻 é") == "مرحبا \u200fשלום 日本語 👩\u200d💻 é"
