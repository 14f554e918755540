"""What a pause in typing costs: the POST that saves a résumé of three pages, and from the last key to the new image.

    eval "$(bin/services env)"; var/venv/bin/python bench/autosave.py
    var/venv/bin/python bench/autosave.py --site http://127.0.0.1:8000    # in a browser, with bin/run up

The first is processor time of the web process, in a transaction that is undone at the end: the answer's first piece for
one changed word, for a text that is stored already, and for a field that is not right. Printing is the second piece,
which is not asked for. The second types into the demo person's résumé as them, and takes the letters out again.
"""

import argparse
import io
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
DESIGN = "modern-professional"
JOBS = 10  # that fill three pages
DEMO = ("demo@saaska.com", "demo-saaska-2026")


def row(name: str, times: list[float], *more: object) -> None:
    p95 = statistics.quantiles(times, n=20)[-1]
    print("| " + " | ".join(map(str, (name, f"{statistics.median(times):.1f}", f"{p95:.1f}", *more))) + " |")


def saving(runs: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
    os.environ["DATABASE_LOGIN"] = "owner"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from documents_content import resume

    from accounts.models import User
    from resumes.editor import Editor
    from resumes.models import Resume

    settings.DEBUG = False  # Django would note every query
    with transaction.atomic():
        call_command("seed_templates", verbosity=0, stdout=io.StringIO())
        user = User.objects.create_user(email=f"bench-{os.getpid()}@example.org", password=None)
        client = Client(HTTP_HOST="localhost")
        client.force_login(user)
        stored = Resume.objects.create(user=user, title="Bench", template=DESIGN, **resume(JOBS))
        form = Editor(stored, designs=[(DESIGN, DESIGN)]).posted_form()
        form.update({"action": "autosave", "writer": "bench", "version": "1"})
        state = {"step": 0}

        def post(**changes: str) -> float:
            state["step"] += 1
            data = form.copy()
            for name, value in {**changes, "step": str(state["step"])}.items():
                data[name] = value
            body = data.urlencode()
            spent = time.process_time()
            answer = client.post(
                f"/resumes/{stored.pk}/edit/",
                body,
                content_type="application/x-www-form-urlencoded",
                headers={"HX-Request": "true"},
                secure=settings.SECURE_SSL_REDIRECT,
            )
            head = next(iter(answer.streaming_content))
            spent = (time.process_time() - spent) * 1000
            assert answer.status_code == 200, head
            return spent

        def queries(**changes: str) -> int:
            with CaptureQueriesContext(connection) as captured:
                post(**changes)
            kinds = ("SELECT", "INSERT", "UPDATE")
            return sum(query["sql"].lstrip()[:6] in kinds for query in captured.captured_queries)

        cases: dict[str, Callable[[int], dict[str, str]]] = {
            "one word changed": lambda n: {"summary": f"Words {n}"},
            "nothing changed": lambda n: {},
            "a date that is none": lambda n: {"work-3-startDate": f"June {n}"},
        }
        print(
            "| autosave POST, three pages | p50 ms of the process | p95 | queries | fields |\n|---|---:|---:|---:|---:|"
        )
        for name, changes in cases.items():
            times = [post(**changes(n)) for n in range(runs)]
            row(name, times, queries(**changes(-1)), len(form))
        transaction.set_rollback(True)


def typing(site: str, runs: int) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{site}/accounts/login/")
        page.fill("[name=login]", DEMO[0])
        page.fill("[name=password]", DEMO[1])
        page.get_by_role("main").get_by_role("button", name="Log in").click()
        page.goto(f"{site}/resumes/")
        page.locator("a.title").first.click()
        page.locator("img.preview-page").first.wait_for()
        field = page.get_by_role("textbox", name="Headline", exact=True)
        before = field.input_value()
        field.press("End")
        times = [page.evaluate(KEY_TO_IMAGE, number) for number in range(runs)]
        field.fill(before)
        page.wait_for_function("() => document.getElementById('save-status').dataset.state === 'saved'")
        pages = page.locator("img.preview-page").count()
        browser.close()
    print("\n| from the last key to the new image | p50 ms | p95 | pages |\n|---|---:|---:|---:|")
    row("headline, one letter more", times, pages)


# One letter more, then the time until the first page's image is another one, decoded and in place.
KEY_TO_IMAGE = """(number) => new Promise((done) => {
  const field = document.activeElement;
  const source = () => document.querySelector("img.preview-page").src;
  const before = source();
  field.value += "abcdefghijklmnopqrstuvwxyz"[number % 26];
  const start = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const look = () => source() === before ? requestAnimationFrame(look) : done(performance.now() - start);
  look();
})"""


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--runs", type=int, default=50)
    arguments.add_argument("--site", default="")
    chosen = arguments.parse_args()
    if chosen.site:
        typing(chosen.site, chosen.runs)
    else:
        saving(chosen.runs)
