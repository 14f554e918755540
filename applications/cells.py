"""The lines of the table of applications, as markup.

A page has fifty lines of up to twelve cells. Asking in a template which column a cell belongs to took more of the
page's time than the database.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import Final

from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.filtering import COLUMNS
from applications.models import JobApplication
from saaska import ui
from saaska.quick_tags import said_day

NOTHING: Final = format_html("{}", "")
ARCHIVED: Final = format_html(' class="{}"', "is-archived")
CHECKED: Final = format_html(" {}", "checked")
NUMBERS: Final = frozenset({"salary", "applied", "contact"})  # columns that are set flush right


def text(said: str | None) -> SafeString:
    """What a person typed, in its own direction."""
    return format_html('<span dir="auto">{}</span>', said) if said else NOTHING


def link(address: str, said: str) -> SafeString:
    return format_html('<a href="{}" dir="auto">{}</a>', address, said)


def following(row: JobApplication) -> SafeString:
    """What comes next: an answer to give, an interview, or silence."""
    match row.next_step:
        case ("answer", day):
            return format_html("{}", _("Answer by %(day)s") % {"day": said_day(day, "j M")})
        case ("interview", moment):
            at = localtime(moment)
            return format_html('<time datetime="{}">{}</time>', at.isoformat(), date_format(at, "D j M, H:i"))
        case ("silence", days):
            return format_html(
                "{}", ngettext("Silent for %(days)d day", "Silent for %(days)d days", days) % {"days": days}
            )
    return NOTHING


def salary(row: JobApplication) -> SafeString:
    if row.offer_salary is None:
        return NOTHING
    places = None if row.offer_salary % 1 else 0
    amount = number_format(row.offer_salary, places, use_l10n=True, force_grouping=True)
    return format_html("{} {}", amount, row.offer_currency)


def posting(row: JobApplication) -> SafeString:
    if not row.url:
        return NOTHING
    of_company = _("of %(company)s") % {"company": row.company}
    return format_html(
        '<a href="{}" rel="noreferrer">{}<span class="sr-only"> {}</span></a>',
        row.url,
        _("Posting"),
        of_company,
    )


CELLS: Final[dict[str, Callable[[JobApplication], SafeString]]] = {
    "status": lambda row: ui.status_badge(row.status),
    "stage": lambda row: text(row.stage),
    "place": lambda row: text(row.place),
    "source": lambda row: text(row.source),
    "next": following,
    "contact": lambda row: (
        format_html("{}", said_day(row.last_contact_on, "j M Y")) if row.last_contact_on else NOTHING
    ),
    "salary": salary,
    "tags": lambda row: format_html_join(
        " ", '<span class="tag" dir="auto">{}</span>', ((tag,) for tag in row.tags)
    ),
    "resume": lambda row: link(row.resume.get_absolute_url(), row.resume.title) if row.resume else NOTHING,
    "letter": lambda row: (
        link(row.cover_letter.get_absolute_url(), row.cover_letter.title) if row.cover_letter else NOTHING
    ),
    "url": posting,
    "applied": lambda row: format_html(
        '<time datetime="{}">{}</time>', row.date_applied.isoformat(), said_day(row.date_applied, "j M Y")
    ),
}


def lines(rows: Iterable[JobApplication], columns: Sequence[str], ticked: Container[str]) -> SafeString:
    """The lines of the table; those whose ids are `ticked` are."""
    called = _("%(position)s at %(company)s")
    openings = [(opening(name), CELLS[name]) for name in columns]
    return format_html_join(
        "",
        '\n        <tr{}><td class="tick"><label><span class="sr-only">{}</span><input type="checkbox" name="pick"'
        ' value="{}"{}></label></td><th scope="row"><span class="who">{}<span><a href="{}" dir="auto">{}</a>'
        '<span class="company" dir="auto">{}</span></span></span></th>{}</tr>',
        (
            (
                ARCHIVED if row.archived_at else NOTHING,
                called % {"position": row.position, "company": row.company},
                row.pk,
                CHECKED if str(row.pk) in ticked else NOTHING,
                ui.avatar(row.company, "sm"),
                row.get_absolute_url(),
                row.position,
                row.company,
                format_html_join("", "{}{}</td>", ((start, cell(row)) for start, cell in openings)),
            )
            for row in rows
        ),
    )


def opening(name: str) -> SafeString:
    """How each cell of a column begins; on a phone its label stands before what it says."""
    kind = f"col-{name} num" if name in NUMBERS else f"col-{name}"
    return format_html('<td data-label="{}" class="{}">', COLUMNS[name], kind)
