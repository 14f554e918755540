"""Our own HTML and style sheet printed by a Chromium that runs already and keeps its page.

Its processor time is that of all its processes; the kernel counts it in hundredths of a second, so the median of a
few documents is coarse.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import worker
from playwright.sync_api import sync_playwright

TICKS = os.sysconf("SC_CLK_TCK")


def ticks_of_children(process: int) -> int:
    """Of all processes below one, and of those of them that ended."""
    total = 0
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, read(children).split()):
            fields = read(Path(f"/proc/{child}/stat")).rpartition(")")[2].split()
            total += sum(map(int, fields[11:15])) + ticks_of_children(child)
    return total


def read(path: Path) -> str:
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):  # a thread that ended between listing and reading
        return ""


def cpu() -> float:
    return ticks_of_children(os.getpid()) / TICKS


def main() -> None:
    path = Path(sys.argv[1]) / "page.html"
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium-headless-shell")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        page = browser.new_page()

        def print_resume(request: dict[str, Any]) -> bytes:
            path.write_text(request["html"])
            page.goto(path.as_uri())
            return page.pdf(prefer_css_page_size=True, tagged=True, outline=True)

        worker.serve(print_resume, cpu)


if __name__ == "__main__":
    main()
