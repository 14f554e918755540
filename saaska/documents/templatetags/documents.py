"""What the designs under templates/pdf/ need beyond Django's own tags. A finished document is printed with the
templates of its day, so nothing here may change its name or what it gives."""

from collections.abc import Sequence
from itertools import groupby

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from saaska.documents import columns
from saaska.documents.blocks import Section
from saaska.documents.columns import Columns
from saaska.documents.links import Link
from saaska.documents.marks import Line, Run
from saaska.documents.words import Words

register = template.Library()

FROM_THE_RIGHT, FROM_THE_LEFT = (format_html(' dir="{}"', way) for way in ("rtl", "ltr"))


@register.filter
def direction(words: Words, rtl: bool = False) -> str:
    """The attribute for text that is not read like the document around it, which `rtl` tells."""
    if words.rtl == rtl:
        return ""
    if words.rtl:
        return FROM_THE_RIGHT
    return FROM_THE_LEFT if words.ltr else ""


@register.filter
def linked(link: Link) -> SafeString | str:
    """The text, leading to its address if there is one."""
    return format_html('<a href="{}">{}</a>', link.url, link.text) if link.url else link.text


@register.filter
def balanced(contacts: Sequence[Link], most: int) -> list[list[Link]]:
    """The contacts in lines of at most so many characters: see columns.balanced."""
    return columns.balanced(contacts, most)


@register.filter
def marked(line: Line) -> SafeString:
    """A line of marked text, bold, italic and linked where it says so."""
    parts = []
    for url, runs in groupby(line.runs, key=lambda run: run.url):
        text = format_html_join("", "{}", ((_styled(run),) for run in runs))
        parts.append(format_html('<a href="{}">{}</a>', url, text) if url else text)
    return format_html_join("", "{}", ((part,) for part in parts))


def _styled(run: Run) -> SafeString | str:
    text: SafeString | str = run.text
    for wanted, element in ((run.italic, "<em>{}</em>"), (run.bold, "<strong>{}</strong>")):
        text = format_html(element, text) if wanted else text
    return text


@register.simple_tag
def beside(sections: Sequence[Section], kinds: str, *, lines: int, characters: int) -> Columns:
    """See columns.beside; `kinds` are parted by spaces."""
    return columns.beside(sections, kinds.split(), lines=lines, characters=characters)
