"""The audit trail of one person in sentences: what was changed, when and by whom. Never the stored JSON."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from django.apps import apps
from django.db.models import Model, Q
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst, get_text_list
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from saaska.db.models import AuditEntry

PAGE: Final = 30
THINGS: Final = {"account_emailaddress": gettext_lazy("e-mail address")}
NAMED_BY: Final = ("title", "position", "email", "company")
# Columns of the account whose change is an event of its own; the first that fits tells the entry.
EVENTS: Final = {
    "password_hash": gettext_lazy("Your password was changed"),
    "email": gettext_lazy("Your e-mail address was changed"),
    "last_login_at": gettext_lazy("You logged in"),
    "reset_password_token": gettext_lazy("A link for a new password was made or used"),
    "email_verification_token": gettext_lazy("A link to confirm an address was made or used"),
    "email_verified": gettext_lazy("Your e-mail address was confirmed"),
}


@dataclass(frozen=True)
class Line:
    at: datetime
    what: str
    detail: str
    who: str
    kind: str


@dataclass(frozen=True)
class Page:
    """Lines, newest first; `older` is the key of the next page, "" on the last."""

    lines: list[Line]
    older: str


def page(user: User, *, before: str = "") -> Page:
    entries = user.audit_entries.order_by("-at", "-id").filter(_older_than(before))[: PAGE + 1]
    found = list(entries)
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(
        [line(entry, user) for entry in found[:PAGE]], f"{last.at.isoformat()}_{last.pk}" if last else ""
    )


def _older_than(key: str) -> Q:
    """A key that is no key shows the first page."""
    at_text, _bar, number = key.rpartition("_")
    try:
        at = parse_datetime(at_text)
    except ValueError:
        return Q()
    if not at or not is_aware(at) or not number.isdecimal() or len(number) > 18:
        return Q()
    return Q(at__lt=at) | Q(at=at, pk__lt=int(number))


def line(entry: AuditEntry, user: User) -> Line:
    return Line(entry.at, _what(entry), _detail(entry), _who(entry, user), entry.operation)


def _event(entry: AuditEntry) -> str:
    """The sentence for a change of the account that is an event of its own, or ""."""
    if entry.table_name != User._meta.db_table:
        return ""
    if entry.operation == "I":
        return _("Your account was opened")
    return next((str(sentence) for column, sentence in EVENTS.items() if column in entry.changes), "")


def _what(entry: AuditEntry) -> str:
    event = _event(entry)
    if event:
        return event
    model = _models().get(entry.table_name)
    thing = THINGS.get(entry.table_name) or (model._meta.verbose_name if model else entry.table_name)
    names = {"thing": capfirst(str(thing).replace("_", " ")), "name": _name(entry)}
    sentences = {
        "I": (_("%(thing)s added"), _("%(thing)s “%(name)s” added")),
        "U": (_("%(thing)s changed"), _("%(thing)s “%(name)s” changed")),
        "D": (_("%(thing)s removed"), _("%(thing)s “%(name)s” removed")),
    }
    return sentences[entry.operation][bool(names["name"])] % names


def _name(entry: AuditEntry) -> str:
    """What an added or removed thing was called; a change holds only the columns that changed."""
    values = (entry.changes.get(column) for column in NAMED_BY)
    name = next((value for value in values if isinstance(value, str) and value), "")
    return "" if entry.operation == "U" else name[:80]


def _detail(entry: AuditEntry) -> str:
    """Which columns changed, by the names of their fields."""
    if entry.operation != "U" or _event(entry):
        return ""
    model = _models().get(entry.table_name)
    fields = {field.column: field for field in model._meta.concrete_fields} if model else {}
    labels = [
        str(fields[column].verbose_name) if column in fields else column.replace("_", " ")
        for column in entry.changes
    ]
    return str(capfirst(get_text_list(labels, _("and"))))


def _who(entry: AuditEntry, user: User) -> str:
    if entry.actor_role == "saaska_staff" and entry.actor_id != user.pk:
        return _("Our staff")
    if entry.actor_id == user.pk:
        return _("You")
    if entry.actor_role == "saaska_auth":
        return _("Login pages")
    return _("SaaSka")


@cache
def _models() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}
