"""The table: search, filters, order and columns in the address; many rows changed at once; views that are saved."""

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core import signing
from django.db.models.functions import Now
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts import activity
from applications import bulk, cells, filtering
from applications.filtering import COLUMNS, SORTS, Wanted
from applications.models import BulkChange, JobApplication
from applications.models.table import VIEW_NAME, VIEW_QUERY
from applications.schema import CHANGED_AT_ONCE, TAG
from saaska import ui
from saaska.documents.texts import printable
from saaska.http import UserRequest
from saaska.keys import is_key
from saaska.sheets import sheet

VIEWS: Final = 30  # of a person
REMOVED: Final = "applications.removed-view"
Action = BulkChange.Action


@require_GET
@vary_on_headers("HX-Request")
def index(request: UserRequest) -> HttpResponse:
    return show(request, Wanted.of(request.GET))


def show(
    request: UserRequest,
    wanted: Wanted,
    *,
    ticked: frozenset[str] = frozenset(),
    problem: str = "",
    view_form: "ViewForm | None" = None,
) -> HttpResponse:
    """The page, or what a script puts into it. With a `problem` it is the answer to what could not be done."""
    page = wanted.page(request.user)
    rows, after = page.rows, page.after
    columns = [(name, str(COLUMNS[name])) for name in wanted.columns]
    views = list(request.user.saved_views.order_by("name")[:VIEWS])
    context = {
        "wanted": wanted,
        "rows": rows,
        "lines": cells.lines(rows, wanted.columns, ticked),
        "further": address("&".join(filter(None, (wanted.query, after and urlencode({"after": after})))))
        if after
        else "",
        "start": address(wanted.query) if wanted.after else "",
        "orders": {name: address(wanted.sorted_by(name)) for name in SORTS},
        "total": wanted.rows(request.user).count(),
        "columns": columns,
        "sorts": SORTS.items(),
        "problem": problem,
        "views": views,
        "view": next((view for view in views if view.query == wanted.query), None),
        "view_form": view_form or ViewForm(),
        "most": CHANGED_AT_ONCE,
    }
    status = 422 if problem or view_form else 200
    if request.htmx and status == 200:
        return render(request, "applications/table/_results.html", context)
    context["used"] = filtering.used(request.user)
    return render(request, "applications/table/index.html", context, status=status)


def address(query: str) -> str:
    return reverse("applications:table") + (f"?{query}" if query else "")


@require_POST
def export(request: UserRequest) -> HttpResponse:
    """Every row that fits, with the columns that are shown. A post, as every download is: it is noted as activity."""
    wanted = Wanted.of(QueryDict(request.POST.get("query", "")))
    head = [_("Position"), _("Company")]
    for name in wanted.columns:
        head += [_("Salary"), _("Currency")] if name == "salary" else [str(COLUMNS[name])]
    rows = ([row.position, row.company, *texts(row, wanted.columns)] for row in wanted.all_rows(request.user))
    activity.record(request, "download", feature="application", details={"format": "csv"})
    day = timezone.localdate().isoformat()
    return sheet(f"{_('Applications')} {day}.csv", [head, *rows])


def texts(row: JobApplication, columns: list[str]) -> list[object]:
    """What the columns say of a row, as text that another program reads."""
    said: dict[str, list[object]] = {
        "status": [ui.STATUSES[row.status][0]],
        "stage": [row.stage],
        "place": [", ".join(part for part in (row.city, row.state, row.country) if part)],
        "source": [row.source],
        "next": [following(row)],
        "contact": [row.last_contact_on],
        "salary": [row.offer_salary, row.offer_currency if row.offer_salary is not None else ""],
        "tags": [", ".join(row.tags)],
        "url": [row.url],
        "applied": [row.date_applied],
    }
    if "resume" in columns:
        said["resume"] = [row.resume]
    if "letter" in columns:
        said["letter"] = [row.cover_letter]
    return [cell for name in columns for cell in said[name]]


def following(row: JobApplication) -> str:
    """What comes next, in words."""
    match row.next_step:
        case ("answer", day):
            return _("Answer by %(day)s") % {"day": day.isoformat()}
        case ("interview", moment):
            return date_format(timezone.localtime(moment), "Y-m-d H:i")
        case ("silence", days):
            return ngettext("Silent for %(days)d day", "Silent for %(days)d days", days) % {"days": days}
    return ""


class BulkForm(forms.Form):
    """What is to be done with the rows that were ticked, or with all that fit."""

    action = forms.ChoiceField(choices=Action.choices)
    status = forms.ChoiceField(required=False, choices=JobApplication.Status.choices)
    tag = forms.CharField(required=False, max_length=TAG)
    all = forms.BooleanField(required=False)

    def clean_tag(self) -> str:
        return printable(self.cleaned_data["tag"].replace(",", " "), lines=False)

    def problem(self, ticked: frozenset[str]) -> str:
        """One sentence when it cannot be done."""
        self.is_valid()
        given = self.cleaned_data
        if not ticked and not given.get("all"):
            return _("Tick the applications first.")
        if "action" not in given:
            return _("Choose what to do with them.")
        if "tag" not in given:
            return _("A tag has %(most)d characters at most.") % {"most": TAG}
        if given["action"] in (Action.TAG, Action.UNTAG) and not given["tag"]:
            return _("Write the tag first.")
        if given["action"] == Action.MOVE and not given.get("status"):
            return _("Choose the status first.")
        return ""


