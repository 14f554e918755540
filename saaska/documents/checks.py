"""System checks: the libraries and typefaces printing needs; a missing one is named by Debian's package."""

import ctypes
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning

from saaska.documents import fonts

LIBRARIES = {
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",  # without it WeasyPrint is silently seven times slower
    "libfontconfig.so.1": "libfontconfig1",
}


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def check_libraries(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"PDFs need the system library {library}, which is missing.",
            hint=f"On Debian: apt-get install {package}",
            id="documents.E001",
        )
        for library, package in LIBRARIES.items()
        if not loads(library)
    ]


def check_fonts(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"The typeface {path.name} is missing from {path.parent}.",
            hint="It is part of the source: check out static/fonts/documents again.",
            id="documents.E002",
        )
        for path in fonts.files()
        if not path.is_file()
    ]


def check_large_fonts(**kwargs: Any) -> list[CheckMessage]:
    return [
        CheckWarning(
            f"The typefaces of Debian's package {package} are missing: documents that need them print without.",
            hint=f"bin/run fetches them. On Debian: apt-get install {package}",
            id="documents.W001",
        )
        for package in fonts.missing_packages()
    ]
