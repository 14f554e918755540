"""Reading one object of a file, field by field."""

import re
from collections.abc import Iterable
from typing import Any, Final

from resumes.importers.contact import read_location
from resumes.importers.dates import is_present, read_date
from resumes.importers.keys import Key, Path, leads
from resumes.importers.markdown import LINK
from resumes.importers.periods import read_period
from resumes.importers.source import Number, Source, entries_at
from resumes.importers.texts import fitted, is_empty, listed, parted
from saaska.documents.fields import BULLETS
from saaska.documents.texts import ADDRESS, BULLET, LINE, TEXT, printable, web_address

STARTS: Final[tuple[Key, ...]] = ("startDate", "start", ("date", "start"), "start_date")
ENDS: Final[tuple[Key, ...]] = ("endDate", "end", ("date", "end"), "end_date")
YEARS: Final = re.compile(r"([0-9]{1,2}(?:[.,][0-9])?) ?\+?(?: ?(?:years?|yrs?|y))?", re.IGNORECASE)
CURRENTS: Final[tuple[Key, ...]] = ("current", "isCurrent")


class Entry:
    """One object of the file on its way into one of ours. Each verb reads one field and accounts for it."""

    def __init__(self, source: Source, path: Path, value: Any, target: str) -> None:
        self.source = source
        self.path = path
        self.value = value
        self.target = target
        self.fields: dict[str, Any] = {}

    def paths(self, keys: Iterable[Key]) -> list[Path]:
        """Where the file has values under these keys."""
        return [(*self.path, *path) for path in leads(self.value, keys)]

    def unread(self, keys: Iterable[Key]) -> list[Path]:
        """Those of them that nobody accounted for yet: who asks twice for a value gets it once."""
        return [path for path in self.paths(keys) if path not in self.source.journal]

    def below(self, key: Key) -> "list[Entry]":
        """The entries of the list under the key."""
        found = [each for path in self.paths([key]) for each in entries_at(self.source, path)]
        return [Entry(self.source, path, value, self.target) for path, value in found]

    def forget(self, *names: str) -> None:
        """These fields are read anew."""
        for name in names:
            self.fields.pop(name, None)

    def line(self, name: str, *keys: Key, limit: int = LINE, why: str = "") -> None:
        """A single-line text: the first of the keys that says something; the others are left out."""
        for path in self.unread(keys):
            target = self._target(name)
            if isinstance(self.source.at(path), dict) and name == "location":
                self._put(name, read_location(self.source, path, target))
            elif not self.fields.get(name):
                self._put(name, self.source.text(path, target, limit=limit, why=why))
            else:
                self._double(path, target, self.fields[name])

    def linked(self, name: str, url: str, *keys: Key) -> None:
        """A single-line text that may be a link in Markdown: its address goes to `url`."""
        for path in self.unread(keys):
            link = LINK.fullmatch(str(self.source.at(path)).strip())
            address = self.source.plain(link[2]) if link and link[1] and not self.fields.get(url) else ""
            if link and is_address(address) and not self.fields.get(name):
                self._put(name, fitted(link[1], limit=LINE, lines=False, plainer=self.source.plainer)[0])
                self._put(url, address)
                self.source.change(path, self._target(name), "markdown")
            else:
                self.line(name, path[len(self.path) :])

    def noted(self, name: str, *keys: Key) -> None:
        """Something more about what a single-line text says, behind it in brackets."""
        for path in self.unread(keys):
            known = self.fields.get(name, "")
            room = LINE - len(known) - 3
            note = self.source.text(path, self._target(name), limit=room, why="combined" if known else "")
            self._put(name, f"{known} ({note})" if known and note else note or known)

    def joined(self, name: str, *keys: Key, glue: str = ", ", limit: int = LINE) -> None:
        """A single-line text put together from all of the keys."""
        for path in self.unread(keys):
            known = self.fields.get(name, "")
            room = limit - len(known) - len(glue) if known else limit
            why = "combined" if known else ""
            found = self.source.text(path, self._target(name), limit=room, why=why)
            self._put(name, f"{known}{glue}{found}" if known and found else found or known)

    def text(self, name: str, *keys: Key) -> None:
        """A text of several lines, made from all of the keys."""
        for path in self.unread(keys):
            self._text(name, path)

    def add_text(self, name: str, path: Path) -> None:
        """One more paragraph, from anywhere in the file."""
        self._text(name, path)

    def names(self, name: str, *keys: Key) -> None:
        """A list of names, in one line of a text."""
        for path in self.unread(keys):
            self._text(name, path, lines=False)

    def prose(self, name: str, bullets: str, *keys: Key) -> None:
        """A text that may end in a list; the list becomes the bullets when there are none yet."""
        for path in self.unread(keys):
            value = self.source.at(path)
            found = None
            if isinstance(value, str) and not self.fields.get(bullets):
                found = listed(self.source.plain(value), most=BULLETS, limit=BULLET)
            known = self.fields.get(name, "")
            if found is None or len(known) + len(found[0]) + 2 > TEXT:
                self._text(name, path)
                continue
            opening, entries = found
            self._put(name, "\n\n".join(filter(None, (known, opening))))
            self._put(bullets, entries)
            self.source.change(path, self._target(bullets), "bullets")

    def keep(self, name: str, path: Path, why: str) -> None:
        """The line at the path that fits no field of its own, in front of a text."""
        known = self.fields.pop(name, "")
        found = self.source.text(path, self._target(name), limit=TEXT - len(known) - 2, why=why)
        self._put(name, "\n\n".join(filter(None, (found, known))))

    def address(self, name: str, *keys: Key) -> None:
        for path in self.unread(keys):
            target = self._target(name)
            if not self.fields.get(name):
                self._put(name, self.source.address(path, target))
            else:
                self._double(path, target, self.fields[name])

    def texts(self, name: str, *keys: Key, most: int, limit: int = LINE, lines: bool = False) -> None:
        for path in self.unread(keys):
            known = self.fields.get(name, [])
            room = most - len(known)
            if room > 0:
                found = self.source.texts(path, self._target(name), most=room, limit=limit, lines=lines)
                self._put(name, known + found)
            else:
                self.source.leave(path, "too_many", str(most))

    def parts(self, name: str, *keys: Key, most: int) -> None:
        """A list of the parts that a text's commas make."""
        for path in self.unread(keys):
            value = self.source.at(path)
            found = parted(self.source.plain(value)) if isinstance(value, str) else []
            if len(found) > most or any(len(part) > LINE for part in found) or len(found) < 2:
                self.texts(name, path[len(self.path) :], most=most)
            else:
                self._put(name, found)
                self.source.change(path, self._target(name), "split_list")

    def bullets(self, name: str, *keys: Key) -> None:
        self.texts(name, *keys, most=BULLETS, limit=BULLET, lines=True)

    def date(self, name: str, *keys: Key, keep: str = "") -> None:
        """A date; what cannot be read as one stays as a line of the text `keep`, or is left out."""
        for path in self.unread(keys):
            target, value = self._target(name), self.source.at(path)
            if is_empty(value):
                self.source.leave(path, "empty")
                continue
            readable = isinstance(value, str) and len(value) < 100
            found, why = read_date(printable(value, lines=False)) if readable else ("", "date")
            if not found and keep and readable:
                self.keep(keep, path, "date_text")
            elif not found:
                self.source.leave(path, "date")
            elif self.fields.get(name):
                self._double(path, target, self.fields[name])
            else:
                self._put(name, found)
                why = why or ("number" if isinstance(value, Number) else "")
                self.source.change(path, target, why) if why else self.source.take(path, target)

    def period(
        self,
        starts: tuple[Key, ...] = STARTS,
        ends: tuple[Key, ...] = ENDS,
        currents: tuple[Key, ...] = CURRENTS,
        *,
        open_ended: bool = True,
    ) -> None:
        """Start and end. "Present" for an end, or none after a start in an `open_ended` format, says: until today."""
        self.date("startDate", *starts)
        empty = True
        for path in self.paths(ends):
            end = self.source.at(path)
            empty = empty and is_empty(end)
            if isinstance(end, str) and is_present(printable(end)):
                self._put("current", True)
                self.source.change(path, self._target("current"), "current")
        self.date("endDate", *ends)
        self.current(*currents, ended=not empty)
        if open_ended and empty and self.fields.get("startDate") and "current" not in self.fields:
            self._put("current", True)
            self.source.remark(self.path, self._target("current"), "no_end")
        self.fields = {name: value for name, value in self.fields.items() if name != "current" or value}

    def free_period(self, *keys: Key, keep: str = "description") -> None:
        """A period in words, such as "March 2022 - Present"; what cannot be read stays as a line of the text `keep`."""
        for path in self.unread(keys):
            value = self.source.at(path)
            if is_empty(value):
                self.source.leave(path, "empty")
            elif not isinstance(value, str):
                self.source.leave(path, "date")
            elif self.fields.get("startDate") or self.fields.get("endDate"):
                self.source.leave(path, "alternative")
            elif found := read_period(printable(value, lines=False)):
                self.fields.update(found.fields)
                self.source.change(path, self._target(found.first), found.why)
            else:
                self.keep(keep, path, "period_text")

    def years(self, name: str, *keys: Key) -> None:
        for path in self.unread(keys):
            value = self.source.at(path)
            number = number_in(value)
            said = YEARS.fullmatch(value.strip()) if number is None and isinstance(value, str) else None
            number = float(said[1].replace(",", ".")) if said else number
            if number is None or not 0 <= number <= 80 or name in self.fields:
                self.source.leave(path, "no_number")
                continue
            self._put(name, int(number) if number.is_integer() else number)
            if said:
                self.source.change(path, self._target(name), "years")
            else:
                self.source.take(path, self._target(name))

    def scale(self, name: str, *keys: Key, top: int) -> None:
        """A level as a number of up to `top`, where no word says it; 0 stands for none."""
        for path in self.unread(keys):
            number = number_in(self.source.at(path))
            if number is None or self.fields.get(name):
                self.line(name, path[len(self.path) :])
            elif not 0 < number <= top:
                self.source.leave(path, "unset")
            else:
                self._put(name, f"{number:g}/{top}")
                self.source.change(path, self._target(name), "scale", str(top))

    def leave(self, why: str, *keys: Key) -> None:
        """What stands under the keys is left out for this reason, as far as nobody read it."""
        for path in self.paths(keys):
            self.source.leave(path, why)

    def _text(self, name: str, path: Path, *, lines: bool = True) -> None:
        known, target = self.fields.get(name, ""), self._target(name)
        if known and self.source.at(path) == known:
            self.source.change(path, target, "same")
            return
        room = TEXT - len(known) - 2 if known else TEXT
        found = self.source.text(path, target, limit=room, lines=lines, why="combined" if known else "")
        self._put(name, f"{known}\n\n{found}" if known and found else found or known)

    def current(self, *keys: Key, ended: bool) -> None:
        """Whether it lasts until today; an end says that it does not."""
        for path in self.unread(keys):
            value = yes_or_no(self.source.at(path))
            if value is None:
                self.source.leave(path, "yes_no")
            elif value and (self.fields.get("endDate") or ended):
                self.source.leave(path, "busy")
            elif not value and self.fields.get("current"):
                self.source.leave(path, "alternative")  # its end says "Present"
            else:
                self._put("current", value)
                self.source.take(path, self._target("current"))

    def _target(self, name: str) -> str:
        return f"{self.target}.{name}" if self.target else name

    def _put(self, name: str, value: Any) -> None:
        if value or isinstance(value, bool) or value == 0:
            self.fields[name] = value

    def _double(self, path: Path, target: str, known: Any) -> None:
        if self.source.at(path) == known:
            self.source.change(path, target, "same")
        else:
            self.source.leave(path, "alternative")


def number_in(value: Any) -> float | None:
    try:
        return float(value) if isinstance(value, Number) and value.finite else None
    except ValueError:
        return None


def yes_or_no(value: Any) -> bool | None:
    """XML and CSV have words for it."""
    words = {"true": True, "false": False}
    return value if isinstance(value, bool) else words.get(value) if isinstance(value, str) else None


def is_address(text: str) -> bool:
    try:
        return len(web_address(text)) <= ADDRESS and text.startswith(("http://", "https://"))
    except ValueError:
        return False
