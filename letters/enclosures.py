"""PDFs of people's own: taken in without what acts or hides in them, kept, and read again."""

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from letters.models import Enclosure
from saaska import files
from saaska.documents import renderer
from saaska.documents.printing_errors import PrintingError
from saaska.documents.texts import LINE, printable
from saaska.files import FilesError
from saaska.uploads import MOST_BYTES

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 40  # of a person


class EnclosureError(Exception):
    """Why a file was not taken, or cannot be read. Its text is a sentence for the person who sent it."""


def too_large() -> str:
    return _("The file is larger than %(limit)s MB. Save it smaller, or in two parts.") % {
        "limit": MOST_BYTES // 1_000_000
    }


def take(user: "User", upload: "UploadedFile[bytes]", *, title: str = "") -> Enclosure:
    """What becomes of a file that somebody sent; the same one twice is one enclosure."""
    if upload.size is None or upload.size > MOST_BYTES:
        raise EnclosureError(too_large())
    if user.enclosures.count() >= MOST:
        raise EnclosureError(_("You keep %(most)s files already. Delete one first.") % {"most": MOST})
    content = upload.read()
    if b"%PDF-" not in content[:1024]:
        raise EnclosureError(_("This is no PDF. Print it as a PDF and send that one."))
    try:
        made = renderer.clean(content)
    except PrintingError as problem:
        raise EnclosureError(str(problem)) from problem
    name = (upload.name or "").removesuffix(".pdf").removesuffix(".PDF")
    called = (printable(title, lines=False) or printable(name, lines=False) or _("Enclosure"))[:LINE]
    digest = sha256(made.pdf).hexdigest()
    row = Enclosure(user=user, title=called, sha256=digest, size=len(made.pdf), pages=made.pages)
    try:
        files.keep(row.key, made.pdf)  # first: a row always has its file
    except FilesError as problem:
        raise EnclosureError(
            _("Our storage of files does not answer. Please try again in a few minutes.")
        ) from problem
    columns = {"title": called, "size": row.size, "pages": row.pages}
    return user.enclosures.get_or_create(sha256=digest, defaults=columns)[0]


def content(enclosure: Enclosure) -> bytes:
    try:
        found = files.read(enclosure.key)
    except FilesError:
        found = None
    if found is None:
        raise EnclosureError(
            _("“%(title)s” cannot be read right now. Please try again in a few minutes.")
            % {"title": enclosure.title}
        )
    return found


def drop(enclosure: Enclosure) -> None:
    key = enclosure.key
    enclosure.delete()
    transaction.on_commit(lambda: _drop(key))


def _drop(key: str) -> None:
    try:
        files.drop(key)
    except FilesError:
        return  # it is in the log; a file that no row names is shown to nobody
