"""The pool of printer processes."""

import io
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest

from saaska.documents import printer_process, printing_errors, renderer
from saaska.documents.frames import DENSE, THUMBNAIL, Picture
from saaska.documents.renderer import Pool

CSS = "body{font-family:'SaaSka Sans'}"


@pytest.fixture(scope="module")
def pool_of_the_module():
    pool = Pool(1)
    yield pool
    pool.close()


@pytest.fixture
def pool(pool_of_the_module):
    """A pool of one printer that does what a document says: hang, crash, …"""
    pool = pool_of_the_module
    pool.module = "saaska.documents.tests.misbehaving"
    pool.seconds, pool.waiting_seconds = 120, 120
    return pool


@pytest.fixture
def one_more():
    pool = Pool(1, seconds=120)
    yield pool
    pool.close()


class TestRender:
    def test_it_prints(self):
        printed = renderer.render("<p>Hello</p>", CSS)

        assert printed.pdf.startswith(b"%PDF-1.7")
        assert printed.pages == 1

    def test_the_same_document_gives_the_same_bytes_in_every_process(self, one_more):
        html = "<html lang=en><title>x</title><h1>Zoë</h1><p><a href='https://example.org'>one</a> <b>two</b></p>"

        assert one_more.render(html, CSS).pdf == renderer.render(html, CSS).pdf

    def test_its_data_travels_inside(self):
        printed = renderer.render("<p>Li", CSS, attachments={"resume.json": b"{}"})

        assert pypdf.PdfReader(io.BytesIO(printed.pdf)).attachments["resume.json"] == [b"{}"]

    def test_a_document_with_too_many_pages_says_how_many(self):
        with pytest.raises(
            printing_errors.DocumentTooLongError, match="has 13 pages, but only 12 pages can be"
        ):
            renderer.render("<p style='break-before:page'>x</p>" * 13, CSS)

    def test_text_that_is_no_unicode_is_printed_as_well_as_it_can_be(self):
        assert renderer.render("<p>\ud800</p>", CSS).pages == 1


class TestMisbehaviour:
    def test_a_hanging_document_is_stopped_and_the_next_is_printed(self, pool):
        assert pool.render("<p>well", CSS).pages == 1
        (hanging,) = pool.all
        pool.seconds = 0.2

        with pytest.raises(printing_errors.DocumentTooSlowError):
            pool.render("<p>hang", CSS)

        assert not hanging.alive
        pool.seconds = 120
        assert pool.render("<p>well", CSS).pages == 1

    @pytest.mark.parametrize(
        ("document", "error"),
        [
            ("<p>crash", printing_errors.PrinterFailedError),
            ("<p>spin", printing_errors.DocumentTooSlowError),
            ("<p>memory", printing_errors.DocumentTooBigError),
            ("<p>fail", printing_errors.PrinterFailedError),
        ],
    )
    def test_the_next_document_is_printed_whatever_one_did(self, pool, document, error):
        with pytest.raises(error):
            pool.render(document, CSS)

        assert pool.render("<p>well", CSS).pages == 1

    def test_a_printer_that_cannot_start_is_a_failure_not_a_hang(self, pool):
        pool.close()
        pool.module = "saaska.documents.tests.no_such_module"

        with pytest.raises(printing_errors.PrinterFailedError):
            pool.render("<p>well", CSS)

        assert pool.all == set()

    def test_who_waits_too_long_for_a_printer_is_told(self, pool):
        pool.waiting_seconds = 0
        pool.line.enter(seconds=0)

        with pytest.raises(printing_errors.PrinterBusyError):
            pool.render("<p>well", CSS)

        pool.line.leave()
        assert pool.render("<p>well", CSS).pages == 1


class TestPictures:
    PAGES = "<p>one<p style='break-before:page'>two"

    def test_they_come_on_the_same_way_as_the_document(self):
        printed = renderer.render(self.PAGES, CSS, pictures=[Picture(1), Picture(2, THUMBNAIL), Picture(3)])

        assert printed.pages == 2
        assert set(printed.pictures) == {Picture(1), Picture(2, THUMBNAIL)}

    def test_they_can_be_drawn_later(self):
        printed = renderer.render(self.PAGES, CSS, pictures=[Picture(2)])

        drawn = renderer.draw(printed.pdf, [Picture(2), Picture(2, DENSE), Picture(0)])

        assert set(drawn) == {Picture(2), Picture(2, DENSE)}
        assert drawn[Picture(2)] == printed.pictures[Picture(2)]

    def test_what_is_no_pdf_is_a_failure(self):
        with pytest.raises(printing_errors.PrinterFailedError):
            renderer.draw(b"%PDF-nothing", [Picture(1)])


class TestPrinters:
    def test_one_is_kept_between_documents(self, pool):
        pool.render("<p>one", CSS)
        first = set(pool.all)

        pool.render("<p>two", CSS)

        assert pool.all == first

    def test_one_that_died_in_between_is_replaced(self, pool):
        pool.render("<p>one", CSS)
        (printer,) = pool.all
        printer.process.kill()
        printer.process.wait()

        assert pool.render("<p>two", CSS).pages == 1

    def test_one_is_replaced_after_its_share_of_documents(self, pool, monkeypatch):
        pool.close()
        monkeypatch.setattr(printer_process, "DOCUMENTS", 2)
        pool.render("<p>one", CSS)
        (printer,) = pool.all

        pool.render("<p>two", CSS)

        assert pool.all == set()
        assert not printer.alive

    def test_one_that_holds_much_memory_is_replaced(self, pool, monkeypatch):
        monkeypatch.setattr(printer_process, "MEMORY", 1024)

        pool.render("<p>one", CSS)

        assert pool.all == set()

    def test_they_know_no_secret_of_the_web_process(self, pool, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
        pool.close()
        pool.render("<p>one", CSS)
        (printer,) = pool.all

        environment = Path(f"/proc/{printer.process.pid}/environ").read_bytes()

        assert b"FONTCONFIG_FILE" in environment
        assert b"DATABASE" not in environment
        assert b"SECRET_KEY" not in environment

    def test_they_end_when_the_web_process_is_gone(self, pool):
        pool.render("<p>one", CSS)
        (printer,) = pool.all

        printer.process.stdin.close()

        assert printer.process.wait() == 0

    def test_documents_at_once_wait_for_one(self, pool):
        with ThreadPoolExecutor(4) as threads:
            printed = list(threads.map(lambda number: pool.render(f"<p>{number}", CSS), range(8)))

        assert [made.pages for made in printed] == [1] * 8
        assert len({made.pdf for made in printed}) == 8
        assert len(pool.all) == 1

    def test_a_forked_process_has_printers_of_its_own(self):
        renderer.render("<p>before", CSS)
        printers = {printer.process.pid for printer in renderer.pool.all}

        child = os.fork()
        if child == 0:
            printed = renderer.render("<p>in the child", CSS)
            own = {printer.process.pid for printer in renderer.pool.all}
            renderer.pool.close()
            os._exit(0 if printed.pages == 1 and not own & printers else 1)
        _, status = os.waitpid(child, 0)

        assert status == 0
        assert renderer.render("<p>after", CSS).pages == 1
        assert {printer.process.pid for printer in renderer.pool.all} == printers
