"""The cards of the board, as markup. A page has forty of them; cells.py says why no template writes them."""

from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.models import JobApplication
from saaska import ui
from saaska.addresses import address_of
from saaska.quick_tags import said_day

NOTHING = format_html("{}", "")


def card(row: JobApplication, *, swap: bool = False) -> SafeString:
    """An item of a lane's list; with `swap` htmx puts it in place of the one that stands there."""
    named = {"position": row.position, "company": row.company}
    return format_html(
        '<li class="app-card" id="card-{}"{}>\n<div class="row gap-2">{}<span class="small muted truncate grow"'
        ' dir="auto">{}</span><a class="btn btn-quiet btn-icon btn-sm" href="{}" data-move draggable="false"'
        ' aria-label="{}">{}</a></div>\n<a class="title" href="{}" draggable="false" dir="auto">{}</a>\n{}\n'
        '<p class="meta">{}{}<span>{}</span></p>\n</li>',
        row.pk,
        format_html(' hx-swap-oob="{}"', "true") if swap else NOTHING,
        ui.avatar(row.company, "sm"),
        row.company,
        address_of("applications:move", row.pk),
        _("Move %(position)s at %(company)s") % named,
        ui.icon("ellipsis"),
        row.get_absolute_url(),
        row.position,
        following(row),
        format_html('<span class="stage" dir="auto">{}</span>', row.stage) if row.stage else NOTHING,
        format_html('<span dir="auto">{}{}</span>', ui.icon("map-pin"), row.place) if row.place else NOTHING,
        salary(row) if row.offer_salary else sent(row.days_since_sent),
    )


def following(row: JobApplication) -> SafeString:
    """What comes next, with its icon."""
    match row.next_step:
        case ("answer", day):
            icon, said = "clock", _("Answer by %(day)s") % {"day": said_day(day, "j M")}
        case ("interview", moment):
            at = localtime(moment)
            icon = "calendar"
            said = format_html('<time datetime="{}">{}</time>', at.isoformat(), date_format(at, "D j M, H:i"))
        case ("silence", days):
            told = ngettext("Silent for %(days)s day", "Silent for %(days)s days", days)
            icon, said = "bell", told % {"days": days}
        case _:
            return NOTHING
    return format_html('<p class="event">{}{}</p>', ui.icon(icon), said)


def salary(row: JobApplication) -> str:
    return f"{floatformat(row.offer_salary, '0g')} {row.offer_currency}"


def sent(days: int) -> str:
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days} if days else _("today")
