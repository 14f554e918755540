"""Reading one object of a file, field by field."""

from typing import Any

from resumes.importers.contact import read_location
from resumes.importers.dates import is_present, read_date
from resumes.importers.source import Number, Path, Source, is_empty
from saaska.documents.schema import BULLET, BULLETS, LINE, TEXT, printable


class Entry:
    """One object of the file on its way into one of ours. Each verb reads one field and accounts for it."""

    def __init__(self, source: Source, path: Path, value: dict[str, Any], target: str) -> None:
        self.source = source
        self.path = path
        self.value = value
        self.target = target
        self.fields: dict[str, Any] = {}

    def line(self, name: str, *keys: str, limit: int = LINE, why: str = "") -> None:
        """A single-line text: the first of the keys that says something; the others are left out."""
        for key in self._present(keys):
            path, target = (*self.path, key), self._target(name)
            if isinstance(self.value[key], dict) and name == "location":
                place = read_location(self.source, path, target)
                self._put(name, place)
            elif not self.fields.get(name):
                self._put(name, self.source.text(path, target, limit=limit, why=why))
            else:
                self._double(path, target, self.fields[name])

    def text(self, name: str, *keys: str) -> None:
        """A text of several lines, made from all of the keys."""
        for key in self._present(keys):
            known = self.fields.get(name, "")
            path, target = (*self.path, key), self._target(name)
            if known and self.value[key] == known:
                self.source.change(path, target, "same")
                continue
            room = TEXT - len(known) - 2 if known else TEXT
            why = "combined" if known else ""
            found = self.source.text(path, target, limit=room, lines=True, why=why)
            self._put(name, f"{known}\n\n{found}" if known and found else found or known)

    def address(self, name: str, *keys: str) -> None:
        for key in self._present(keys):
            path, target = (*self.path, key), self._target(name)
            if not self.fields.get(name):
                self._put(name, self.source.address(path, target))
            else:
                self._double(path, target, self.fields[name])

    def texts(self, name: str, *keys: str, most: int, limit: int = LINE, lines: bool = False) -> None:
        for key in self._present(keys):
            known = self.fields.get(name, [])
            path, target = (*self.path, key), self._target(name)
            room = most - len(known)
            if room > 0:
                found = self.source.texts(path, target, most=room, limit=limit, lines=lines)
                self._put(name, known + found)
            else:
                self.source.leave(path, "too_many", str(most))

    def bullets(self, name: str, *keys: str) -> None:
        self.texts(name, *keys, most=BULLETS, limit=BULLET, lines=True)

    def date(self, name: str, *keys: str) -> None:
        for key in self._present(keys):
            path, target = (*self.path, key), self._target(name)
            value = self.value[key]
            if is_empty(value):
                self.source.leave(path, "empty")
                continue
            readable = isinstance(value, str) and len(value) < 100
            found, why = read_date(printable(value, lines=False)) if readable else ("", "date")
            if not found:
                self.source.leave(path, "date")
            elif self.fields.get(name):
                self._double(path, target, self.fields[name])
            else:
                self._put(name, found)
                why = why or ("number" if isinstance(value, Number) else "")
                self.source.change(path, target, why) if why else self.source.take(path, target)

    def period(self) -> None:
        """Start and end. No end, or "Present", after a start says: until today."""
        self.date("startDate", "startDate")
        end, path = self.value.get("endDate"), (*self.path, "endDate")
        if isinstance(end, str) and is_present(printable(end)):
            self._put("current", True)
            self.source.change(path, self._target("current"), "current")
        else:
            self.date("endDate", "endDate")
        self._current(*self._present(("current", "isCurrent")))
        if is_empty(end) and self.fields.get("startDate") and "current" not in self.fields:
            self._put("current", True)
            self.source.remark(self.path, self._target("current"), "no_end")
        self.fields = {name: value for name, value in self.fields.items() if name != "current" or value}

    def _current(self, *keys: str) -> None:
        for key in keys:
            path, value = (*self.path, key), self.value[key]
            if not isinstance(value, bool):
                self.source.leave(path, "yes_no")
            elif value and (self.fields.get("endDate") or not is_empty(self.value.get("endDate"))):
                self.source.leave(path, "busy")
            else:
                self._put("current", value)
                self.source.take(path, self._target("current"))

    def years(self, name: str, *keys: str) -> None:
        for key in self._present(keys):
            path, value = (*self.path, key), self.value[key]
            try:
                number = float(value) if isinstance(value, Number) and value.finite else -1.0
            except ValueError:
                number = -1.0
            if 0 <= number <= 80 and name not in self.fields:
                self._put(name, int(number) if number.is_integer() else number)
                self.source.take(path, self._target(name))
            else:
                self.source.leave(path, "no_number")

    def _present(self, keys: tuple[str, ...]) -> list[str]:
        return [key for key in keys if key in self.value]

    def _target(self, name: str) -> str:
        return f"{self.target}.{name}" if self.target else name

    def _put(self, name: str, value: Any) -> None:
        if value or isinstance(value, bool) or value == 0:
            self.fields[name] = value

    def _double(self, path: Path, target: str, known: Any) -> None:
        if self.value[str(path[-1])] == known:
            self.source.change(path, target, "same")
        else:
            self.source.leave(path, "alternative")
