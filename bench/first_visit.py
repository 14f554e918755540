"""What a page's first visit brings over the wire, with nothing in the browser's cache: wanted are 180 KiB at most.

    bin/run                                                              # in another terminal
    eval "$(bin/services env)"; var/venv/bin/python bench/first_visit.py --site http://127.0.0.1:8000

Chromium's own count (encodedDataLength: heads and bodies as the server compressed them) of everything a page asks for
until the network is quiet: HTML, styles, scripts, fonts, icons, and the images it shows. The screen is 1440 × 900 with
one dot a pixel. The demo person's pages, each in a browser that has only the session's cookie.
"""

import argparse
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

WANTED = 180  # KiB
DEMO = ("demo@saaska.com", "demo-saaska-2026")
KINDS = {"Document": "HTML", "Stylesheet": "CSS", "Script": "JS", "Font": "fonts", "Image": "images"}
COLUMNS = (*KINDS.values(), "icons and more")
SCREEN: Any = {"width": 1440, "height": 900}
LISTED = {"resumes": "a.title", "letters": "a.title"}
QUIET = 1500  # milliseconds: what a page asks for by itself after it is there
PAGES = (
    "/",
    "/accounts/login/",
    "/dashboard/",
    "/resumes/",
    "/resumes/<id>/edit/",
    "/resumes/<id>/design/",
    "/resumes/<id>/history/",
    "/resumes/<id>/share/",
    "/resumes/import/",
    "/letters/",
    "/letters/<id>/edit/",
    "/designs/",
    "/applications/",
    "/applications/table/",
    "/applications/insights/",
    "/jobs/",
    "/settings/",
)


def main(site: str, pages: list[str]) -> int:
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox"]
        )
        session, ids = enter(browser.new_page(), site)
        print("| page | KiB | " + " | ".join(COLUMNS) + " |\n|---|---:|" + "---:|" * len(COLUMNS))
        over = 0
        for page in pages:
            for name, path in addresses(page, ids):
                public = page in ("/", "/accounts/login/")
                parts = weights(browser, site + path, None if public else session)
                whole = sum(parts.values()) / 1024
                over += whole > WANTED
                cells = " | ".join(f"{parts[column] / 1024:.0f}" for column in COLUMNS)
                print(f"| `{name}` | {whole:.0f} | {cells} |", flush=True)
        browser.close()
    return over


def enter(page: Page, site: str) -> tuple[Any, dict[str, list[str]]]:
    """The session's cookies, and the ids of the person's documents by kind."""
    page.goto(f"{site}/accounts/login/")
    page.fill("[name=login]", DEMO[0])
    page.fill("[name=password]", DEMO[1])
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/dashboard/")
    ids = {}
    for kind, link in LISTED.items():
        page.goto(f"{site}/{kind}/")
        found = page.locator(link).evaluate_all("links => links.map(link => link.getAttribute('href'))")
        ids[kind] = [path.split("/")[2] for path in found]
    return page.context.storage_state(), ids


def addresses(page: str, ids: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """A page's name and path. An editor is measured with every document there is: their pages differ."""
    kind = page.split("/")[1]
    if "<id>" not in page:
        yield page, page
        return
    every = ids[kind] if page.endswith("/edit/") else ids[kind][:1]
    for number, pk in enumerate(every, 1):
        yield page.replace("<id>", str(number)), page.replace("<id>", pk)


def weights(browser: Browser, address: str, session: Any) -> Counter[str]:
    """Bytes by kind."""
    context = browser.new_context(storage_state=session, viewport=SCREEN)
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    kinds: dict[str, str] = {}
    found: Counter[str] = Counter()
    protocol.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    protocol.on(
        "Network.loadingFinished",
        lambda event: found.update(
            {KINDS.get(kinds.get(event["requestId"], ""), COLUMNS[-1]): int(event["encodedDataLength"])}
        ),
    )
    answer = page.goto(address)
    assert answer, address
    assert answer.ok, address
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(QUIET)
    context.close()
    return found


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--site", default="http://127.0.0.1:8000")
    arguments.add_argument("pages", nargs="*", help="such as /resumes/<id>/edit/; the main ones unless told")
    chosen = arguments.parse_args()
    sys.exit(main(chosen.site.rstrip("/"), chosen.pages or list(PAGES)))
