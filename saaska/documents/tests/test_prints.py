"""What was printed is kept, found again, and printed once for all who wait for it."""

import io
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import PIL.Image
import pytest
from django.core.cache import cache

from saaska.cache import circuit_of
from saaska.documents import designs, prints, renderer
from saaska.documents.designs import Options
from saaska.documents.frames import DENSE, PAGE, SIZES, THUMBNAIL, Picture
from saaska.documents.printing_errors import OutdatedError, PrinterFailedError
from saaska.documents.prints import Flights, Memory, NoSuchPageError, Order, Sheets
from saaska.documents.renderer import Pool

CSS = "body{font-family:'SaaSka Sans'}"
TWO_PAGES = "<p>one<p style='break-before:page'>two"


def order(html="<p>Hello", **columns):
    return Order(**{"key": html, "sheets": lambda: Sheets(html, CSS), **columns})


@pytest.fixture(scope="module")
def pool_of_the_module():
    pool = Pool(1, seconds=120, waiting_seconds=120)
    pool.module = "saaska.documents.tests.misbehaving"
    yield pool
    pool.close()


@pytest.fixture(autouse=True)
def asked(pool_of_the_module, monkeypatch):
    """Tells how often the only printer was asked. Nothing is kept when a test begins."""
    monkeypatch.setattr(renderer, "pool", pool_of_the_module)
    prints.forget_all()
    before = {printer: printer.documents for printer in pool_of_the_module.all}
    return lambda: sum(printer.documents - before.get(printer, 0) for printer in pool_of_the_module.all)


@pytest.fixture
def no_redis(monkeypatch):
    """Redis has just failed to answer."""
    circuit = circuit_of(cache.client.get_client().connection_pool)
    monkeypatch.setattr(circuit, "is_open", True)
    yield
    circuit.missed.clear()


class TestPrinted:
    def test_it_is_printed_once(self, asked):
        first, second = prints.printed(order()), prints.printed(order())

        assert first.pdf.startswith(b"%PDF")
        assert second == first
        assert asked() == 1

    def test_another_process_finds_it_in_redis(self, asked):
        first = prints.printed(order("<p>\U000f0000"))
        prints.forget_all()

        second = prints.printed(order("<p>\U000f0000"))

        assert second == first
        assert second.unprintable == "\U000f0000"
        assert asked() == 1

    def test_without_redis_it_is_kept_in_the_process_alone(self, no_redis, asked):
        prints.printed(order())
        prints.printed(order())
        assert asked() == 1

        prints.forget_all()
        prints.printed(order())
        assert asked() == 2

    def test_what_another_person_printed_is_not_looked_at(self, asked):
        prints.printed(order(owner="ada"))
        prints.printed(order(owner="berta"))

        assert asked() == 2

    def test_threads_that_ask_together_share_one_printing(self, asked):
        with ThreadPoolExecutor(8) as threads:
            made = list(threads.map(lambda _number: prints.printed(order()), range(8)))

        assert len({printed.pdf for printed in made}) == 1
        assert asked() == 1

    def test_a_killed_printer_costs_that_document_alone(self, asked):
        with pytest.raises(PrinterFailedError):
            prints.printed(order("<p>crash"))

        assert prints.printed(order()).pages == 1

    def test_what_failed_is_tried_again(self):
        for _attempt in range(2):
            with pytest.raises(PrinterFailedError):
                prints.printed(order("<p>fail"))


class TestPageImage:
    def test_it_is_drawn_while_the_document_is_printed(self, asked):
        image = prints.page_image(order(), 1)

        assert PIL.Image.open(io.BytesIO(image)).size == (794, 1123)
        assert prints.page_image(order(), 1) == image
        assert prints.printed(order()).pages == 1
        assert asked() == 1

    def test_one_asked_for_with_the_document_is_kept(self, asked):
        prints.printed(order(TWO_PAGES), pictures=[Picture(2, DENSE), Picture(1, THUMBNAIL)])

        prints.page_image(order(TWO_PAGES), 2, DENSE)
        prints.page_image(order(TWO_PAGES), 1, THUMBNAIL)

        assert asked() == 1

    @pytest.mark.parametrize("size", SIZES)
    def test_one_of_a_document_printed_before_is_drawn_once(self, size, asked):
        prints.printed(order(TWO_PAGES))

        first = prints.page_image(order(TWO_PAGES), 2, size)
        prints.forget_all()
        second = prints.page_image(order(TWO_PAGES), 2, size)

        assert first == second
        assert asked() == 2

    @pytest.mark.parametrize("page", [0, 2])
    def test_a_page_that_is_not_there_is_said(self, page):
        with pytest.raises(NoSuchPageError):
            prints.page_image(order(), page)


