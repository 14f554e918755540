"""The entries of the calendar, as markup: a month has up to 168 of them; cells.py says why no template writes them."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from applications.calendar import ICONS, Entry
from saaska import ui

NOTHING = format_html("{}", "")


def entries(found: Iterable[Entry]) -> SafeString:
    """Items of a list."""
    download, called = ui.icon("download"), _("Calendar file of “%(title)s”")
    icons = {kind: ui.icon(name) for kind, name in ICONS.items()}
    return format_html_join(
        "",
        '<li class="entry" data-kind="{}">{}<div>{}{}{}</div><a class="file" href="{}" aria-label="{}">{}</a></li>',
        (
            (
                entry.kind,
                icons[entry.kind],
                time_of(entry),
                title_of(entry),
                format_html('<span class="company" dir="auto">{}</span>', entry.company)
                if entry.company
                else NOTHING,
                entry.file,
                called % {"title": entry.title},
                download,
            )
            for entry in found
        ),
    )


def time_of(entry: Entry) -> SafeString:
    if not entry.starts_at:
        return NOTHING
    at = localtime(entry.starts_at)
    return format_html('<time class="at" datetime="{}">{}</time> ', at.isoformat(), date_format(at, "H:i"))


def title_of(entry: Entry) -> SafeString:
    if entry.url:
        return format_html('<a class="title" href="{}" dir="auto">{}</a>', entry.url, entry.title)
    return format_html('<span class="title" dir="auto">{}</span>', entry.title)
