"""Text that is encrypted in the database and plain in Python."""

from functools import cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.signals import setting_changed
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


@cache
def cipher() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_ENCRYPTION_KEYS])


def encrypt(plain: str) -> str:
    return cipher().encrypt(plain.encode()).decode()


def decrypt(token: str) -> str:
    """The text of a token made with any of FIELD_ENCRYPTION_KEYS; raises InvalidToken for anything else."""
    return cipher().decrypt(token.encode()).decode()


def _forget(*, setting: str, **_: Any) -> None:
    if setting == "FIELD_ENCRYPTION_KEYS":
        cipher.cache_clear()


setting_changed.connect(_forget)


if TYPE_CHECKING:
    TextOrNone = models.TextField[str | None, str | None]
else:
    TextOrNone = models.TextField


class EncryptedTextField(TextOrNone):
    """A text column that holds Fernet tokens. It cannot be searched or sorted; empty and NULL stay as they are."""

    def get_prep_value(self, value: Any) -> Any:
        plain = super().get_prep_value(value)
        return encrypt(plain) if plain else plain

    def from_db_value(
        self, value: str | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> str | None:
        return decrypt(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in ("isnull",):
            raise TypeError(f"“{self.name}” is encrypted: it cannot be looked up by {lookup_name}.")
        return super().get_lookup(lookup_name)
