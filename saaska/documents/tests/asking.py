"""How often printers were asked, whichever they are: one of them may be replaced meanwhile."""

from collections.abc import Callable, Mapping

import pytest

from saaska.documents.frames import Head
from saaska.documents.printer_process import Printer


def times_asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Tells how often the printers of this process were asked since now."""
    asked: list[Head] = []
    print_ = Printer.print

    def counted(printer: Printer, head: Head, parts: Mapping[str, bytes]) -> tuple[Head, dict[str, bytes]]:
        asked.append(head)
        return print_(printer, head, parts)

    monkeypatch.setattr(Printer, "print", counted)
    return lambda: len(asked)
