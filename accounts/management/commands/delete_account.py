"""Deletes somebody's account and everything that is theirs, for good.

    manage.py delete_account somebody@example.org

asks for the address once more; --yes does not. The rows go in one transaction, by the database's own cascades. Sessions
end with them, and the job worker drops the files. What remains is the audit trail.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import sessions
from accounts.models import User


class Command(BaseCommand):
    help = "Deletes an account, its rows and its files for good."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    @transaction.atomic
    def handle(self, *, email: str, yes: bool, **options: Any) -> None:
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            raise CommandError(f"Nobody has the address {email}.")
        if not yes and input("Type the address again to delete the account for good: ") != email:
            raise CommandError("That was another address: nothing is deleted.")
        sessions.end(user)
        User.objects.filter(pk=user.pk)._raw_delete("default")  # by the cascades of the database
        self.stdout.write(f"The account {email} is deleted. The job worker drops its files.")
