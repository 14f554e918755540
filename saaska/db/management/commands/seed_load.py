"""A database as large as it may become, to measure in."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from saaska.db.load import Sizes, email_of, load


class Command(BaseCommand):
    help = (
        "Adds people with applications and activities by the million, the same for the same sizes, seed and day."
        " One of them has --largest applications, another --second; nobody of them can log in by password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for name, default in vars(Sizes()).items():
            parser.add_argument(f"--{name}", type=int, default=default)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--today", type=date.fromisoformat, help="the day it is told from, as 2026-11-28")
        parser.add_argument("--force", action="store_true", help="also where DEBUG is off")

    def handle(self, *args: Any, force: bool, seed: int, today: date | None, **options: Any) -> None:
        if not settings.DEBUG and not force:
            raise CommandError(
                "This adds people who do not exist and holds up everybody else meanwhile, so it does nothing in"
                " production (DEBUG is off). Add --force if you want it all the same."
            )
        sizes = Sizes(**{name: options[name] for name in vars(Sizes())})
        if not sizes.is_possible:
            raise CommandError(
                "The two measured people have more applications than there are to be, or fewer."
            )
        if not load(sizes, seed=seed, today=today or timezone.localdate()):
            self.stdout.write("The load is there already; nothing was changed.")
        self.stdout.write(f"Measured: {email_of(sizes.largest)} and {email_of(sizes.second)}")
