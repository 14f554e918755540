"""PDFs of others made harmless, and PDFs bound into one."""

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from saaska.documents import binding
from saaska.documents.binding import MOST_BOUND, MOST_PAGES, RefusedError
from saaska.documents.tests.pdf_files import LINK, a_pdf, armed_pdf


def read(content):
    return PdfReader(io.BytesIO(content))


def whole(content):
    """Everything that the file holds, unpacked."""
    with pikepdf.open(io.BytesIO(content)) as found:
        streams = [unpacked(thing) for thing in found.objects if isinstance(thing, pikepdf.Stream)]
        return b" ".join([*(thing.unparse(resolved=True) for thing in found.objects), *streams])


def unpacked(stream):
    try:
        return stream.read_bytes()
    except (pikepdf.PdfError, pikepdf.DataDecodingError):  # damaged as it came
        return stream.read_raw_bytes()


class TestClean:
    def test_its_pages_look_as_they_did(self):
        made, pages = binding.clean(armed_pdf())

        text = read(made).pages[0].extract_text()
        assert pages == 1
        assert "Certificate" in text
        assert "Filled in" in text

    def test_what_acts_or_hides_stays_behind(self):
        made, _pages = binding.clean(armed_pdf())

        reader = read(made)
        catalogue, page = reader.trailer["/Root"], reader.pages[0]
        assert set(catalogue) == {"/Type", "/Pages"}
        assert set(page) <= binding.KEPT
        assert "/Info" not in reader.trailer
        assert [note.get_object()["/A"]["/URI"] for note in page["/Annots"]] == [LINK]
        told = (b"JavaScript", b"alert", b"Launch", b"calc", b"secret", b"private", b"Somebody")
        assert [word for word in told if word in whole(armed_pdf())] == list(told)
        assert [word for word in told if word in whole(made)] == []

    def test_the_same_file_gives_the_same_bytes(self):
        assert binding.clean(armed_pdf()) == binding.clean(armed_pdf())

    @pytest.mark.parametrize("protection", [{"user": "x", "owner": "y"}, {"user": "", "owner": "y"}])
    def test_one_that_is_locked_is_refused(self, protection):
        with pytest.raises(RefusedError, match="locked"):
            binding.clean(a_pdf("Secret", **protection))

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"\x00" * 100])
    def test_one_that_is_broken_is_refused(self, content):
        with pytest.raises(RefusedError, match=r"damaged|empty"):
            binding.clean(content)

    def test_one_with_too_many_pages_is_refused(self):
        with pytest.raises(RefusedError, match="pages"):
            binding.clean(a_pdf(*["x"] * (MOST_PAGES + 1)))

    @settings(max_examples=60, deadline=None)
    @given(at=st.integers(0, 2000), bytes_=st.binary(min_size=1, max_size=40))
    def test_a_damaged_file_is_taken_or_refused_and_nothing_else(self, at, bytes_):
        content = armed_pdf()
        damaged = content[:at] + bytes_ + content[at + len(bytes_) :]

        try:
            made, pages = binding.clean(damaged)
        except RefusedError:
            return
        assert len(read(made).pages) == pages
        assert b"JavaScript" not in whole(made)


class TestBind:
    PARTS = [("Cover letter", a_pdf("Dear")), ("Résumé", a_pdf("Work", "School")), ("東京", a_pdf("Proof"))]

    def bound(self, parts):
        return binding.bind(parts, title="Zoë – Application", author="Zoë", language="de")

    def test_they_follow_each_other_behind_bookmarks(self):
        made, pages = self.bound(self.PARTS)

        reader = read(made)
        marks = [(mark.title, reader.get_destination_page_number(mark)) for mark in reader.outline]
        assert pages == len(reader.pages) == 4
        assert [page.extract_text() for page in reader.pages] == ["Dear", "Work", "School", "Proof"]
        assert marks == [("Cover letter", 0), ("Résumé", 1), ("東京", 3)]

    def test_it_says_whose_it_is_and_opens_with_its_bookmarks(self):
        made, _pages = self.bound(self.PARTS)

        reader = read(made)
        assert (reader.metadata.title, reader.metadata.author) == ("Zoë – Application", "Zoë")
        assert set(reader.metadata) == {"/Title", "/Author"}
        assert reader.trailer["/Root"]["/Lang"] == "de"
        assert reader.trailer["/Root"]["/PageMode"] == "/UseOutlines"

    def test_the_same_parts_give_the_same_bytes_and_another_order_others(self):
        assert self.bound(self.PARTS) == self.bound(self.PARTS)
        assert self.bound(self.PARTS) != self.bound(self.PARTS[::-1])

    def test_one_file_may_come_twice(self):
        _made, pages = self.bound([self.PARTS[1], self.PARTS[1]])

        assert pages == 4

    def test_more_pages_than_can_be_bound_are_refused(self):
        thick = ("Thick", a_pdf(*["x"] * (MOST_BOUND // 2)))

        with pytest.raises(RefusedError, match="pages"):
            self.bound([thick, thick, thick])
