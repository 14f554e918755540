"""The mails that remind: what they tell, that they go once, and the link that ends them."""

from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.mail import address_of
from accounts.models import User, UserPreferences
from accounts.preferences import zone_of
from applications import calendar
from applications.calendar import Entry
from applications.models import Reminder
from saaska.db.scope import scope

SALT: Final = "applications.reminders"
WEEK: Final = timedelta(days=6)


def send_to(user_id: UUID) -> None:
    """Mails what was taken for a person and is still true. In the person's scope, within one transaction.

    The rows stay locked until the mail is gone: another worker passes them by, and one that dies leaves them to be
    sent by the next. What is over by then is marked, not mailed.
    """
    taken = list(Reminder.objects.select_for_update(skip_locked=True).filter(user_id=user_id, sent_at=None))
    if not taken:
        return
    user = User.objects.get(pk=user_id)
    preferences = user.preferences
    with timezone.override(zone_of(preferences.timezone)), translation.override(language_of(preferences)):
        entries = [entry for reminder in taken if (entry := still_due(reminder))]
        week = summary(user_id) if any(one.kind == Reminder.Kind.WEEKLY for one in taken) else []
        if preferences.notification_email and (entries or week):
            key = str(uuid5(NAMESPACE_URL, " ".join(sorted(str(one.pk) for one in taken))))
            mail(user, calendar.in_order(entries), week, key).send()
    mark(taken)


def mark(taken: list[Reminder]) -> None:
    """They are told: nobody mails them again."""
    Reminder.objects.filter(pk__in=[one.pk for one in taken]).update(sent_at=timezone.now())


def still_due(reminder: Reminder) -> Entry | None:
    """What the reminder is of, unless it was put away, moved to another day or is over."""
    kind = reminder.kind
    entry = calendar.one(reminder.user_id, kind, reminder.about) if kind in calendar.KINDS else None
    if entry is None or entry.day != reminder.on or entry.is_closed:
        return None
    is_over = entry.day < timezone.localdate() and kind != Reminder.Kind.FOLLOW_UP
    return None if is_over or (entry.starts_at and entry.starts_at < timezone.now()) else entry


def summary(user_id: UUID) -> list[Entry]:
    """What the next seven days bring."""
    today = timezone.localdate()
    return calendar.between(user_id, today, today + WEEK)


def language_of(preferences: UserPreferences) -> str:
    known = dict(settings.LANGUAGES)
    return preferences.language if preferences.language in known else settings.LANGUAGE_CODE


def mail(user: User, entries: list[Entry], week: list[Entry], key: str) -> EmailMultiAlternatives:
    """Text and HTML. The same reminders make the same Message-ID, by which programs show a mail once."""
    end = address_of("applications:unsubscribe", signing.dumps(str(user.pk), salt=SALT))
    context: dict[str, Any] = {
        "public_url": settings.PUBLIC_URL,
        "email": user.email,
        "subject": subject(entries),
        "entries": entries,
        "week": week,
        "calendar_url": address_of("applications:calendar"),
        "end": end,
    }
    message = EmailMultiAlternatives(
        context["subject"],
        render_to_string("emails/reminders.txt", context).strip() + "\n",
        to=[user.email],
        headers={
            "Message-ID": f"<{key}@{urlsplit(settings.PUBLIC_URL).hostname}>",
            "List-Unsubscribe": f"<{end}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(render_to_string("emails/reminders.html", context), "text/html")
    return message


def subject(entries: list[Entry]) -> str:
    if not entries:
        return _("Your week")
    first, more = " ".join(entries[0].title.split())[:100], len(entries) - 1
    return (
        first
        if not more
        else ngettext("%(first)s and %(n)d more", "%(first)s and %(n)d more", more)
        % {
            "first": first,
            "n": more,
        }
    )


def person_of(signed: str) -> str | None:
    """Whom a link ends the mails of."""
    try:
        return str(signing.loads(signed, salt=SALT))
    except signing.BadSignature:
        return None


def end(user_id: str) -> None:
    """No more mails for the person whom a link named."""
    with scope("user", user_id):
        UserPreferences.objects.update_or_create(user_id=user_id, defaults={"notification_email": False})
