"""Every design with every sample, drawn for docs/designs.md.

    eval "$(bin/services env)"; var/venv/bin/python docs/contact_sheets.py

Writes docs/images/designs/: one sheet a sample, for résumés and for letters. The samples are those that
the golden pages compare.
"""

import datetime
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")

import django  # noqa: E402

django.setup()

import pypdfium2 as pdfium  # noqa: E402
from PIL import Image, ImageDraw, ImageFont  # noqa: E402

from letters import printing as letter_printing  # noqa: E402
from letters.tests import shown as letters_shown  # noqa: E402
from resumes import printing as resume_printing  # noqa: E402
from resumes.tests import shown as resumes_shown  # noqa: E402
from saaska.documents import designs  # noqa: E402
from saaska.documents.designs import Kind  # noqa: E402
from saaska.documents.management.commands.seed_templates import config_of  # noqa: E402

SHEETS = PROJECT / "docs/images/designs"
WIDTH, GAP, CAPTION = 420, 24, 36  # pixels
PAGES_SHOWN = 2
COLUMNS = 5
GROUND, INK, EDGE = "#e7e5e0", "#26241f", "#bdb9b0"
WRITTEN = datetime.date(2026, 3, 2)
RESUMES: Mapping[str, Callable[[str], Any]] = resumes_shown.SHOWN
LETTERS: Mapping[str, Callable[[str], Any]] = letters_shown.SHOWN


class Tile(NamedTuple):
    caption: str
    page: Image.Image


def resume_pdf(sample: str, design: str) -> bytes:
    document = RESUMES[sample](design)
    return resume_printing.print_resume(document, config_of("resume", design)).pdf


def letter_pdf(sample: str, design: str) -> bytes:
    letter = LETTERS[sample](design)
    return letter_printing.print_letter(letter, config_of("letter", design), written=WRITTEN).pdf


def tiles(pdf: bytes, name: str) -> list[Tile]:
    """The first pages, captioned with the name and how many pages there are."""
    document = pdfium.PdfDocument(pdf)
    count = len(document)
    drawn = []
    for number in range(min(count, PAGES_SHOWN)):
        sheet = document[number]
        page = sheet.render(scale=WIDTH / sheet.get_width()).to_pil().convert("RGB")
        drawn.append(Tile(name if count == 1 else f"{name} · {number + 1} of {count}", page))
        sheet.close()
    document.close()
    return drawn


def sheet_of(all_tiles: Sequence[Tile]) -> Image.Image:
    height = max(tile.page.height for tile in all_tiles) + CAPTION
    rows = -(-len(all_tiles) // COLUMNS)
    across = min(COLUMNS, len(all_tiles))
    sheet = Image.new("RGB", (GAP + across * (WIDTH + GAP), GAP + rows * (height + GAP)), GROUND)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(PROJECT / "static/fonts/documents/inter-600.ttf"), 17)
    for number, tile in enumerate(all_tiles):
        left = GAP + number % COLUMNS * (WIDTH + GAP)
        top = GAP + number // COLUMNS * (height + GAP)
        draw.text((left, top + 4), tile.caption, INK, font)
        sheet.paste(tile.page, (left, top + CAPTION))
        draw.rectangle(
            (left - 1, top + CAPTION - 1, left + WIDTH, top + CAPTION + tile.page.height), outline=EDGE
        )
    return sheet


def save(name: str, all_tiles: Sequence[Tile]) -> None:
    SHEETS.mkdir(parents=True, exist_ok=True)
    path = SHEETS / f"{name}.webp"
    sheet_of(all_tiles).save(path, "WEBP", quality=72, method=6)
    print(f"{path.relative_to(PROJECT)}: {len(all_tiles)} pages, {path.stat().st_size / 1000:.0f} kB")


def sheets(kind: Kind, samples: Sequence[str], pdf_of: Callable[[str, str], bytes]) -> None:
    for sample in samples:
        found = [tile for design in designs.known(kind) for tile in tiles(pdf_of(sample, design), design)]
        save(f"{kind}-{sample.lower()}", found)


if __name__ == "__main__":
    sheets("resume", list(RESUMES), resume_pdf)
    sheets("letter", list(LETTERS), letter_pdf)
