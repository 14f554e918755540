"""A new password for who has lost theirs.

The page only puts the typed address into the queue, so it takes as long, and says as much, whether or not an
account has that address. The rest happens in the worker.
"""

import logging

from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.utils import user_pk_to_url_str
from procrastinate.contrib.django import app

from accounts import mail
from accounts.limits import RESETS_TO_ADDRESS, mailbox
from accounts.tokens import ResetTokenGenerator
from saaska.db.fields import decrypt, encrypt
from saaska.db.scope import scope

logger = logging.getLogger(__name__)


def ask(email: str) -> None:
    answer.defer(sealed=encrypt(email))


@app.task(retry=mail.PATIENTLY, pass_context=False)
def answer(sealed: str) -> None:
    """Mails a link to each account of the address, or says that there is none. A second run mails a newer link."""
    email = decrypt(sealed)
    with scope("auth"):
        if RESETS_TO_ADDRESS.spend(mailbox(email)) is None:
            logger.warning("Too many mails to one address: a link was not sent.")
            return
        users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        for user in users:
            key = f"{user_pk_to_url_str(user)}-{ResetTokenGenerator().make_token(user)}"
            link = mail.address_of("account_reset_password_from_key", *key.split("-", 1))
            mail.post("account/email/password_reset_key", email, {"password_reset_url": link})
        if not users:
            link = mail.address_of("account_signup")
            mail.post("account/email/unknown_account", email, {"signup_url": link})
