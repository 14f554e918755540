"""What barriers() passes over because it was good on an earlier page, and what it must not."""

import pytest

from saaska.tests.barriers import barriers

pytestmark = pytest.mark.browser
STYLE = """
  html { color: #222; background: #fff }
  html[data-theme=dark] { color: #eee; background: #111 }
  .note { color: #666 }
  [data-theme=dark] .note { color: #aaa }
  .card { background: #fff }
  [data-theme=dark] .card { background: #000 }
"""
NOTE = '<p class="note">Some words</p>'
CARD = f'<div class="card">{NOTE}</div>'
LIGHT = '<p class="light" style="position: relative; top: 0; white-space: nowrap">Some words</p>'
GOOD = f'{NOTE}{CARD}<div style="background: #000; color: #aaa">{LIGHT}</div>'
HIDES = {
    "its own colour": '<p class="note" style="color: #bbb">Some words</p>',
    "a colour in the dark": "<style>[data-theme=dark] .note { color: #444 }</style>" + NOTE,
    "a colour on a phone": "<style>@media (width < 500px) { .note { color: #bbb !important } }</style>"
    + NOTE,
    "the ground of a parent": f'<div style="background: #888">{NOTE}</div>',
    "a parent that is see-through": f'<div style="opacity: .5">{NOTE}</div>',
    "one further out that is": f'<div style="opacity: .5">{CARD}</div>',
    "something painted where it stands": (
        '<div style="background: #777; height: 50px; margin-bottom: -50px"></div>'
        '<div style="position: relative"><p class="note" style="margin: 0">Some words</p></div>'
    ),
    "a parent that ends before it": GOOD.replace("top: 0", "top: 60px"),
}


@pytest.fixture
def open_page(still_page):
    def opening(content: str) -> list[str]:
        still_page.set_content(
            f'<html lang="en"><meta name="viewport" content="width=device-width"><title>Page</title>'
            f"<style>{STYLE}</style><main><h1>Page</h1>{content}</main></html>",
            wait_until="domcontentloaded",
        )
        return barriers(still_page)

    return opening


def test_what_was_good_on_a_page_before_hides_nothing(open_page):
    assert open_page(GOOD) == []

    found = {name: "\n".join(open_page(content)) for name, content in HIDES.items()}

    assert {name for name, said in found.items() if "color-contrast" not in said} == set()
    assert open_page(GOOD) == []
