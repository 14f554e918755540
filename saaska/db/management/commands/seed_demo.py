"""An account with a believable career, to look around in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from saaska import seeding


class Command(BaseCommand):
    help = "Adds the demo account with its career and, in development, a staff account. What is there stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="also where DEBUG is off (its password is public)"
        )

        parser.add_argument(
            "--prints", action="store_true", help="also keeps what one application was sent with, as PDFs"
        )

    def handle(self, *args: Any, force: bool, prints: bool, **options: Any) -> None:
        if not settings.DEBUG and not force:
            raise CommandError(
                "The demo account's password is public, so it is not added in production (DEBUG is off)."
                " Add --force if you want it all the same."
            )
        if not seeding.seed_demo(timezone.localdate()):
            self.stdout.write("The demo account is there already; nothing was changed.")
        elif prints:
            seeding.freeze_what_was_sent()
        self.stdout.write(f"Demo login: {seeding.DEMO_EMAIL}, password {seeding.DEMO_PASSWORD}")
        if settings.DEBUG:
            seeding.seed_staff()
            self.stdout.write(f"Staff login: {seeding.STAFF_EMAIL}, password {seeding.STAFF_PASSWORD}")
