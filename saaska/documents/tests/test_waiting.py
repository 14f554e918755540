"""The line before the printers. Nobody here prints."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from saaska.documents import printing_errors
from saaska.documents.waiting import Line


class TestLine:
    @pytest.fixture
    def line(self):
        """One place, which is taken."""
        line = Line(1)
        line.enter(seconds=0)
        return line

    @pytest.fixture
    def wait(self, line):
        """Starts to wait in another thread, and returns once it does."""
        with ThreadPoolExecutor(8) as threads:

            def waiting(**options):
                before = set(line.waiting)
                waits = threads.submit(line.enter, seconds=60, **options)
                with line.changed:
                    assert line.changed.wait_for(lambda: set(line.waiting) - before, 60)
                return waits

            yield waiting
            for _turn in range(8):
                line.leave()

    def test_the_newest_state_of_a_document_takes_the_turn_of_an_older(self, line, wait):
        older = wait(replaces="a document")
        newer = wait(replaces="a document")

        with pytest.raises(printing_errors.OutdatedError):
            older.result(60)
        line.leave()

        newer.result(60)

    def test_states_of_other_documents_and_of_none_keep_their_turn(self, line, wait):
        waiting = [wait(replaces="one"), wait(), wait()]
        wait(replaces="another")

        for _turn in waiting:
            line.leave()

        assert [waits.result(60) for waits in waiting] == [None] * 3

    def test_who_comes_first_is_served_first(self, line, wait):
        waiting = [wait() for _turn in range(3)]

        line.leave()

        waiting[0].result(60)
        assert not waiting[1].done()
        assert len(line.waiting) == 2

    def test_who_has_a_place_keeps_it_whatever_comes(self, line, wait):
        line.leave()
        line.enter(seconds=0, replaces="a document")

        newer = wait(replaces="a document")

        assert not newer.done()
        line.leave()
        newer.result(60)

    def test_who_waited_too_long_leaves_the_line(self, line):
        with pytest.raises(printing_errors.PrinterBusyError):
            line.enter(seconds=0.01)

        assert line.waiting == []