class TestKeptPageImage:
    def test_it_is_found_by_the_key(self, asked):
        image = prints.page_image(order(owner="ada"), 1)

        assert prints.kept_page_image("ada", "<p>Hello", 1) == image
        assert asked() == 1

    def test_it_is_drawn_if_the_document_is_kept(self, asked):
        prints.printed(order(owner="ada"))

        image = prints.kept_page_image("ada", "<p>Hello", 1, PAGE)

        assert image == prints.page_image(order(owner="ada"), 1)

    def test_nothing_is_printed_for_it(self, asked):
        assert prints.kept_page_image("ada", "<p>Hello", 1) is None
        assert asked() == 0

    def test_another_persons_is_not_found(self):
        prints.page_image(order(owner="berta"), 1)

        assert prints.kept_page_image("ada", "<p>Hello", 1) is None


class TestFork:
    def test_a_forked_process_waits_for_nothing_its_parent_was_doing(self):
        prints.printed(order())

        with prints._memory.lock, prints._flights.lock:
            child = os.fork()
            if child == 0:
                found = prints.printed(order())  # out of Redis
                os._exit(0 if found.pages == 1 and prints._memory.bytes == len(found.pdf) else 1)

        assert os.waitpid(child, 0)[1] == 0


class TestKey:
    @pytest.fixture
    def design(self):
        return designs.find("resume", "classic-elegant")

    def key(self, design, options=None, data=("x",), language="en", makers=""):
        return prints.key_of(design, options or Options(), data, language=language, makers=makers)

    def test_it_is_the_same_for_the_same(self, design):
        assert self.key(design, data={"a": 1, "b": 2}) == self.key(design, data={"b": 2, "a": 1})

    @pytest.mark.parametrize(
        "other",
        [
            {"options": Options(page="Letter")},
            {"options": Options(colors=("#000000",))},
            {"data": ("y",)},
            {"data": ("\ud800",)},
            {"language": "de"},
            {"makers": "other"},
        ],
    )
    def test_whatever_decides_the_bytes_changes_it(self, design, other):
        assert self.key(design, **other) != self.key(design)

    def test_so_does_a_change_of_the_design(self, design):
        changed = design.of(design.kind, design.slug, {**design.files, "pdf/common/base.css": "p{color:red}"})

        assert self.key(changed) != self.key(design)

    def test_a_changed_program_changes_its_digest(self, tmp_path):
        (tmp_path / "program.py").write_text("1")
        before = prints.digest_of_files([tmp_path / "program.py"])
        (tmp_path / "program.py").write_text("2")

        assert prints.digest_of_files([tmp_path / "program.py"]) != before


class TestMemory:
    def test_it_holds_no_more_than_it_may(self):
        memory = Memory(100)
        for number in range(5):
            memory.keep(("", str(number), ""), number, 40)

        assert [memory.get(("", str(number), "")) for number in range(5)] == [None, None, None, 3, 4]
        assert memory.bytes == 80

    def test_what_was_used_last_stays(self):
        memory = Memory(100)
        memory.keep(("", "one", ""), 1, 40)
        memory.keep(("", "two", ""), 2, 40)
        memory.get(("", "one", ""))

        memory.keep(("", "three", ""), 3, 40)

        assert memory.get(("", "one", "")) == 1
        assert memory.get(("", "two", "")) is None

    def test_what_is_kept_again_counts_once(self):
        memory = Memory(100)
        for _time in range(3):
            memory.keep(("", "one", ""), 1, 40)

        assert memory.bytes == 40


class TestFlights:
    ADDRESS = ("", "", "")

    @pytest.fixture
    def dropped(self):
        """A making that waits, and is dropped when the test says so; and the place where others wait for it."""
        flights, begun, dropped = Flights(), threading.Event(), threading.Event()

        def make():
            begun.set()
            dropped.wait(60)
            raise OutdatedError

        with ThreadPoolExecutor(2) as threads:
            threads.submit(flights.once, self.ADDRESS, make, droppable=True)
            begun.wait(60)
            threading.Timer(0.05, dropped.set).start()
            yield flights

    def test_who_may_be_dropped_is_dropped_too(self, dropped):
        with pytest.raises(OutdatedError):
            dropped.once(self.ADDRESS, lambda: "made anew", droppable=True)

    def test_who_may_not_be_gets_the_document_all_the_same(self, dropped):
        assert dropped.once(self.ADDRESS, lambda: "made anew", droppable=False) == "made anew"

    def test_nothing_is_left_behind(self, dropped):
        dropped.once(self.ADDRESS, lambda: "made anew", droppable=False)

        assert dropped.open == {}


class TestLatestWins:
    def test_an_older_draft_that_waits_is_dropped_and_a_download_is_not(self, pool_of_the_module):
        line = pool_of_the_module.line
        line.enter(seconds=0)
        draft = order("<p>draft", replaces="a document")
        download = replace(draft, replaces="", key="download")
        with ThreadPoolExecutor(3) as threads:

            def waits(wanted):
                before = set(line.waiting)
                printing = threads.submit(prints.printed, wanted)
                with line.changed:
                    assert line.changed.wait_for(lambda: set(line.waiting) - before, 60)
                return printing

            older = waits(draft)
            others = [waits(download), waits(order("<p>newer", replaces="a document"))]
            line.leave()

            with pytest.raises(OutdatedError):
                older.result(60)
            assert [printing.result(60).pages for printing in others] == [1, 1]