@require_POST
def change(request: UserRequest) -> HttpResponse:
    wanted = Wanted.of(QueryDict(request.POST.get("query", "")))
    ticked = frozenset(filter(is_key, request.POST.getlist("pick")[:CHANGED_AT_ONCE]))
    form = BulkForm(request.POST)
    if problem := form.problem(ticked):
        return show(request, wanted, ticked=ticked, problem=problem)
    rows = (
        wanted.rows(request.user)
        if form.cleaned_data.get("all")
        else request.user.job_applications.filter(pk__in=ticked)
    )
    action, status, tag = (form.cleaned_data.get(name, "") for name in ("action", "status", "tag"))
    made = bulk.change(request.user, rows, action, status=status, tag=tag)
    if made is None:
        messages.info(request, _("Nothing changes: they are so already."))
    else:
        number = len(made.before)
        details = {"applications": number, "change": str(made.pk)}
        activity.record(request, action, feature="application", details=details)
        told = telling(action, number) % {
            "n": number,
            "tag": tag,
            "status": status and ui.STATUSES[status][0],
        }
        way_back = reverse("applications:undo_change", args=[made.pk])
        ui.success_with_undo(request, told, undo=f"{way_back}?{wanted.here}" if wanted.here else way_back)
    return HttpResponseRedirect(address(wanted.here))


def telling(action: str, n: int) -> str:
    match action:
        case Action.MOVE:
            return ngettext(
                "%(n)d application is in %(status)s now.", "%(n)d applications are in %(status)s now.", n
            )
        case Action.TAG:
            return ngettext(
                "%(n)d application has the tag “%(tag)s” now.",
                "%(n)d applications have the tag “%(tag)s” now.",
                n,
            )
        case Action.UNTAG:
            return ngettext(
                "The tag “%(tag)s” is off %(n)d application.",
                "The tag “%(tag)s” is off %(n)d applications.",
                n,
            )
        case Action.ARCHIVE:
            return ngettext(
                "%(n)d application is in the archive.", "%(n)d applications are in the archive.", n
            )
        case Action.UNARCHIVE:
            return ngettext(
                "%(n)d application is on the board again.", "%(n)d applications are on the board again.", n
            )
        case _:
            return ngettext("%(n)d application was deleted.", "%(n)d applications were deleted.", n)


@require_POST
def undo(request: UserRequest, pk: UUID) -> HttpResponse:
    made = get_object_or_404(request.user.bulk_changes, pk=pk)
    number = bulk.undo(request.user, made)
    rest = len(made.before) - number
    if made.undone_at or not number:
        messages.info(request, _("There is nothing left to undo."))
    else:
        told = ngettext("%(n)d application is as it was.", "%(n)d applications are as they were.", number)
        messages.success(request, told % {"n": number})
        if rest:
            told = ngettext("%(n)d has changed since and stays.", "%(n)d have changed since and stay.", rest)
            messages.info(request, told % {"n": rest})
    return HttpResponseRedirect(address(Wanted.of(request.GET).here))


class ViewForm(forms.Form):
    """The name of a view."""

    use_required_attribute = False

    name = forms.CharField(
        label=gettext_lazy("Name of the view"),
        max_length=VIEW_NAME,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Give the view a name.")},
    )

    def clean_name(self) -> str:
        name = printable(self.cleaned_data["name"], lines=False)
        if not name:
            raise forms.ValidationError(gettext_lazy("Give the view a name."), code="required")
        return name


@require_POST
def keep_view(request: UserRequest) -> HttpResponse:
    """Saves the table as it is asked for; under a name that is taken, instead of what that meant."""
    wanted = Wanted.of(QueryDict(request.POST.get("query", "")))
    form = ViewForm(request.POST)
    if not form.is_valid():
        return show(request, wanted, view_form=form)
    if len(wanted.query) > VIEW_QUERY:
        form.add_error("name", _("It asks for too much to be saved."))
        return show(request, wanted, view_form=form)
    views, name = request.user.saved_views, form.cleaned_data["name"]
    if views.exclude(name=name).count() >= VIEWS:
        form.add_error("name", _("There are %(most)d views already: remove one first.") % {"most": VIEWS})
        return show(request, wanted, view_form=form)
    view, made = views.get_or_create(name=name, defaults={"query": wanted.query})
    if made:
        record_view(request, "create", view.pk)
    else:
        views.filter(name=name).update(query=wanted.query, updated_at=Now())
    told = _("The view “%(name)s” is saved.") if made else _("The view “%(name)s” shows this from now on.")
    messages.success(request, told % {"name": name})
    return HttpResponseRedirect(address(wanted.query))


def record_view(request: UserRequest, verb: str, pk: UUID) -> None:
    activity.record(request, verb, feature="saved_view", details={"saved_view": str(pk)})


@require_POST
def remove_view(request: UserRequest, pk: UUID) -> HttpResponse:
    view = get_object_or_404(request.user.saved_views, pk=pk)
    view.delete()
    record_view(request, "delete", pk)
    signed = signing.dumps([view.name, view.query], salt=salt_of(request), compress=True)
    told = _("The view “%(name)s” was removed.") % {"name": view.name}
    ui.success_with_undo(request, told, undo=reverse("applications:restore_view", args=[signed]))
    return HttpResponseRedirect(address(view.query))


def salt_of(request: UserRequest) -> str:
    return f"{REMOVED}.{request.user.pk}"


@require_POST
def restore_view(request: UserRequest, signed: str) -> HttpResponse:
    try:
        name, query = signing.loads(signed, salt=salt_of(request))
    except signing.BadSignature:
        messages.info(request, _("There is nothing left to undo."))
        return HttpResponseRedirect(address(""))
    view, made = request.user.saved_views.get_or_create(name=name, defaults={"query": query})
    if made:
        record_view(request, "restore", view.pk)
    messages.success(request, _("The view “%(name)s” is back.") % {"name": name})
    return HttpResponseRedirect(address(query))
