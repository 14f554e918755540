"""Creates the coming months' partitions and drops those past retention. Safe to run at any time, twice or at once."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from saaska.db.partitions import maintain_months


def month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


class Command(BaseCommand):
    help = "Create the coming months' partitions of user_activities and audit_log; drop those past retention."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ahead", type=int, default=3, help="months to have ready from now on")
        parser.add_argument("--keep", type=int, default=24, help="months to keep")
        parser.add_argument(
            "--since", type=month, default=None, help="first month to make, YYYY-MM (this month)"
        )

    def handle(self, *args: Any, ahead: int, keep: int, since: date | None, **options: Any) -> None:
        for partition in maintain_months(since=since, ahead=ahead, keep=keep):
            if partition.done == "blocked":
                self.stderr.write(f"blocked {partition.name}: the default partition holds rows of that month")
            else:
                self.stdout.write(f"{partition.done} {partition.name}")
