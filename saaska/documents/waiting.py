"""The line before the printers."""

import threading
from dataclasses import dataclass

from saaska.documents.printing_errors import OutdatedError, PrinterBusyError


@dataclass(eq=False)
class Turn:
    """Somebody who waits for a printer. `replaces` names what the job is the newest state of, or nothing."""

    replaces: str = ""
    outdated: bool = False


class Line:
    """Who waits for one of so many places: first come, first served, but of one document only the newest state."""

    def __init__(self, places: int) -> None:
        self.free = places
        self.waiting: list[Turn] = []
        self.changed = threading.Condition()

    def enter(self, *, seconds: float, replaces: str = "") -> None:
        """Takes a place; PrinterBusyError after so many seconds, OutdatedError when a newer state came to wait."""
        turn = Turn(replaces)
        with self.changed:
            for other in self.waiting:
                other.outdated = other.outdated or bool(replaces and other.replaces == replaces)
            self.waiting.append(turn)
            self.changed.notify_all()
            try:
                reached = self.changed.wait_for(lambda: turn.outdated or self._is_next(turn), seconds)
            finally:
                self.waiting.remove(turn)
                self.changed.notify_all()
            if turn.outdated:
                raise OutdatedError
            if not reached:
                raise PrinterBusyError
            self.free -= 1

    def _is_next(self, turn: Turn) -> bool:
        return self.free > 0 and self.waiting[0] is turn

    def leave(self) -> None:
        with self.changed:
            self.free += 1
            self.changed.notify_all()
