"""Reading other people's files: what they hold as a résumé, and a report on every value of them.

A reader is a module with three names; READERS lists them, the surest sign first:

MOST_BYTES            how large a file of its kind may be
recognises(data, …)   whether the file is one for it, told by its content: names lie
read(data, …)         the Import, or UnreadableFile with one sentence for the person who sent the file

An Import's report has a Line for every value of the file (see resumes.importers.report). A reader that has to
guess writes lines of the kind "guessed", with the line of the file in `row`: they are shown first.
"""

from typing import Protocol

from django.utils.translation import gettext as _

from resumes.importers import json_file, linkedin, pdf_file, pdf_text, plain_text, word, xml_file, yaml_file
from resumes.importers.report import Import, Line, OnlyJobsError, Report, UnreadableFile

__all__ = ["MAX_BYTES", "PASTED", "Import", "Line", "OnlyJobsError", "Report", "UnreadableFile", "read"]

MAX_BYTES = 5_000_000  # of any file: a résumé with its picture inside stays below
PASTED = 500_000  # characters of a text that is pasted instead
BLANK = b"\0\xef\xbb\xbf\xff\xfe \t\r\n"


class Reader(Protocol):
    @property
    def MOST_BYTES(self) -> int: ...  # noqa: N802  # a module's constant

    def recognises(self, data: bytes, *, file_name: str) -> bool: ...

    def read(self, data: bytes, *, file_name: str) -> Import: ...


READERS: tuple[Reader, ...] = (pdf_file, pdf_text, word, linkedin, json_file, xml_file, yaml_file, plain_text)


def read(data: bytes, *, file_name: str) -> Import:
    """What the file holds; UnreadableFile with one sentence when it holds no résumé.

    A text that was pasted has no file name.
    """
    check_size(data, MAX_BYTES)
    if not data.strip(BLANK):
        raise UnreadableFile(_("The file is empty.") if file_name else _("The text is empty."))
    for reader in READERS:
        if reader.recognises(data, file_name=file_name):
            check_size(data, reader.MOST_BYTES)
            return reader.read(data, file_name=file_name)
    raise UnreadableFile(
        _("Files of this kind cannot be imported.")
        if file_name
        else _("This text is in no form that can be imported.")
    )


def check_size(data: bytes, most: int) -> None:
    if len(data) > most:
        raise UnreadableFile(
            _("The file is larger than %(limit)s MB. A résumé's data takes much less.")
            % {"limit": f"{most / 1_000_000:g}"}
        )
