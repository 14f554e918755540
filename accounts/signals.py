"""What follows from allauth's events."""

from typing import Any

from allauth.account import signals as allauth_signals
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import sessions
from accounts.activity import record
from accounts.models import User
from accounts.preferences import remember
from accounts.tokens import forget_reset_token
from saaska.ui import visitors_theme


@receiver([post_save, post_delete], sender=EmailAddress)
def keep_email_verified(instance: EmailAddress, **kwargs: Any) -> None:
    """`email_verified` says whether the account's present address is confirmed, whatever changed the addresses."""
    user = User.objects.filter(pk=instance.user_id)
    for email in user.values_list("email", flat=True):
        confirmed = EmailAddress.objects.filter(user_id=instance.user_id, email=email, verified=True).exists()
        user.update(email_verified=confirmed)


@receiver(allauth_signals.email_confirmed)
def forget_confirmation_link(email_address: EmailAddress, **kwargs: Any) -> None:
    User.objects.filter(pk=email_address.user_id).update(email_verification_token=None)


@receiver(allauth_signals.user_signed_up)
def record_sign_up(request: HttpRequest, user: User, **kwargs: Any) -> None:
    record(request, "signup", feature="account", user=user)


@receiver(allauth_signals.user_logged_in)
def record_login(request: HttpRequest, user: User, **kwargs: Any) -> None:
    record(request, "login", feature="account", user=user)
    zone = request.session.get("timezone", "UTC")  # see note_zone
    remember(request, user.preferences_in(visitors_theme(request), zone))


@receiver(user_logged_out)
def record_logout(request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    if user is None:
        return
    record(request, "logout", feature="account", user=user)
    UserSession.objects.filter(session_key=request.session.session_key).delete()


@receiver([allauth_signals.password_changed, allauth_signals.password_set])
def end_other_sessions(request: HttpRequest, user: User, **kwargs: Any) -> None:
    record(request, "password_change", feature="account", user=user)
    sessions.end(user, but=request.session.session_key)


@receiver(allauth_signals.password_reset)
def end_all_sessions(request: HttpRequest, user: User, **kwargs: Any) -> None:
    forget_reset_token(user)
    record(request, "password_reset", feature="account", user=user)
    sessions.end(user)


@receiver(allauth_signals.email_changed)
def record_email_change(
    request: HttpRequest, user: User, from_email_address: EmailAddress | None, **kwargs: Any
) -> None:
    if from_email_address:  # without one it is the first address that was confirmed
        record(request, "email_change", feature="account", user=user)
