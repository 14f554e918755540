"""Everything of an account in one ZIP: each table as JSON, the documents as PDF, the files.

A job makes it, in the name of the person: PostgreSQL's policies decide whose rows there are, here too. It lies among
the person's files for a day, then the nightly tidying takes it, as no row names it.
"""

import json
import re
import secrets
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Any, Final
from uuid import UUID

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from accounts import mail
from accounts.limits import HOUR, Limit
from accounts.models import User
from saaska import files
from saaska.db import people
from saaska.db.scope import scope
from saaska.documents import orders, prints
from saaska.documents.designs import Kind, UnknownDesignError
from saaska.documents.printing_errors import PrintingError

EXPORTS: Final = Limit("exports of an account", 4, HOUR)
FOLDER: Final = "exports"
NAME: Final = re.compile(r"(\d{8}T\d{6})-[0-9a-f]{32}\.zip")
# Columns nobody is shown: what opens something, or what that is made from.
TOKENS: Final = frozenset(["email_verification_token", "reset_password_token"])
SECRET: Final = TOKENS | {"password", "password_hash", "key", "session_key", "data_key", "seed"}
DOCUMENTS: Final[tuple[tuple[str, str, Kind], ...]] = (
    ("resumes", "resumes", "resume"),
    ("cover_letters", "letters", "letter"),
)
CHUNK: Final = 500  # rows


@dataclass(frozen=True)
class Kept:
    """An export that waits to be taken."""

    name: str
    made_at: datetime


def kept(user: User) -> list[Kept]:
    """The person's exports, newest first. FilesError when the storage does not answer."""
    names = [key.rsplit("/", 1)[-1] for key in files.keys_of(user.pk) if key.startswith(f"{FOLDER}/")]
    found = [Kept(name, moment(match[1])) for name in names if (match := NAME.fullmatch(name))]
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


def content(user: User, name: str) -> bytes | None:
    """The export of that name; None when the person has none."""
    return files.read(f"{FOLDER}/{user.pk}/{name}") if NAME.fullmatch(name) else None


@app.task(retry=mail.PATIENTLY, pass_context=False)
def export(user_id: str) -> None:
    """Makes the ZIP and mails that it is there. Nothing happens for somebody who was deleted meanwhile."""
    with scope("user", user_id):
        user = User.objects.filter(pk=UUID(user_id)).first()
        if user is None:
            return
        with tempfile.TemporaryFile() as file:
            write(user, file)
            file.seek(0)
            stamp = timezone.now().astimezone(UTC).strftime("%Y%m%dT%H%M%S")
            files.keep(f"{FOLDER}/{user.pk}/{stamp}-{secrets.token_hex(16)}.zip", file.read())
        mail.post(
            "account/email/export_ready", user.email, {"export_url": mail.address_of("accounts:export")}
        )


def write(user: User, file: IO[bytes]) -> None:
    """Writes the ZIP."""
    told: list[str] = [_("Everything SaaSka has of %(email)s.") % {"email": user.email}, ""]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for model, owner in models():
            number = write_table(packed, model, owner, user)
            told.append(
                f"data/{model._meta.db_table}.json: {capfirst(model._meta.verbose_name_plural)} ({number})"
            )
        for name, folder, kind in DOCUMENTS:
            told += write_documents(packed, getattr(user, name).all(), folder, kind)
        told += write_files(packed, user)
        packed.writestr("README.txt", "\n".join([*told, ""]))


def models() -> Iterator[tuple[type[Model], str]]:
    """Every table with rows of people that the present role may read, and the column that says whose they are."""
    for model in apps.get_models():
        owner = "id" if model is User else owner_of(model)
        if owner and owner in people.readable_columns(model._meta.db_table):
            yield model, owner


def owner_of(model: type[Model]) -> str:
    """The column that names the person; "" for a table that is nobody's."""
    fields = (field for field in model._meta.concrete_fields if field.related_model is User)
    return next((str(field.column) for field in fields if field.name == "user"), "")


def write_table(packed: zipfile.ZipFile, model: type[Model], owner: str, user: User) -> int:
    """The person's rows with all columns but those that are secret by themselves; how many there are."""
    readable = people.readable_columns(model._meta.db_table) - SECRET
    names = [field.attname for field in model._meta.concrete_fields if field.column in readable]
    rows = model._base_manager.filter(**{model._meta.pk.name if model is User else "user": user.pk})
    number = 0
    entry = zipfile.ZipInfo(f"data/{model._meta.db_table}.json", timezone.now().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    with packed.open(entry, "w", force_zip64=True) as file:
        for row in rows.order_by("pk").values(*names).iterator(chunk_size=CHUNK):
            text = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False, default=None)
            file.write(("[\n" if not number else ",\n").encode() + text.encode(errors="replace"))
            number += 1
        file.write(b"\n]\n" if number else b"[]\n")
    return number


def write_documents(
    packed: zipfile.ZipFile, documents: Iterable[Any], folder: str, kind: Kind
) -> Iterator[str]:
    """Each as its PDF; a line for each that cannot be printed."""
    for number, document in enumerate(documents, 1):
        name = f"{folder}/{number:03} {plain(str(document))}.pdf"
        try:
            packed.writestr(name, prints.printed(orders.order_of(kind, document)).pdf)
        except (PrintingError, UnknownDesignError) as problem:
            yield f"{name}: {problem}"


def write_files(packed: zipfile.ZipFile, user: User) -> Iterator[str]:
    for key in files.keys_of(user.pk):
        folder, _owner, name = key.split("/", 2)
        if folder == FOLDER:
            continue
        held = files.read(key)
        if held is None:
            yield f"files/{folder}/{name}: –"
        else:
            packed.writestr(f"files/{folder}/{name}", held)


def plain(title: str) -> str:
    """A title as a name of a file."""
    return " ".join(re.sub(r"[^\w .-]", " ", title).split())[:80].strip(" .") or "-"
