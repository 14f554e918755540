"""`render_letter FILE.json --template modern-professional --output out.pdf`: a file to a PDF, no database."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from letters import printing
from letters.schema import LETTER
from saaska.documents.designs import UnknownDesignError, find
from saaska.documents.renderer import PrintingError

MAX_BYTES = 5_000_000


class Command(BaseCommand):
    help = "Prints a cover letter as PDF: JSON with personal_info, company_name, job_title and content."
    requires_system_checks = ["documents"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a JSON file with the letter's columns")
        parser.add_argument("--template", default="modern-professional", help="the design's name")
        parser.add_argument("--output", type=Path, required=True, help="the PDF to write")
        parser.add_argument(
            "--date", type=date.fromisoformat, help="the day printed on the letter, as 2026-01-31; today's"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            find("letter", options["template"])
            letter = SimpleNamespace(template=options["template"], **content(options["file"]))
            printed = printing.print_letter(letter, written=options["date"])
            options["output"].write_bytes(printed.pdf)
        except OSError as error:
            raise CommandError(f"{error.strerror}: {error.filename}") from error
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        except (UnknownDesignError, PrintingError) as error:
            raise CommandError(str(error)) from error
        if printed.unprintable:
            self.stderr.write(f"These characters cannot be printed: {printed.unprintable}")
        pages = "1 page" if printed.pages == 1 else f"{printed.pages} pages"
        self.stdout.write(f"{options['output']}: {pages}, {len(printed.pdf):,} bytes")


def content(path: Path) -> dict[str, Any]:
    """A letter's columns out of a file."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise CommandError("The file is too large.")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise CommandError("The file is not JSON.") from error
    return LETTER.clean(value)
