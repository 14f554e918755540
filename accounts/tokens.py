"""The secrets in mailed links. Stored are their hashes alone, the newest one for each person."""

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.models import User


def fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class ResetTokenGenerator(PasswordResetTokenGenerator):
    """Django's signed token, and beside it the hash of the newest one with its end: an older link, a late link or
    a used link opens nothing."""

    def make_token(self, user: Any) -> str:
        token = super().make_token(user)
        ends = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        User.objects.filter(pk=user.pk).update(
            reset_password_token=fingerprint(token), reset_password_expires_at=ends
        )
        return token

    def check_token(self, user: Any, token: str | None) -> bool:
        if not super().check_token(user, token):
            return False
        newest = User.objects.filter(pk=user.pk, reset_password_expires_at__gt=timezone.now())
        stored = newest.values_list("reset_password_token", flat=True).first()
        return constant_time_compare(stored or "", fingerprint(token or ""))


def forget_reset_token(user: User) -> None:
    User.objects.filter(pk=user.pk).update(reset_password_token=None, reset_password_expires_at=None)
