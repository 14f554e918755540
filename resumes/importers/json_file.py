"""A JSON file from anywhere, as Python values, and the résumé in it."""

import codecs
import json
import re
from collections import Counter
from pathlib import PurePath
from typing import Any, Final

from django.utils.translation import gettext as _

from resumes.importers import own_export, trees
from resumes.importers.report import Import, UnreadableFile
from resumes.importers.source import Number, RepeatedKey

MOST_BYTES: Final = 5_000_000
DEPTH = 100  # levels of nesting; json's own reader gives up at about a thousand

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


def recognises(data: bytes, *, file_name: str) -> bool:
    """JSON by its name or its first sign; whether it is a résumé turns out on reading."""
    start = data[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return PurePath(file_name).suffix.lower() == ".json" or start[:1] in (b"{", b"[")


def read(data: bytes, *, file_name: str) -> Import:
    tree, remark = parsed(data)
    if isinstance(tree, dict) and (found := own_export.restored(tree, file_name=file_name)):
        return found
    return trees.read(tree, file_name=file_name, remark=remark)


def parsed(data: bytes) -> tuple[Any, str]:
    """The file's value with numbers as written, and a key of REASONS when its encoding was guessed.

    Of a key that an object holds twice the last one counts; the others stay under a RepeatedKey.
    """
    text, remark = decoded(data)
    if not text.strip():
        raise UnreadableFile(_("The file is empty."))
    if depth_of(text) > DEPTH:
        raise UnreadableFile(
            _("The file is nested more than %(limit)s levels deep: no résumé is.") % {"limit": DEPTH}
        )
    try:
        tree = json.loads(
            text,
            strict=False,
            parse_int=Number,
            parse_float=Number,
            parse_constant=Number,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise UnreadableFile(_sentence(error)) from None
    return tree, remark


def decoded(data: bytes) -> tuple[str, str]:
    """The bytes as text: UTF-8, UTF-16 or UTF-32 with or without its mark; what is no UTF-8 is Western European.

    One wrong byte in a file of UTF-8 spoils no other letter.
    """
    encoding = json.detect_encoding(data)
    try:
        return data.decode(encoding), ""
    except UnicodeDecodeError:
        if encoding not in ("utf-8", "utf-8-sig"):
            raise UnreadableFile(_("The file's text cannot be read. Please save it as UTF-8.")) from None
    return data.decode(encoding, errors=western_european.__name__), "encoding"


def western_european(error: UnicodeError) -> tuple[str, int]:
    """For codecs.register_error(): the bytes that are no UTF-8, as Windows writes them in Western Europe."""
    assert isinstance(error, UnicodeDecodeError)  # decoded() is the only one to ask
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="ignore") or wrong.decode("latin-1"), error.end


codecs.register_error(western_european.__name__, western_european)


def depth_of(text: str) -> int:
    """How deeply lists and objects are nested, brackets inside texts not counted."""
    depth = deepest = 0
    for token in TOKEN.finditer(text):
        sign = token[0][0]
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    times: Counter[str] = Counter()
    for key, value in pairs:
        if key in found:
            hidden = found.pop(key)
            times[key] += 1
            while f"{key} ({times[key]})" in found:
                times[key] += 1
            found[RepeatedKey(f"{key} ({times[key]})")] = hidden
        found[key] = value
    return found


def _sentence(error: json.JSONDecodeError) -> str:
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string"):
        return _("The file ends in the middle of its data: it may have been cut off on the way.")
    where = {"line": error.lineno, "column": error.colno}
    return (
        _("This is not a JSON file that can be read: line %(line)s, column %(column)s is not JSON.") % where
    )
