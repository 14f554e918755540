"""What was sent with an application, frozen: the exact bytes under their hash, which every download proves.

Later changes of a résumé or letter, its design or the whole of it being deleted leave what was sent as it was.
"""

import io
import json
import logging
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import ApplicationEvent, JobApplication, SentDocument
from letters import enclosures
from letters import exporters as letter_files
from letters import printing as letter_printing
from letters.enclosures import EnclosureError
from resumes import printing as resume_printing
from resumes.exporters import formats as resume_files
from saaska import files
from saaska.db.records import documents
from saaska.documents.designs import UnknownDesignError
from saaska.documents.printing_errors import PrintingError
from saaska.files import FilesError

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 30  # documents of an application
OFFERED: Final = 100  # of a kind, the newest
PDF: Final = "application/pdf"
EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # of every file in a packet: the same documents give the same bytes

logger = logging.getLogger(__name__)


class FreezingError(Exception):
    """Why a document was not frozen, or is not given out. Its text is a sentence for its owner."""


class ChangedError(FreezingError):
    """What is stored is not what was frozen."""


@dataclass(frozen=True)
class Source:
    """A document that can be frozen."""

    kind: str
    pk: UUID
    title: str

    @property
    def token(self) -> str:
        """What names it in a form."""
        return f"{self.kind}-{self.pk}"


def sources(user: "User") -> dict[str, Source]:
    """The person's own documents, the newest of each kind first, by token. One query."""
    found = (Source(*told) for told in documents(user.pk, OFFERED))
    return {source.token: source for source in found}


def freeze(
    application: JobApplication, kind: str, document: Any, *, sent_at: datetime | None = None
) -> tuple[SentDocument, bool]:
    """The document as it is now, and whether it was not frozen for this application before.

    FreezingError says why there is none. The timeline says what was sent.
    """
    if application.documents.filter(user_id=application.user_id).count() >= MOST:
        raise FreezingError(_("An application keeps %(most)s documents at most.") % {"most": MOST})
    content, pages, name = _made(kind, document)
    digest = sha256(content).hexdigest()
    key = f"sent/{application.user_id}/{digest}"
    try:
        files.keep(key, content)  # first: a row always has its file
    except FilesError as problem:
        raise FreezingError(_away()) from problem
    moment = sent_at or timezone.now()
    row, made = application.documents.get_or_create(
        user_id=application.user_id,
        kind=kind,
        sha256=digest,
        defaults={
            "title": document.title,
            "file_name": name,
            "content_type": PDF,
            "file": key,
            "size": len(content),
            "pages": pages,
            "source_id": document.pk,
            "source_version": getattr(document, "version", None),
            "sent_at": moment,
        },
    )
    if made:
        application.events.create(
            user_id=application.user_id,
            kind=ApplicationEvent.Kind.DOCUMENT,
            happened_at=moment,
            details={"text": document.title, "corrections": []},
        )
    return row, made


def _made(kind: str, document: Any) -> tuple[bytes, int, str]:
    """The bytes, how many pages, and what the file is called."""
    try:
        if kind == SentDocument.Kind.RESUME:
            printed = resume_printing.printed(document)
            return printed.pdf, printed.pages, resume_files.name_of(document)
        if kind == SentDocument.Kind.LETTER:
            printed = letter_printing.printed(document)
            return printed.pdf, printed.pages, letter_files.name_of(document)
        return enclosures.content(document), document.pages, f"{document.title}.pdf"
    except (PrintingError, UnknownDesignError, EnclosureError) as problem:
        raise FreezingError(str(problem)) from problem


def content(document: SentDocument) -> bytes:
    """The very bytes that were frozen. ChangedError when the storage holds others."""
    try:
        found = files.read(document.file)
    except FilesError as problem:
        raise FreezingError(_away()) from problem
    if found is None or sha256(found).hexdigest() != document.sha256:
        logger.error("The file %s is not what was frozen as %s.", document.file, document.pk)
        raise ChangedError(
            _(
                "“%(title)s” is not stored as it was frozen any more, so it is not given out. We have been told."
            )
            % {"title": document.title}
        )
    return found


def _away() -> str:
    return _("Our storage of files does not answer. Please try again in a few minutes.")


def packet(application: JobApplication) -> bytes:
    """A ZIP of what was sent, the posting and the timeline, with the SHA-256 of each in its manifest.

    Nothing of the clock gets in: the same application gives the same bytes. FreezingError as content() raises it.
    """
    parts = dict(_parts(application))
    listed = [
        {"name": name, "sha256": sha256(part).hexdigest(), "bytes": len(part)} for name, part in parts.items()
    ]
    parts["manifest.json"] = _json({"application": str(application.pk), "files": listed})
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, part)
    return written.getvalue()


def _parts(application: JobApplication) -> Iterator[tuple[str, bytes]]:
    whose = {"user_id": application.user_id}
    for number, document in enumerate(
        application.documents.filter(**whose).order_by("sent_at", "created_at", "id"), 1
    ):
        yield f"documents/{number:02} {_plain(document.file_name)}", content(document)
    if application.job_description:
        yield "posting.txt", application.job_description.encode()
    versions = application.postings.filter(**whose).order_by("created_at", "id")
    for number, version in enumerate(versions, 1):
        yield f"postings/{number:02} {version.created_at:%Y-%m-%d}.txt", version.text.encode()
    if application.answers:
        yield "answers.txt", application.answers.encode()
    events = application.events.filter(**whose).order_by("happened_at", "created_at", "id")
    yield (
        "timeline.json",
        _json(
            [
                {
                    "kind": event.kind,
                    "status": event.status,
                    "stage": event.stage,
                    "at": event.happened_at.isoformat(),
                    "text": event.details.get("text", ""),
                    "corrections": event.details.get("corrections", []),
                }
                for event in events
            ]
        ),
    )
    told = ("position", "company", "status", "stage", "city", "state", "country", "source", "url", "tags")
    facts = {name: getattr(application, name) for name in told}
    yield "application.json", _json({**facts, "date_applied": application.date_applied.isoformat()})


def _plain(name: str) -> str:
    """A name that is one in every file system."""
    return "".join("-" if character in '/\\:*?"<>|' else character for character in name)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
