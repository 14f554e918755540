"""A PDF that carries its résumé as data: our own, one of Europass, or anybody's with a résumé's file attached."""

from collections.abc import Iterator
from threading import Lock
from typing import Final

import pypdfium2

from resumes.importers import json_file, xml_file
from resumes.importers.report import Import, UnreadableFile

MOST_BYTES: Final = 5_000_000
ATTACHMENTS: Final = 20  # that are looked at
ONE_AT_A_TIME: Final = Lock()  # PDFium is not made for threads


def recognises(data: bytes, *, file_name: str) -> bool:
    return data[:1024].lstrip().startswith(b"%PDF-") and found_in(data, file_name) is not None


def read(data: bytes, *, file_name: str) -> Import:
    found = found_in(data, file_name)
    assert found is not None  # recognises() has said so
    return found


def found_in(data: bytes, file_name: str) -> Import | None:
    """The first attachment that holds a résumé."""
    with ONE_AT_A_TIME:
        held = list(attachments(data))
    for attached in held:
        for reader in (json_file, xml_file):
            if not reader.recognises(attached, file_name=""):
                continue
            try:
                found: Import = reader.read(attached, file_name=file_name)
            except UnreadableFile:
                break
            return found
    return None


def attachments(data: bytes) -> Iterator[bytes]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(min(document.count_attachments(), ATTACHMENTS)):
            try:
                held = bytes(document.get_attachment(number).get_data())
            except pypdfium2.PdfiumError:
                continue
            if len(held) <= MOST_BYTES:
                yield held
    finally:
        document.close()
