"""`render_resume FILE.json --template modern-professional --output out.pdf`: a file to a PDF, no database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from resumes import importers, printing
from resumes.schema import IMPORT_CONTENT
from saaska.documents.designs import UnknownDesignError, find
from saaska.documents.renderer import PrintingError


class Command(BaseCommand):
    help = "Prints a JSON Resume file, or a résumé in SaaSka's own shape, as PDF."
    requires_system_checks = ["documents"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a JSON Resume file, or one with our own columns")
        parser.add_argument("--template", default="modern-professional", help="the design's name")
        parser.add_argument("--output", type=Path, required=True, help="the PDF to write")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            find("resume", options["template"])
            resume = SimpleNamespace(template=options["template"], **content(options["file"]))
            printed = printing.print_resume(resume)
            options["output"].write_bytes(printed.pdf)
        except OSError as error:
            raise CommandError(f"{error.strerror}: {error.filename}") from error
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        except (UnknownDesignError, PrintingError, importers.UnreadableFile) as error:
            raise CommandError(str(error)) from error
        if printed.unprintable:
            self.stderr.write(f"These characters cannot be printed: {printed.unprintable}")
        pages = "1 page" if printed.pages == 1 else f"{printed.pages} pages"
        self.stdout.write(f"{options['output']}: {pages}, {len(printed.pdf):,} bytes")


def content(path: Path) -> dict[str, Any]:
    """A résumé's columns out of a file in our own shape or any format we import."""
    with path.open("rb") as file:
        data = file.read(importers.MAX_BYTES + 1)  # one more, so that the importer sees it is too large
    own = own_shape(data)
    if own is not None:
        columns = IMPORT_CONTENT.clean(own)
    else:
        found = importers.read(data, file_name=path.name)
        columns = {name: getattr(found, name) for name in IMPORT_CONTENT.kind.model_fields}
    return {name: value for name, value in columns.items() if name != "title"}


def own_shape(data: bytes) -> dict[str, Any] | None:
    """The file's object when it has our columns."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None  # whatever it is, the importers can say it in a sentence
    return value if isinstance(value, dict) and "personal_info" in value else None
