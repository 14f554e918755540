"""Text made ready to print."""

import pytest

from saaska.documents.words import Words, paragraphs, width, words


class TestWords:
    @pytest.mark.parametrize("text", ["ليلى", "(2024) ליה", "٣ مهندسين"])
    def test_arabic_and_hebrew_are_read_from_the_right(self, text):
        assert Words(text).rtl

    @pytest.mark.parametrize("text", ["Zoë", "", "2024", "Layla ليلى", "李娜"])
    def test_everything_else_is_not(self, text):
        assert not Words(text).rtl

    def test_they_hold_nothing_that_cannot_be_printed(self):
        assert words("a\x00b\ud800\u202ec\nd") == "abc d"

    def test_paragraphs_are_parted_by_line_ends(self):
        assert paragraphs("one\r\n\n  two \u2028three") == ["one", "two", "three"]

    def test_letters_of_east_asia_are_twice_as_wide(self):
        assert width("東京 AB") == 7
