"""The printer process, spoken to without a process in between."""

import io
import signal
import subprocess
import sys

import pytest

from saaska.documents import fonts, printer
from saaska.documents.frames import read_frame, write_frame

# WeasyPrint leaves closing its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.icc")


@pytest.fixture
def ask():
    """Sends one document and returns the printer's head and parts."""

    def asking(html, *, most_pages=12, files=None):
        source, target = io.BytesIO(), io.BytesIO()
        write_frame(
            source,
            {"most_pages": most_pages, "seconds": 10},
            {"html": html.encode(), "css": b"", **(files or {})},
        )
        source.seek(0)
        printer.serve(source, target, limit=lambda seconds: None)
        target.seek(0)
        assert read_frame(target) == ({"ready": True}, {})
        return read_frame(target)

    return asking


class TestServe:
    def test_it_answers_a_document_with_its_pdf(self, ask):
        head, parts = ask("<p>Hello</p>")

        assert head["pages"] == 1
        assert head["unprintable"] == ""
        assert head["memory"] > 1_000_000
        assert parts["pdf"].startswith(b"%PDF")

    def test_it_says_how_many_pages_are_too_many(self, ask):
        head, parts = ask("<p style='break-before:page'>x</p>" * 3, most_pages=2)

        assert (head["problem"], head["pages"], parts) == ("pages", 3, {})

    def test_it_hands_the_documents_own_files_on(self, ask):
        head, _ = ask(
            "<link rel=stylesheet href='app:x.css'><p>x", files={"file:x.css": b"p{break-after:page}"}
        )

        assert head["pages"] == 1

    def test_it_goes_on_after_a_document_it_cannot_print(self, ask, monkeypatch):
        monkeypatch.setattr(printer.pdf, "render", lambda *args, **options: 1 / 0)

        head, _ = ask("<p>x")

        assert (head["problem"], head["reason"]) == ("failed", "ZeroDivisionError: division by zero")

    def test_it_says_when_memory_ran_out(self, ask, monkeypatch):
        def render(*args, **options):
            raise MemoryError

        monkeypatch.setattr(printer.pdf, "render", render)

        head, _ = ask("<p>x")

        assert head["problem"] == "memory"


class TestLimits:
    def test_the_kernel_ends_a_document_that_takes_too_much_processor_time(self):
        spin = "from saaska.documents import printer; printer.limit_processor(0)\nwhile True: pass"

        ended = subprocess.run([sys.executable, "-c", spin], cwd=fonts.PROJECT, check=False)

        assert ended.returncode == -signal.SIGXCPU


class TestFrames:
    @pytest.mark.parametrize("missing", [1, 5, 30])
    def test_one_that_was_cut_off_is_none(self, missing):
        whole = io.BytesIO()
        write_frame(whole, {"a": 1}, {"part": b"0123456789"})

        cut = io.BytesIO(whole.getvalue()[:-missing])

        assert read_frame(cut) is None

    def test_one_comes_out_as_it_went_in(self):
        whole = io.BytesIO()
        write_frame(whole, {"a": "é"}, {"one": b"1", "two": b""})
        whole.seek(0)

        assert read_frame(whole) == ({"a": "é"}, {"one": b"1", "two": b""})
        assert read_frame(whole) is None
