"""`render_letter FILE.json --template modern-professional --output out.pdf`: files to PDFs, no database."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from letters import printing
from letters.schema import LETTER
from saaska.documents.management.rendering import NotRenderedError, RenderCommand
from saaska.documents.prints import Sheets

MAX_BYTES = 5_000_000


class Command(RenderCommand):
    help = (
        "Prints cover letters as PDF, PNG or HTML: JSON with personal_info, company_name, job_title, content."
    )
    kind = "letter"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--date", type=date.fromisoformat, help="the day printed on the letter, as 2026-01-31; today's"
        )

    def content(self, path: Path) -> tuple[dict[str, Any], str]:
        return content(path), ""

    def sheets(self, document: Any, options: Mapping[str, Any]) -> Sheets:
        return printing.sheets(document, written=options["date"])


def content(path: Path) -> dict[str, Any]:
    """A letter's columns out of a file."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise NotRenderedError("The file is too large.")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotRenderedError("The file is not JSON.") from error
    return LETTER.clean(value)
