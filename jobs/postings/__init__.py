"""Reading a posting that somebody pastes: a page's HTML, its structured data, plain text, a forwarded mail.

Nothing is fetched. Whatever is not understood stays in the description, and a report says of every field where it
comes from. Each step is linear in the text's length, which is bounded.
"""

from jobs.postings import json_ld, pages, prose
from jobs.postings.reading import MOST, Reading

__all__ = ["MOST", "Reading", "read"]


def read(text: str, *, url: str = "") -> Reading:
    """What the text says, the columns of a saved job; `url` is where it stood, if that is known."""
    text = text[:MOST].replace("\x00", "")
    reading = Reading()
    blocks = json_ld.blocks(text)
    posting = json_ld.posting(blocks, reading)
    if posting is not None:
        json_ld.take(posting, reading)
    page = (
        pages.page_of(json_ld.without_scripts(text))
        if not blocks.is_bare
        else pages.Page("", {}, is_html=False)
    )
    if page.text and not (posting and reading.has("job_description")):
        prose.take(page, reading)
    elif page.hints:
        prose.take_hints(page, reading)
    reading.take("url", url or page.hints.get("url", ""))
    prose.take_source(reading)
    return reading
