"""The pictures of the landing page and the README, taken of the product as it runs.

    bin/run                                     # in another terminal, with the demo account
    eval "$(bin/services env)"; var/venv/bin/python docs/screenshots.py [http://127.0.0.1:8000]

Writes static/img/*.avif, each by day and by night, and docs/images/editor.webp.
"""

import sys
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
LANDING, README = PROJECT / "static/img", PROJECT / "docs/images"
EMAIL, PASSWORD = "demo@saaska.com", "demo-saaska-2026"  # nosec B105  # printed at every start
WINDOW: Final[ViewportSize] = {"width": 1440, "height": 900}
THEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
SHOWN = 1040  # pixels across: what a landing page of 180 kB has room for
CHROMIUM = PROJECT / "var/debian/tests/commands/chromium-headless-shell"


def log_in(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password", exact=True).press("Enter")
    page.wait_for_url("**/dashboard/")


def take(page: Page, *paths: Path) -> None:
    page.wait_for_load_state("networkidle")
    image = Image.open(BytesIO(page.screenshot())).convert("RGB")
    for path in paths:
        save(image, path)


def save(image: Image.Image, path: Path) -> None:
    if path.suffix == ".avif":
        image = image.resize((SHOWN, image.height * SHOWN // image.width), Image.Resampling.LANCZOS)
        image.save(path, quality=45, speed=2)
    else:
        image.save(path, quality=75, method=6)
    print(f"{path.relative_to(PROJECT)}: {image.width} × {image.height}, {path.stat().st_size / 1000:.0f} kB")


def landing(page: Page, theme: str) -> None:
    page.goto("/dashboard/")
    take(page, LANDING / f"dashboard-{theme}.avif")
    page.goto("/applications/")
    take(page, LANDING / f"board-{theme}.avif")
    page.goto("/resumes/")
    page.locator("main .title").first.click()
    page.wait_for_selector(".preview-page")
    take(page, LANDING / f"editor-{theme}.avif", *([README / "editor.webp"] if theme == "light" else []))


def main(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for theme in THEMES:
            page = browser.new_page(base_url=address, viewport=WINDOW, color_scheme=theme)
            log_in(page)
            landing(page, theme)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
