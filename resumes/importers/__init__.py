"""Reading other people's files: what they hold as a résumé, and a report on every value of them.

A format is a module with recognises(data, file_name=…) and read(data, file_name=…); FORMATS lists them, the
surest sign first.
"""

from typing import Protocol

from django.utils.translation import gettext as _

from resumes.importers import json_resume
from resumes.importers.report import Import, Line, Report, UnreadableFile

__all__ = ["MAX_BYTES", "Import", "Line", "Report", "UnreadableFile", "read"]

MAX_BYTES = 5_000_000  # a résumé with its picture inside stays below


class Format(Protocol):
    def recognises(self, data: bytes, *, file_name: str) -> bool: ...

    def read(self, data: bytes, *, file_name: str) -> Import: ...


FORMATS: tuple[Format, ...] = (json_resume,)


def read(data: bytes, *, file_name: str) -> Import:
    """What the file holds; UnreadableFile with one sentence when it holds no résumé."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            _("The file is larger than %(limit)s MB. A résumé's data takes much less.")
            % {"limit": MAX_BYTES // 1_000_000}
        )
    if not data.strip(b"\0\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise UnreadableFile(_("The file is empty."))
    for known in FORMATS:
        if known.recognises(data, file_name=file_name):
            return known.read(data, file_name=file_name)
    raise UnreadableFile(
        _("Files of this kind cannot be imported. Please choose a JSON Resume file (.json).")
    )
