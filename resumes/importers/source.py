"""A file's values while they are being imported: each one is accounted for exactly once."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from resumes.importers.keys import TEXT, Path, at
from resumes.importers.report import EXCERPT, VALUE, Kind, Line, UnreadableFile, excerpt
from resumes.importers.texts import HTML, READ, Steps, fitted, is_empty
from resumes.schema import SIZE
from saaska.documents.shapes import json_size
from saaska.documents.texts import ADDRESS, LINE, printable, web_address

BULKY = ("picture", "attachment")  # reasons to keep no more than the beginning of a value
PHOTO = re.compile(r"photo|profile ?picture", re.IGNORECASE)
BARE = {"/9j/": "jpeg", "iVBORw0KGgo": "png", "UklGR": "webp"}  # how base64 of a picture begins
LEAVES = 200_000  # values a file may hold


class Number(str):
    """A number as the file writes it, so that a grade of 3.80 stays 3.80 and no digit is lost."""

    __slots__ = ()

    @property
    def finite(self) -> bool:
        return self.lstrip("-")[:1].isdigit()


class RepeatedKey(str):
    """The key of a value that a later value with the same key hides."""

    __slots__ = ()


def leaves_of(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Each value that holds no others, with its path. An empty list or object holds no value."""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from leaves_of(entry, (*path, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from leaves_of(entry, (*path, index))
    else:
        yield path, value


def shown(value: Any, limit: int) -> str:
    """The value as a person would write it."""
    words = {None: "null", True: "true", False: "false"}
    text = words[value] if value is None or isinstance(value, bool) else printable(str(value))
    return excerpt(text, limit)


def embedded(value: str) -> str:
    """A picture as its "data:" address, also where a file has the bare base64; "" for what is none."""
    if value[:11].casefold() == "data:image/":
        return value
    bare = value[:100].lstrip()
    kind = next((kind for start, kind in BARE.items() if bare.startswith(start)), "")
    return f"data:image/{kind};base64,{value.strip()}" if kind else ""


def written(path: Path) -> str:
    """The path as people write it: work[2].startDate"""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f"{'.' if text else ''}{excerpt(printable(part, lines=False), 60)}"
    return text


def too_many_values() -> UnreadableFile:
    limit = {"limit": f"{LEAVES:,}"}
    return UnreadableFile(_("The file holds more than %(limit)s values: too many for a résumé.") % limit)


def unasked(path: Path) -> str:
    """Why nobody asked for the value; an attribute of XML only helps programs."""
    if any(isinstance(part, RepeatedKey) for part in path):
        return "repeated"
    return "file" if path and str(path[-1]).startswith("@") else "unknown"


class Source:
    """The parsed file and the journal of what became of its values.

    The newest of the journal can be undone (`mark`, `undo`): an entry of the file that turns out not to fit
    is put back and left out as a whole. `rows` says in which line of the file a value stands, or the value
    around it. `plainer` is what makes the format's texts plain.
    """

    def __init__(self, tree: Any, *, rows: Mapping[Path, int] | None = None, plainer: Steps = HTML) -> None:
        self.tree = tree
        self.rows = rows or {}
        self.plainer = plainer
        self.values: dict[Path, Any] = {}
        for path, value in leaves_of(tree, ()):
            self.values[path] = value
            if len(self.values) > LEAVES:
                raise too_many_values()
        self.journal: dict[Path, Line] = {}
        self.remarks: list[tuple[Path, Line]] = []

    def mark(self) -> tuple[int, int]:
        return len(self.journal), len(self.remarks)

    def undo(self, mark: tuple[int, int]) -> None:
        while len(self.journal) > mark[0]:
            self.journal.popitem()
        del self.remarks[mark[1] :]

    def take(self, path: Path, target: str) -> None:
        self._write("taken", path, target, "", "")

    def change(self, path: Path, target: str, why: str, detail: str = "") -> None:
        """Every value at and below the path that is not accounted for was changed for this reason."""
        for leaf, _value in leaves_of(self.at(path), path):
            if leaf not in self.journal:
                self._write("changed", leaf, target, why, detail)

    def leave(self, path: Path, why: str, detail: str = "") -> None:
        """Every value at and below the path that is not accounted for is left out for this reason."""
        for leaf, value in leaves_of(self.at(path), path):
            if leaf not in self.journal:
                self._write("left_out", leaf, "", "empty" if is_empty(value) else why, detail)

    def remark(self, path: Path, target: str, why: str) -> None:
        """Something was concluded that no value of the file says."""
        row = self.row(path)
        self.remarks.append((path, Line("changed", written(path), "", target, why, leaves=0, row=row)))

    def picture(self) -> tuple[str, str]:
        """The first picture of the person that the file holds itself, as a "data:" address, and where; "" twice when
        it holds none. One that is attached counts when a value beside it calls it a photo."""
        for path, line in self.journal.items():
            if line.why not in BULKY:
                continue
            address = embedded(str(self.values[path]))
            if address and (line.why == "picture" or self._is_called_photo(path)):
                return address, written(path)
        return "", ""

    def _is_called_photo(self, path: Path) -> bool:
        """Whether a short value within the same attachment says so."""
        around = path[:-1] if path[-1:] != (TEXT,) else path[:-2]
        beside = (value for _leaf, value in leaves_of(self.at(around), around))
        return any(len(value) < LINE and PHOTO.search(value) for value in beside if isinstance(value, str))

    def row(self, path: Path) -> int:
        """The line of the file in which the value stands; 0 when nobody counted."""
        return next((self.rows[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.rows), 0)

    def at(self, path: Path) -> Any:
        """The value at the path."""
        return at(self.tree, path)

    def plain(self, value: str) -> str:
        """The text without the format's markup, whatever its length."""
        return fitted(value, limit=READ, lines=True, plainer=self.plainer)[0]

    def _write(self, kind: Kind, path: Path, target: str, why: str, detail: str) -> None:
        if path in self.journal or path not in self.values:
            raise LookupError(f"{written(path)} is accounted for twice, or is no value")
        value = shown(self.values[path], EXCERPT if kind == "taken" or why in BULKY else VALUE)
        self.journal[path] = Line(kind, written(path), value, target, why, detail, row=self.row(path))

    def lines(self) -> Iterator[Line]:
        """The report's lines in the file's order; what nobody asked for is left out as unknown."""
        for path in self.values:
            if path not in self.journal:
                self.leave(path, unasked(path))
        remarks: dict[Path, list[Line]] = {}
        for path, line in self.remarks:
            remarks.setdefault(path, []).append(line)
        for path in self.values:
            for depth in range(len(path)):
                yield from remarks.pop(path[:depth], [])
            yield self.journal[path]

    # What follows reads one value at a path, accounts for it, and returns it in the form of a shape.

    def text(self, path: Path, target: str, *, limit: int = LINE, lines: bool = False, why: str = "") -> str:
        """A text of at most `limit` characters; `why` is the reason when it was changed for no other."""
        value = self.at(path)
        if path in self.journal:
            return ""
        if isinstance(value, list) and value and all(isinstance(entry, str) for entry in value):
            return self._joined_texts(path, target, limit=limit, lines=lines)
        if is_empty(value):
            self.leave(path, "empty")
            return ""
        if isinstance(value, dict | list | bool) or (isinstance(value, Number) and not value.finite):
            self.leave(path, "no_text")
            return ""
        text, change = fitted(str(value), limit=limit, lines=lines, plainer=self.plainer)
        if not text:
            self.leave(path, "empty" if limit > 0 else "full")
            return ""
        if isinstance(value, Number | int | float):
            change = change or "number"
        change = change or why
        if change:
            self.change(path, target, change, f"{limit:,}" if change == "cut" else "")
        else:
            self.take(path, target)
        return text

    def _joined_texts(self, path: Path, target: str, *, limit: int, lines: bool) -> str:
        parts: list[str] = []
        glue = "\n" if lines else ", "
        room = limit
        for index, _entry in enumerate(self.at(path)):
            if room <= 0:
                self.leave((*path, index), "full")
                continue
            part = self.text((*path, index), target, limit=room, lines=lines, why="combined")
            if part:
                parts.append(part)
                room -= len(part) + len(glue)
        return glue.join(parts)

    def address(self, path: Path, target: str, *, why: str = "") -> str:
        """A web address, or "" with the reason in the journal."""
        value = self.at(path)
        if is_empty(value):
            self.leave(path, "empty")
            return ""
        try:
            text = printable(value, lines=False) if isinstance(value, str) else ""
            address = web_address(text)
        except ValueError:
            self.leave(path, "no_address")
            return ""
        if len(address) > ADDRESS:
            self.leave(path, "long_address", f"{ADDRESS:,}")
            return ""
        if address != text or why:
            self.change(path, target, "scheme" if address != text else why)
        else:
            self.take(path, target)
        return address

    def texts(
        self, path: Path, target: str, *, most: int, limit: int = LINE, lines: bool = False
    ) -> list[str]:
        """A list of at most `most` texts. One text instead of a list gives an entry for each of its lines."""
        value = self.at(path)
        if isinstance(value, dict):
            self.leave(path, "no_list")
            return []
        if not isinstance(value, list):
            why = "split_lines" if isinstance(value, str) and "\n" in value.strip() else ""
            text = self.text(path, target, limit=most * limit, lines=True, why=why)
            found = [fitted(line, limit=limit, lines=lines)[0] for line in text.splitlines()]
            return [line for line in found if line][:most]
        found = []
        for index, _entry in enumerate(value):
            if len(found) >= most:
                self.leave((*path, index), "too_many", str(most))
                continue
            text = self.text((*path, index), f"{target}[{len(found)}]", limit=limit, lines=lines)
            found += [text] if text else []
        return found


def entries_at(source: Source, path: Path) -> list[tuple[Path, Any]]:
    """The entries of a list with their paths. An object alone is a list of one, or holds entries by name."""
    value = source.at(path)
    if isinstance(value, list):
        return [((*path, index), entry) for index, entry in enumerate(value)]
    if isinstance(value, dict) and value and all(isinstance(entry, dict) for entry in value.values()):
        return [((*path, key), entry) for key, entry in value.items()]
    if is_empty(value):
        source.leave(path, "empty")
        return []
    return [(path, value)]


class Room:
    """How many bytes of JSON the résumé may still grow by."""

    limit = f"{SIZE // 1000}"

    def __init__(self) -> None:
        self.left = SIZE - 20  # the brackets around the parts

    def take(self, value: object) -> bool:
        """Whether the value fits; if it does, its bytes are gone."""
        size = json_size(value) + 1
        if size > self.left:
            return False
        self.left -= size
        return True
