"""What every template has without loading it: the design's tags and filters, and what the shell needs."""

import fnmatch
import zlib
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from django import template
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.template.base import Parser, Token
from django.urls import get_script_prefix, get_urlconf
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from saaska.quick_tags import address_of_file

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

register = template.Library()

THEMES: Final = ("system", "light", "dark")
# A status is never told by colour alone: its word and its icon stand beside it.
STATUSES: Final[dict[str, "tuple[StrPromise, str]"]] = {
    "Applied": (_("Applied"), "send"),
    "Interview": (_("Interview"), "message-circle"),
    "Offer": (_("Offer"), "hand-coins"),
    "Hired": (_("Hired"), "party-popper"),
    "Rejected": (_("Rejected"), "flag"),
}
TINTS: Final = 8
BLANK: Final = "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20width='{}'%20height='{}'/%3E"
UNDO: Final = "undo:"
CURRENT: Final = format_html(' aria-current="{}"', "page")
NOT_CURRENT: Final = format_html("{}", "")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. `theme` is looked up only by a page that draws the whole document."""
    return {"theme": SimpleLazyObject(lambda: stored_theme(request))}


def stored_theme(request: HttpRequest) -> str:
    """The stored preference; while signed out the cookie; the device's own choice when nothing is stored."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        # accounts.preferences keeps it in the session, so that a page need not look it up
        theme = request.session.get("theme") or user.preferences.theme
        return theme if theme in THEMES else "system"
    return visitors_theme(request)


def visitors_theme(request: HttpRequest) -> str:
    theme = request.COOKIES.get("theme")
    return theme if theme in THEMES else "system"


def success_with_undo(request: HttpRequest, text: str, undo: str) -> None:
    """A message that carries an "Undo" button: a form that posts to the path `undo` of our own site."""
    if not url_has_allowed_host_and_scheme(undo, allowed_hosts=None):
        raise ValueError(f"{undo!r} is not a path of this site")
    messages.success(request, text, extra_tags=UNDO + undo)


@register.filter
def undo_path(message: Any) -> str:
    """Where a message's "Undo" button posts to, or nothing when it has none."""
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""


@register.filter
def ago(moment: datetime) -> str:
    """How long ago, in its largest unit: "3 hours ago"."""
    if timezone.now() - moment < timedelta(minutes=1):
        return gettext("just now")
    return gettext("%(distance)s ago") % {"distance": timesince(moment, depth=1)}


@register.filter
def in_days(moment: datetime) -> str:
    """How many midnights away in the reader's time zone: "today", "tomorrow", "in 3 days"."""
    days = (timezone.localdate(moment) - timezone.localdate()).days
    if days <= 1:
        return gettext("tomorrow") if days == 1 else gettext("today")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite: hidden from assistive technology unless it has a label."""
    href = address_of_file("icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, href, name
        )
    return unlabelled_icon(href, name)


@lru_cache(1000)
def unlabelled_icon(href: str, name: str) -> SafeString:
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', href, name)


@register.simple_tag
def later_image(
    src: str, width: int, height: int, *, alt: str = "", named: str = "", dense: str = ""
) -> SafeString:
    """An image below the first screen: app.js fetches it when somebody comes near. The browser's own "lazy" asks for
    those of the next two screens at once. `dense` is the address of twice the size, `named` its class."""
    blank = format_html(BLANK, width, height)
    size = format_html('width="{}" height="{}" alt="{}"', width, height, alt)
    if named:
        size = format_html('class="{}" {}', named, size)
    dots = format_html("{} 1x, {} 2x", src, dense) if dense else ""
    return format_html(
        '<img src="{}" data-src="{}"{} {}><noscript><img src="{}"{} loading="lazy" {}></noscript>',
        blank, src, format_html(' data-srcset="{}"', dots) if dots else "", size,
        src, format_html(' srcset="{}"', dots) if dots else "", size,
    )  # fmt: skip


@register.simple_tag
def status_badge(status: str) -> SafeString:
    """An application's status as icon and word; `status` is the stored value."""
    label, icon_name = STATUSES[status]
    return badge(status.lower(), icon(icon_name), str(label))


@lru_cache(1000)
def badge(status: str, drawn: SafeString, label: str) -> SafeString:
    return format_html('<span class="badge" data-status="{}">{}{}</span>', status, drawn, label)


@register.filter
def status_label(status: str) -> "StrPromise":
    return STATUSES[status][0]


@register.filter
def status_icon(status: str) -> str:
    return STATUSES[status][1]


@register.simple_tag
def avatar(name: str, size: str = "", shape: str = "") -> SafeString:
    """A monogram of at most two letters, its tint told by the name. `size`: sm, lg; `shape`: round."""
    words = name.split()
    letters = "".join(word[0] for word in words[:2]).upper() or "?"
    tint = zlib.crc32(name.encode()) % TINTS + 1
    return format_html(
        '<span class="avatar" data-tint="{}" data-size="{}" data-shape="{}" aria-hidden="true">{}</span>',
        tint,
        size,
        shape,
        letters,
    )


@register.simple_tag(takes_context=True)
def nav_current(context: template.Context, *patterns: str) -> SafeString:
    """aria-current for a navigation entry when the view's name fits a pattern, such as "resumes:*"."""
    match = getattr(context.get("request"), "resolver_match", None)
    return CURRENT if match and is_any_of(match.view_name, patterns) else NOT_CURRENT


@lru_cache(2000)
def is_any_of(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


class SameForAllNode(template.Node):
    """Of a shell what everybody sees alike: it is drawn once for each view, language and set of addresses."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist
        self.drawn: dict[tuple[str | None, ...], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        match = getattr(context.get("request"), "resolver_match", None)
        view = match and match.view_name
        urls = get_urlconf() or settings.ROOT_URLCONF
        key = (view, get_language(), address_of_file("icons.svg"), urls, get_script_prefix())
        if key not in self.drawn:
            self.drawn[key] = self.nodelist.render(context)
        return self.drawn[key]


@register.tag
def same_for_all(parser: Parser, token: Token) -> SameForAllNode:
    """Around texts, icons, addresses and nav_current alone. What it sets is not seen outside."""
    nodelist = parser.parse(("end_same_for_all",))
    parser.delete_first_token()
    return SameForAllNode(nodelist)
