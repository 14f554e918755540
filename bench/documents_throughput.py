"""How many résumés a second the printers print, what they hold in memory, and what more pages cost.

    eval "$(bin/services env)"; var/venv/bin/python bench/documents_throughput.py [--documents 2000]

Every document's text is its own: nothing comes out of a cache. The printers are not replaced after 500 documents
here, so that what a leak would add is seen.
"""

import argparse
import os
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
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
from saaska.documents import designs, pdf, printer_process, renderer  # noqa: E402
from saaska.documents.designs import Options  # noqa: E402
from saaska.documents.frames import PAGE, Picture, Printed  # noqa: E402

DESIGN = "modern-professional"
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
JOBS = {1: 3, 3: 10, 6: 19, 12: 36}  # of a résumé with so many pages


def parts(jobs: int, number: int) -> tuple[str, str, dict[str, bytes]]:
    """HTML, style sheet and attachment of a résumé nobody printed before."""
    resume: Any = SimpleNamespace(template=DESIGN, **content.changed(content.resume(jobs), number))
    design, options = designs.find("resume", DESIGN), Options()
    return (
        design.html(printing.context(resume, options)),
        design.css(options),
        printing.attachments(resume, options),
    )


def print_one(number: int, *pictures: Picture) -> Printed:
    html, css, attachments = parts(3, number)
    return renderer.render(html, css, attachments=attachments, pictures=pictures)


def megabytes() -> list[float]:
    """Resident memory of each printer process."""
    found = [
        Path(f"/proc/{printer.process.pid}/statm").read_text().split()[1] for printer in renderer.pool.all
    ]
    return [int(pages) * PAGE_SIZE / 2**20 for pages in found]


def seconds_of_processor() -> float:
    """This process and its printers."""
    files = [Path(f"/proc/{printer.process.pid}/schedstat") for printer in renderer.pool.all]
    return sum(int(file.read_text().split()[0]) for file in files) / 1e9 + time.process_time()


def throughput(documents: int) -> None:
    print("| documents | a second | CPU ms each | MB a printer | KB a PDF |\n|---:|---:|---:|---|---:|")
    with ThreadPoolExecutor(renderer.pool_size()) as threads:
        list(threads.map(print_one, range(20)))
        done, step = 0, max(50, documents // 8)
        while done < documents:
            started, spent = time.perf_counter(), seconds_of_processor()
            made = list(threads.map(print_one, range(1000 + done, 1000 + done + step)))
            wall, cpu = time.perf_counter() - started, seconds_of_processor() - spent
            done += step
            memory = " ".join(f"{found:.0f}" for found in sorted(megabytes()))
            size = statistics.median(len(printed.pdf) for printed in made) / 1024
            print(
                f"| {done} | {step / wall:.1f} | {cpu / step * 1000:.0f} | {memory} | {size:.1f} |",
                flush=True,
            )


def images(documents: int) -> None:
    """From a résumé's data to the image of its first page, one after the other."""
    taken = []
    for number in range(documents):
        started = time.perf_counter()
        printed = print_one(100_000 + number, Picture(1, PAGE))
        taken.append((time.perf_counter() - started) * 1000)
        assert len(printed.pictures) == 1
    ordered = sorted(taken)
    print(
        f"\nData to page image, {documents} documents: median {ordered[documents // 2]:.0f} ms,"
        f" p95 {ordered[int(documents * 0.95)]:.0f} ms by the clock."
    )


def growth(rounds: int) -> None:
    print("\n| pages | jobs | CPU ms | ms a page |\n|---:|---:|---:|---:|")
    pdf.warm_up()
    found: dict[int, list[float]] = {}
    pages = {}
    for number in range(rounds + 1):
        for jobs in JOBS.values():
            spent = time.process_time()
            html, css, attachments = parts(jobs, number)
            printed = pdf.render(html, css, attachments=attachments)
            if number:
                found.setdefault(jobs, []).append((time.process_time() - spent) * 1000)
            pages[jobs] = printed.pages
    for jobs, taken in found.items():
        median = statistics.median(taken)
        print(f"| {pages[jobs]} | {jobs} | {median:.0f} | {median / pages[jobs]:.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    printer_process.DOCUMENTS = 10**9
    renderer.pool.seconds = renderer.pool.waiting_seconds = 120
    before = os.getloadavg()[0]
    throughput(arguments.documents)
    images(200)
    growth(arguments.rounds)
    print(f"\nLoad {before:.1f} before, {os.getloadavg()[0]:.1f} after, {os.cpu_count()} cores.")


if __name__ == "__main__":
    main()
