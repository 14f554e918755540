"""What one printer holds after documents of all kinds: every résumé design in every pair of typefaces.

    eval "$(bin/services env)"; var/venv/bin/python bench/documents_memory.py [--rounds 3]

The text is Latin and changes with every document. The printer is not replaced meanwhile.
"""

import argparse
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "bench")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")

import django  # noqa: E402

django.setup()

import documents_content as content  # noqa: E402

from resumes import printing  # noqa: E402
from saaska.documents import designs, printer_process, renderer  # noqa: E402
from saaska.documents.designs import Options  # noqa: E402
from saaska.documents.fonts import PAIRS  # noqa: E402


def print_one(pool: renderer.Pool, slug: str, pair: str, number: int) -> None:
    options = Options(fonts=pair)
    resume: Any = SimpleNamespace(template=slug, **content.changed(content.resume(3), number))
    design = designs.find("resume", slug)
    pool.render(
        design.html(printing.context(resume, options)),
        design.css(options),
        attachments=printing.attachments(resume, options),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    printer_process.DOCUMENTS = 10**9
    pool = renderer.Pool(1, seconds=120, waiting_seconds=120)
    number = 0
    print("| documents | designs in a pair of typefaces | MB held |\n|---:|---:|---:|")
    for turn in range(arguments.rounds):
        for pair in PAIRS:
            for slug in designs.known("resume"):
                print_one(pool, slug, pair, number)
                number += 1
            held = next(iter(pool.all)).memory / 2**20
            if turn == 0 or pair == list(PAIRS)[-1]:
                print(f"| {number} | {pair if turn == 0 else 'all'} | {held:.0f} |", flush=True)
    pool.close()


if __name__ == "__main__":
    main()
