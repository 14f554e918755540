"""What a document costs that was printed before, and one that was not: the request, the draft, the page's image.

    eval "$(bin/services env)"; var/venv/bin/python bench/documents_cache.py

A person and their résumé are made in a transaction that is undone at the end; requests go through Django's test
client, so all of the product is measured but the web server. Prints kept in Redis run out by themselves.
"""

import argparse
import io
import itertools
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
os.environ["DATABASE_LOGIN"] = "owner"

import django  # noqa: E402

django.setup()

import pypdfium2 as pdfium  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from documents_content import changed, resume  # noqa: E402
from PIL import Image  # noqa: E402

from accounts.models import User  # noqa: E402
from resumes import printing  # noqa: E402
from resumes.models import Resume  # noqa: E402
from saaska.documents import preview, prints  # noqa: E402
from saaska.documents.frames import DENSE, PAGE, SIZES, THUMBNAIL, Picture  # noqa: E402

PAGES = {1: 3, 3: 10}  # jobs that fill so many pages
DESIGN = "modern-professional"
FORMATS = {
    "PNG of 256 colours": {"format": "PNG", "compress_level": preview.EFFORT},
    "JPEG 85": {"format": "JPEG", "quality": 85, "subsampling": 0},
    "WebP 85, quickest": {"format": "WEBP", "quality": 85, "method": 0},
    "WebP 80, usual": {"format": "WEBP", "quality": 80, "method": 4},
    "WebP without loss": {"format": "WEBP", "lossless": True, "quality": 20, "method": 1},
}


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock, and of this process."""
    clock, spent = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - spent) * 1000


def row(name: str, times: list[tuple[float, float]], last: object) -> None:
    clock, spent = zip(*times, strict=True)
    p95 = statistics.quantiles(clock, n=20)[-1]
    print(
        f"| {name} | {statistics.median(clock):.1f} | {p95:.1f} | {statistics.median(spent):.1f} | {last} |"
    )


def drafts(jobs: int) -> Iterator[SimpleNamespace]:
    """The résumé, with other words each time."""
    for number in itertools.count():
        yield SimpleNamespace(template=DESIGN, **changed(resume(jobs), number))


def downloads(runs: int) -> None:
    print("\n| request | p50 ms | p95 ms | of the process | queries |\n|---|---:|---:|---:|---:|")
    call_command("seed_templates", verbosity=0, stdout=io.StringIO())
    user = User.objects.create_user(email=f"bench-{os.getpid()}@example.org", password=None)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    row_ = Resume.objects.create(user=user, title="Bench", template=DESIGN, **resume(PAGES[1]))
    words = drafts(PAGES[1])

    def download() -> None:
        answer = client.post(f"/resumes/{row_.pk}/download/", secure=settings.SECURE_SSL_REDIRECT)
        assert answer.status_code == 200, answer.content[:200]

    def other_words() -> None:
        draft = next(words)
        columns = {name: getattr(draft, name) for name in printing.PRINTED}
        Resume.objects.filter(pk=row_.pk).update(**columns)

    def as_before() -> None:
        Resume.objects.filter(pk=row_.pk).update(**resume(PAGES[1]))

    download()
    with CaptureQueriesContext(connection) as captured:
        download()
        queries = len(
            [
                query
                for query in captured.captured_queries
                if query["sql"][:6] in ("SELECT", "INSERT", "UPDATE")
            ]
        )
    image = f"/resumes/{row_.pk}/preview/{printing.order(row_).key}/1"

    def look() -> None:
        assert client.get(image, secure=settings.SECURE_SSL_REDIRECT).status_code == 200

    look()
    found: dict[str, list[tuple[float, float]]] = {"process": [], "Redis": [], "": [], "image": []}
    for _run in range(runs):  # by turns, so that other work on the machine meets them all
        found["image"].append(timed(look))
        printing.printed(row_)
        found["process"].append(timed(download))
        prints.forget_all()
        found["Redis"].append(timed(download))
        other_words()
        found[""].append(timed(download))
        as_before()
    row("image of a page, kept: the least a request does", found["image"], 2)
    row("download, kept in the process", found["process"], queries)
    row("download, kept in Redis", found["Redis"], queries)
    row("download, changed, so printed", found[""], queries)
    saved = Resume.objects.get(pk=row_.pk)
    printing.printed(saved)
    row(
        "of a download, finding the print",
        [timed(lambda: printing.printed(saved)) for _run in range(runs)],
        0,
    )


def pictures(runs: int) -> None:
    print(
        "\n| from changed text to the image of its first page | p50 ms | p95 ms | of the web process | pages |"
    )
    print("|---|---:|---:|---:|---:|")
    for pages, jobs in PAGES.items():
        texts, again = drafts(jobs), []
        made = [printing.printed(next(texts), pictures=[Picture(1)]) for _warm in range(5)]
        anew = [timed(lambda: printing.page_image(next(texts))) for _run in range(runs)]  # noqa: B023  # used here
        for _run in range(runs):
            draft = next(texts)
            printing.printed(draft)
            again.append(timed(lambda: printing.page_image(draft)))  # noqa: B023  # used at once
        row(f"{pages} printed and drawn", anew, made[0].pages)
        row(f"{pages} drawn, printed before", again, made[0].pages)


def formats(runs: int) -> None:
    print("\n| image of a page | pixels | p50 ms | kB |\n|---|---:|---:|---:|")
    pdf = printing.printed(next(drafts(PAGES[1]))).pdf
    for size in SIZES:
        document = pdfium.PdfDocument(pdf)
        page = document[0]
        scale = preview.THUMBNAIL_WIDTH / page.get_width() if size == THUMBNAIL else preview.SCALES[size]

        def draw() -> object:
            return page.render(scale=scale, rev_byteorder=True).to_pil()  # noqa: B023  # used at once

        spent = statistics.median(timed(draw)[1] for _run in range(runs))
        image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
        print(f"| {size}, drawing | {image.width} × {image.height} | {spent:.1f} | |")
        for name, options in FORMATS.items():
            file = io.BytesIO()

            def write() -> None:
                file.seek(0)  # noqa: B023  # used at once
                file.truncate()  # noqa: B023
                drawn = image  # noqa: B023
                if options["format"] == "PNG":  # noqa: B023
                    drawn = image.quantize(  # noqa: B023
                        preview.COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
                    )
                drawn.save(file, **options)  # noqa: B023

            spent = statistics.median(timed(write)[1] for _run in range(runs))
            print(f"| {size}, {name} | | {spent:.1f} | {len(file.getvalue()) / 1000:.0f} |")
        page.close()
        document.close()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--runs", type=int, default=100)
    runs = arguments.parse_args().runs
    settings.DEBUG = False  # Django would note every query
    assert {PAGE, DENSE, THUMBNAIL} == set(SIZES)
    with transaction.atomic():
        downloads(runs)
        pictures(runs)
        transaction.set_rollback(True)
    formats(min(runs, 15))
