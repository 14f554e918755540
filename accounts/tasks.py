"""The jobs of the accounts: procrastinate looks for them here."""

from django.core.management import call_command
from procrastinate.contrib.django import app

from accounts.export import export
from accounts.mail import send
from accounts.resets import answer
from saaska.db import limits
from saaska.db.scope import scope

__all__ = ["answer", "export", "send", "tidy"]


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="tidy_accounts", pass_context=False)
def tidy(timestamp: int) -> None:
    """Daily: forgets tries that count no more and sessions that ended."""
    limits.forget_old()
    with scope("auth"):
        call_command("clearsessions")
