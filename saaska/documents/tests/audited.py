"""Prints each HTML of a JSON list on standard input and tells what Python opened and connected to meanwhile.

With `--weasyprints-fetcher` everything is fetched as WeasyPrint would by itself: the planted fault that shows that
the test sees what it looks for.
"""

import json
import sys
import tempfile

from saaska.documents import pdf  # before WeasyPrint: it tells fontconfig which fonts there are

from weasyprint.urls import URLFetcher, URLFetchingError  # isort: skip

events: list[str] = []
WATCHED = ("open", "socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen")


def listen(event: str, args: tuple) -> None:
    if event in WATCHED:
        events.append(f"{event} {args[0]!r}")


def printed(page: str, css: str = "") -> str:
    """The PDF in hexadecimal digits, "" when the refusal ended it."""
    try:
        return pdf.render(page, css).pdf.hex()
    except URLFetchingError:
        return ""


if __name__ == "__main__":
    pages = json.load(sys.stdin)
    if "--weasyprints-fetcher" in sys.argv:
        pdf.FILES = URLFetcher(timeout=2)
        pdf.FILES.refused = []
    printed("<p>What every document needs, WeasyPrint's colour profile, is no news.</p>")
    tempfile.gettempdir()  # the first time it tries each folder with a file of its own; that is no news either
    sys.addaudithook(listen)
    printed("<p>x</p>")
    expected = set(events)
    answers = []
    for page in pages:
        events.clear()
        pdf.FILES.refused.clear()
        made = printed(*page) if isinstance(page, list) else printed(page)
        news = [event for event in events if event not in expected]
        answers.append({"events": news, "refused": list(pdf.FILES.refused), "pdf": made})
    json.dump(answers, sys.stdout)
