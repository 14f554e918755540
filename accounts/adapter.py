"""allauth as we want it: links of our own address, mails as jobs, limits in PostgreSQL, next pages of our own host."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts import mail
from accounts.limits import (
    CONFIRMATIONS_TO_ADDRESS,
    PASSWORDS_FROM_PLACE,
    PASSWORDS_OF_ACCOUNT,
    mailbox,
    place,
    too_many,
)
from accounts.models import User
from accounts.tokens import fingerprint
from accounts.visitors import client_ip
from saaska.db import limits

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and this password do not belong together."),
        "duplicate_email": _("This is already the address of your account."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link does not work any more."),
    }

    # Where things come from and go to

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request) or "0.0.0.0"  # nosec B104  # a column that wants an address; nothing listens there

    def is_safe_url(self, url: str | None) -> bool:
        """Paths of this site only: a "next" never names a host, not even ours."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    # Limits

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Each wrong password costs a try of the account, under any spelling of its address, and one of the place."""
        counted = [
            (PASSWORDS_OF_ACCOUNT, mailbox(credentials["email"])),
            (PASSWORDS_FROM_PLACE, place(request)),
        ]
        self.spent_tries: list[int] = []
        for limit, key in counted:
            spent = limit.spend(key)
            if spent is None:
                logger.warning("Too many tries: %s.", limit.name)
                raise ImmediateHttpResponse(too_many(request, limit))
            self.spent_tries.append(spent)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user:
            for spent in self.spent_tries:
                limits.give_back(spent)
        return user

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """allauth calls this after a password reset: who owns the mailbox is not locked out by somebody's guesses."""
        PASSWORDS_OF_ACCOUNT.forgive(mailbox(credentials["email"]))

    # People

    def set_password(self, user: User, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password", "updated_at"])

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """An address that somebody else signed up with in the meantime cannot become this account's."""
        if not email_address.user.may_take(email_address.email):
            self.add_message(
                request,
                messages.ERROR,
                "account/messages/email_confirmation_failed.txt",
                {"email": email_address.email},
            )
            return False
        return bool(super().confirm_email(request, email_address))

    # Mails

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mail.post(template_prefix, email, context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        context = {"reset_url": mail.address_of("account_reset_password"), **(context or {})}
        super().send_notification_mail(template_prefix, user, context, email)

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        address = emailconfirmation.email_address
        if CONFIRMATIONS_TO_ADDRESS.spend(mailbox(address.email)) is None:
            logger.warning("Too many mails to one address: a confirmation was not sent.")
            return
        key = emailconfirmation.key  # signed with the time of day: asking twice gives two
        User.objects.filter(pk=address.user_id).update(email_verification_token=fingerprint(key))
        template = "email_confirmation_signup" if signup else "email_confirmation"
        context = {"activate_url": mail.address_of("account_confirm_email", key)}
        self.send_mail(f"account/email/{template}", address.email, context)

    def send_account_already_exists_mail(self, email: str) -> None:
        if CONFIRMATIONS_TO_ADDRESS.spend(mailbox(email)) is None:
            logger.warning("Too many mails to one address: “you have an account” was not sent.")
            return
        context = {
            "login_url": mail.address_of("account_login"),
            "password_reset_url": mail.address_of("account_reset_password"),
        }
        self.send_mail("account/email/account_already_exists", email, context)
