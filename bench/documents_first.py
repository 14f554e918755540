"""What the first print of a design costs a process, and whether printing all designs before helps.

    eval "$(bin/services env)"; var/venv/bin/python bench/documents_first.py

Processor milliseconds of the same résumé, each time with other words, in a new process: in each design four times,
once without anything before and once after another résumé was printed in all designs.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
MEASURING = """
import logging, time
from pathlib import Path
import django
django.setup()
logging.disable(logging.INFO)
from resumes import printing
from resumes.tests import samples
from saaska.documents import designs, pdf

def spent(sheets, words):
    html = sheets.html.replace("</p>", f" {words}</p>").replace("</li>", f" {words}</li>")
    began = time.process_time()
    pdf.render(html, sheets.css, attachments=sheets.attachments)
    return (time.process_time() - began) * 1000

def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4 / 1024

pdf.warm_up()
known = designs.known("resume")
before = sum(spent(printing.sheets(samples.many_sections(design)), "") for design in known) if WARM else 0
for design in known:
    sheets = printing.sheets(samples.one_page(design))
    print(*(spent(sheets, f"word{number}") for number in range(4)))
print(before, megabytes())
"""
ROUNDS = 3


def measured(*, warm: bool) -> tuple[list[list[float]], list[float]]:
    """The times of each design, then what came before and the memory in the end."""
    said = subprocess.run(
        [sys.executable, "-c", MEASURING.replace("WARM", str(warm))],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
        env={"DJANGO_SETTINGS_MODULE": "saaska.settings", **os.environ},
    ).stdout
    lines = [[float(word) for word in line.split()] for line in said.splitlines()]
    return lines[:-1], lines[-1]


def main() -> None:
    print("| before | first, ms | second | later | ms before | MB in the end |")
    print("|---|---:|---:|---:|---:|---:|")
    for warm in (False, True):
        runs = [measured(warm=warm) for _round in range(ROUNDS)]
        designs = [times for found, _end in runs for times in found]
        first, second, *later = ([times[at] for times in designs] for at in range(4))
        end = [statistics.median(values) for values in zip(*(end for _found, end in runs), strict=True)]
        said = [first, second, [time for times in later for time in times]]
        numbers = " | ".join(f"{statistics.median(times):.0f}" for times in said)
        print(f"| {'all designs' if warm else 'nothing'} | {numbers} | {end[0]:.0f} | {end[1]:.0f} |")


main()
