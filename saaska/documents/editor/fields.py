"""Form fields that ask for one key of a shape: the shape judges what was typed, the field how it is typed."""

import re
from typing import TYPE_CHECKING, Any

from django import forms

from saaska.documents.shapes import Shape
from saaska.documents.texts import printable

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

INDENT = "  "
WORD = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]+)')  # in quotes, or up to the next comma


def written_lines(entries: list[str]) -> str:
    """One entry a line. A line break within an entry is kept by indenting what follows it."""
    return "\n".join(entry.replace("\n", f"\n{INDENT}") for entry in entries)


def read_lines(text: str) -> list[str]:
    """The entries of such a text: an indented line goes on with the one above."""
    entries: list[str] = []
    for line in without_margin(lines(text)):
        if entries and line.startswith((" ", "\t")):
            entries[-1] += "\n" + line.removeprefix("\t" if line[0] == "\t" else INDENT)
        else:
            entries.append(line)
    return [entry for entry in entries if entry.strip()]


def without_margin(found: list[str]) -> list[str]:
    """Without the indentation all lines have. Unlike textwrap's, an empty line keeps the rest of its own."""
    margins = (line[: len(line) - len(line.lstrip())] for line in found if line.strip())
    margin = min(margins, key=len, default="")
    return [line.removeprefix(margin) for line in found]


def written_words(words: list[str]) -> str:
    """Parted by commas; a word with a comma of its own, or a quote in front, stands in quotes."""
    return ", ".join(
        '"' + word.replace('"', '""') + '"' if "," in word or word.startswith('"') else word for word in words
    )


def read_words(text: str) -> list[str]:
    """The words of such a text; a line end parts them like a comma."""
    found = (match for line in lines(text) for match in WORD.finditer(printable(line)))
    words = (match[2] if match[1] is None else match[1].replace('""', '"') for match in found)
    return [word.strip() for word in words if word.strip()]


def lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_number(text: str) -> Any:
    """A whole or decimal number, None for nothing; what is no number stays a text, which the shape refuses."""
    text = text.strip().replace(",", ".")
    if not text:
        return None
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


class KeyField(forms.Field):
    """Asks for `key` of a shape's object; the cleaned value is what the shape makes of it.

    An empty field gives the shape's own empty value. The shape's sentences are the errors.
    """

    widget: type[forms.Widget] = forms.TextInput
    empty: Any = ""

    def __init__(self, label: "StrOrPromise", help_text: "StrOrPromise" = "", **attrs: Any) -> None:
        super().__init__(required=False, label=label, help_text=help_text)
        self.widget.attrs.update(attrs)
        self.key = ""
        self.shape: Shape[dict[str, Any]] | None = None

    def of(self, shape: Shape[dict[str, Any]], key: str) -> None:
        self.shape, self.key = shape, key

    def clean(self, value: Any) -> Any:
        assert self.shape is not None  # Kind has said what the field is of
        return self.shape.clean_key(self.key, self.to_python(value))

    def to_python(self, value: Any) -> Any:
        return self.empty if value is None else value


class Line(KeyField):
    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, **{"dir": "auto", **attrs})


class Secret(Line):
    """A value that travels with the form and is not shown."""

    widget = forms.HiddenInput


class Address(KeyField):
    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(
            *args, **{"inputmode": "url", "autocapitalize": "none", "spellcheck": "false", **attrs}
        )


class Date(KeyField):
    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, **{"placeholder": "2024-05", "autocapitalize": "none", **attrs})


class Text(KeyField):
    widget = forms.Textarea

    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, **{"rows": 4, "dir": "auto", **attrs})


class Lines(Text):
    """A list of texts, one a line; text-lists.js makes a field of each."""

    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, **{"data-list": "lines", **attrs})

    def to_python(self, value: Any) -> Any:
        return read_lines(value or "")

    def prepare_value(self, value: Any) -> Any:
        return written_lines(value) if isinstance(value, list) else value


class Words(Text):
    """A list of short texts, parted by commas; text-lists.js makes a field of each."""

    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, **{"rows": 2, "data-list": "words", **attrs})

    def to_python(self, value: Any) -> Any:
        return read_words(value or "")

    def prepare_value(self, value: Any) -> Any:
        return written_words(value) if isinstance(value, list) else value


class Number(KeyField):
    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, **{"inputmode": "decimal", **attrs})

    def to_python(self, value: Any) -> Any:
        return read_number(value or "")


class YesNo(KeyField):
    widget = forms.CheckboxInput

    def to_python(self, value: Any) -> Any:
        return bool(value)
