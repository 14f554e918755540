"""The photos of people: taken in, found again, and what is printed of them.

A photo has its owner's folder in the storage, and a row that only its owner reads. Documents name it by its digest.
One that names somebody else's prints none: it is looked for among its own owner's.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saaska import files
from saaska.db import limits
from saaska.documents import portraits, renderer
from saaska.documents.designs import Design, Options
from saaska.documents.models import Photo
from saaska.documents.portraits import LEAST, MOST_PIXELS
from saaska.documents.printing_errors import PictureRefusedError, PrinterBusyError, PrintingError
from saaska.files import FilesError
from saaska.uploads import MOST_BYTES

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 100  # photos of a person
UPLOADS_AN_HOUR: Final = 60  # of a person
FILE: Final = "photo.jpg"  # what a document calls it while it is printed,
NAMED: Final = f"app:{FILE}"  # and how its design names that
DIGEST: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
ACCEPTED: Final = "image/jpeg,image/png,image/webp"  # so a telephone offers its own kinds as JPEG
SAID: Final = {
    "kind": gettext_lazy("This is no picture that can be used. Choose a JPEG, PNG or WebP file."),
    "heic": gettext_lazy(
        "Pictures of this kind (HEIC, AVIF) cannot be used. Save it as JPEG, for example by sending it to yourself."
    ),
    "vector": gettext_lazy("Drawings (SVG) cannot be used. Choose a JPEG, PNG or WebP file."),
    "moving": gettext_lazy("Moving pictures cannot be printed. Choose one that stands still."),
    "damaged": gettext_lazy(
        "The picture is damaged or not complete. Open it and save it anew, then try again."
    ),
}


class PhotoError(Exception):
    """A picture that did not become a photo. Its text is a sentence for the person who sent it."""


class PhotoAwayError(PrinterBusyError):
    """The photo cannot be read right now, so a document with it cannot be printed as it shall be."""

    def __init__(self) -> None:
        PrintingError.__init__(
            self,
            _(
                "The photo cannot be read right now. Nothing is lost: try again in a few minutes, "
                "or print without the photo."
            ),
        )


def refused(reason: str) -> str:
    """Why, as a sentence; see PictureRefusedError."""
    if reason == "pixels":
        return _("The picture has too many pixels. Choose one with %(most)s million or fewer.") % {
            "most": MOST_PIXELS // 1_000_000
        }
    if reason == "small":
        return _("The picture is too small to print. It needs %(least)s pixels on each side.") % {
            "least": LEAST
        }
    return str(SAID[reason])


def too_large() -> str:
    return _("The picture is larger than %(most)s MB. Choose a smaller one.") % {
        "most": MOST_BYTES // 1_000_000
    }


def take(user: "User", upload: "UploadedFile[bytes]") -> Photo:
    """The photo that becomes of what somebody sent; PhotoError says why none. The same picture twice is one photo."""
    if upload.size is None or upload.size > MOST_BYTES:
        raise PhotoError(too_large())
    _count(user)
    try:
        made = renderer.portrait(upload.read())
    except PictureRefusedError as problem:
        raise PhotoError(refused(problem.reason)) from problem
    except PrinterBusyError as problem:
        raise PhotoError(
            _("Many documents are being printed right now. Please try again in a moment.")
        ) from problem
    photo = Photo(
        user=user,
        digest=blake2b(made.jpeg, digest_size=16).hexdigest(),
        width=made.width,
        height=made.height,
        size=len(made.jpeg),
    )
    known = user.photos.filter(digest=photo.digest).first()
    if known is None:
        _make_room(user)
    try:
        files.keep(photo.key, made.jpeg)  # first: a row always has its file
    except FilesError as problem:
        raise PhotoError(str(problem)) from problem
    return (
        known
        or user.photos.get_or_create(
            digest=photo.digest, defaults={"width": photo.width, "height": photo.height, "size": photo.size}
        )[0]
    )


def _count(user: "User") -> None:
    bucket = sha256(f"photos of {user.pk}".encode()).hexdigest()
    if limits.spend(bucket, amount=UPLOADS_AN_HOUR, seconds=60 * 60) is None:
        raise PhotoError(_("You sent many pictures within an hour. Please go on a little later."))


def _make_room(user: "User") -> None:
    """At the limit, photos that no document has or ever had go: tried, and never saved."""
    if user.photos.count() < MOST:
        return
    unused = [photo for photo in user.photos.order_by("created_at") if not _is_used(user, photo.digest)]
    if not unused:
        raise PhotoError(
            _("Your documents and their history hold %(most)s photos already, and more cannot be kept.")
            % {"most": MOST}
        )
    for photo in unused:
        photo.delete()
        transaction.on_commit(lambda key=photo.key: _drop(key))  # type: ignore[misc]  # mypy: lambdas' defaults


def _drop(key: str) -> None:
    try:
        files.drop(key)
    except FilesError:
        return  # it is in the log; a file that no row names is shown to nobody


def _is_used(user: "User", digest: str) -> bool:
    """Whether any state of any document of theirs named it; the newest is one of the states."""
    said: dict[str, Any] = {"steps__icontains": digest}
    return any(states.filter(**said).exists() for states in (user.resume_states, user.cover_letter_states))


def known(owner: UUID | str | None, digest: object) -> Photo | None:
    """That photo of that person."""
    if not owner or not isinstance(digest, str) or not DIGEST.fullmatch(digest):
        return None
    return Photo.objects.filter(user_id=owner, digest=digest).first()


def shown(
    owner: UUID | str | None, personal_info: Mapping[str, Any], design: Design, options: Options
) -> Photo | None:
    """What a document prints: nothing unless its design has a place, its layout shows it, and it is its owner's."""
    wanted = personal_info.get("photo") if design.has_photo and options.show_photo else ""
    return known(owner, wanted)


def printed(photo: Photo | None) -> Mapping[str, bytes]:
    """The files of a document that shows it, read when it is printed. PhotoAwayError when they cannot be had."""
    return {FILE: _content(photo.key)} if photo else {}


def given(portrait: bytes, design: Design, options: Options) -> Mapping[str, bytes]:
    """The same of a JPEG that is nobody's photo."""
    return {FILE: portrait} if portrait and design.has_photo and options.show_photo else {}


def content(photo: Photo) -> bytes:
    return _content(photo.key)


def small(photo: Photo) -> bytes:
    return _small(photo.key)


@lru_cache(maxsize=64)
def _small(key: str) -> bytes:
    return portraits.small(_content(key))


@lru_cache(maxsize=64)
def _content(key: str) -> bytes:
    """The key stands for the content; whoever asks has looked up whose it is."""
    try:
        found = files.read(key)
    except FilesError as problem:
        raise PhotoAwayError from problem
    if found is None:
        raise PhotoAwayError
    return found
