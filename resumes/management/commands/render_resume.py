"""`render_resume FILE.json --template modern-professional --output out.pdf`: files to PDFs, no database."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from resumes import importers, printing
from resumes.schema import IMPORT_CONTENT
from saaska.documents.management.rendering import NotRenderedError, RenderCommand
from saaska.documents.prints import Sheets


class Command(RenderCommand):
    help = "Prints JSON Resume files, or résumés in SaaSka's own shape, as PDF, PNG or HTML."
    kind = "resume"

    def content(self, path: Path) -> tuple[dict[str, Any], str]:
        try:
            return content(path)
        except importers.UnreadableFile as error:
            raise NotRenderedError(str(error)) from error

    def sheets(self, document: Any, options: Mapping[str, Any]) -> Sheets:
        return printing.sheets(document)


def content(path: Path) -> tuple[dict[str, Any], str]:
    """A résumé's columns out of a file in our own shape or any format we import, and what they lack of it."""
    with path.open("rb") as file:
        data = file.read(importers.MAX_BYTES + 1)  # one more, so that the importer sees it is too large
    own, lacks = own_shape(data), ""
    if own is not None:
        columns = IMPORT_CONTENT.clean(own)
    else:
        found = importers.read(data, file_name=path.name)
        columns = {name: getattr(found, name) for name in IMPORT_CONTENT.kind.model_fields}
        lacks = "\n".join(f"{path}: {sentence(line)}" for line in found.report.lacking)
    return {name: value for name, value in columns.items() if name != "title"}, lacks


def sentence(line: importers.Line) -> str:
    """What became of values of the file, and how many they are: a long report puts like ones together."""
    values = f" ({line.leaves:,} values)" if line.leaves > 1 else ""
    return f"{line.source}: {line.reason}{values}" if line.source else line.reason


def own_shape(data: bytes) -> dict[str, Any] | None:
    """The file's object when it has our columns."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None  # whatever it is, the importers can say it in a sentence
    return value if isinstance(value, dict) and "personal_info" in value else None
