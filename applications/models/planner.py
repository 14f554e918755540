"""What leaves the calendar: the address that other programs read it at."""

import hashlib
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from saaska.db.models import Index, Stamped

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User


class CalendarFeed(Stamped):
    """The private address of a person's calendar. Who knows it reads the calendar, nobody else: saaska.db.feeds.

    Only the address's hash is stored. The address itself follows from `seed` and the secret key.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="calendar_feeds",
    )
    seed = models.UUIDField(default=uuid4, db_default=RandomUUID(), editable=False)
    sha256 = models.CharField(_("SHA-256 of its key"), max_length=64, editable=False)

    class Meta:
        db_table = "calendar_feeds"
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(fields=["user"], name="calendar_feeds_user_id_key"),
            models.UniqueConstraint(fields=["sha256"], name="calendar_feeds_sha256_key"),
        ]
        indexes = [Index(fields=["created_at"], name="calendar_feeds_created")]

    def __str__(self) -> str:
        return str(_("Calendar address"))

    def get_absolute_url(self) -> str:
        """Its address; nothing when the secret key has changed since: then only a new one helps."""
        token = token_of(self.seed)
        return (
            reverse("feed:calendar", args=[token])
            if constant_time_compare(digest(token), self.sha256)
            else ""
        )

    @classmethod
    def renew(cls, user: "User") -> "CalendarFeed":
        """A new address; the one before leads nowhere from here on."""
        seed = uuid4()
        feed, _created = cls.objects.update_or_create(
            user=user, defaults={"seed": seed, "sha256": digest(token_of(seed))}
        )
        return feed


def token_of(seed: "UUID") -> str:
    return salted_hmac("applications.calendar_feed", str(seed), algorithm="sha256").hexdigest()


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
