"""What shapes say of a place, and how large their data is."""

from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.shapes import json_size


class TestPlaces:
    def test_a_place_is_named_in_words(self):
        assert PERSONAL_INFO.place(("links", 2, "url")) == "Link 3: the web address"

    def test_a_place_in_a_section_is_named_by_its_kind(self):
        path = ("sections", 0, "volunteering", "items", 1, "achievements", 3)

        assert PERSONAL_INFO.place(path) == "Volunteering 2: achievement 4"


def test_the_size_is_counted_in_bytes_of_compact_json():
    assert json_size({"a": "é"}, [1, 2]) == len(b'{"a":"\xc3\xa9"}') + len(b"[1,2]")
