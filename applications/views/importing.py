"""From any tracker's table to applications: upload, map and look, import, take back."""

from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from accounts import activity
from applications import tasks
from applications.importing import large, making, sheet
from applications.importing.choices import ADD, LEAVE, MERGE, Choices
from applications.importing.columns import FIELDS
from applications.importing.days import ORDERS
from applications.importing.plan import Row, plan, taken
from applications.importing.sheet import LargeTableError, Sheet
from applications.models import ApplicationImport, JobApplication
from resumes.importers import linkedin
from resumes.importers.report import UnreadableFile
from saaska import ui
from saaska.http import UserRequest
from saaska.keys import KeyForm, create_once
from saaska.uploads import MOST_BYTES, takes_bytes, upload_refused

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

EXAMPLES: Final = 3  # cells of a column that are shown
NOTHING: Final = "none"  # what a select says in place of an empty choice
PREVIEW: Final = 10  # rows
TWINS: Final = 50  # that are asked for one by one
LINES: Final = 100  # of a report, on a page
RECENT: Final = 10
TWIN_CHOICES: Final = (
    (LEAVE, gettext_lazy("Leave them out")),
    (MERGE, gettext_lazy("Fill in what yours lack")),
    (ADD, gettext_lazy("Add them all the same")),
)


class UploadForm(KeyForm):
    """A table to import. `text` is what it holds, once the form is valid."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV, up to 20 MB and 100,000 rows."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
            "invalid": gettext_lazy("Choose a file."),
            "missing": gettext_lazy("Choose a file."),
        },
    )

    def __init__(self, data: QueryDict | None, files: Any = None, *, refused: bool = False) -> None:
        super().__init__(data, files)
        self.refused = refused
        self.text = ""
        self.sheet: Sheet | None = None
        self.source: large.Source | None = None
        self.saved = ""  # the table of saved jobs that lies beside the one of applications

    def clean(self) -> None:
        file: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        if self.refused or (file and (file.size or 0) > large.BYTES):
            self.errors.pop("file", None)
            self.add_error("file", _("The file is larger than 20 MB. Please part it."))
        elif file:
            try:
                self.read(file)
            except UnreadableFile as problem:
                self.add_error("file", forms.ValidationError(str(problem), code="unreadable"))

    def read(self, file: "UploadedFile[bytes]") -> None:
        """At once, or row by row."""
        rows: IO[bytes] | None = file.file
        if (file.size or 0) <= MOST_BYTES:
            data = file.read()
            tables = linkedin.job_tables(data)
            packed, self.saved = tables.get(linkedin.APPLICATIONS), tables.get(linkedin.SAVED_JOBS, "")
            if self.saved and not packed:
                return
            try:
                self.text = packed or sheet.text_of(data)
                self.sheet = sheet.read(self.text)
                if set(self.sheet.columns) >= linkedin.SAVED_COLUMNS:
                    self.saved = self.text
            except LargeTableError:
                rows = BytesIO(packed.encode()) if packed else rows
            else:
                return
        assert rows is not None  # an uploaded file has one
        self.source = large.Source(rows)
        self.sheet = head = self.source.head()
        self.text = head.as_json()


@takes_bytes(large.BYTES)
@require_http_methods(["GET", "POST"])
def upload(request: UserRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = (
        UploadForm(request.POST, request.FILES, refused=upload_refused(request))
        if posted
        else UploadForm(None)
    )
    if form.is_valid():
        if form.saved and form.text in ("", form.saved):
            return redirect(keep_saved(request, form, form.cleaned_data["key"]))
        assert form.sheet is not None  # the form is valid
        row, made = create_once(
            request.user.application_imports,
            form.cleaned_data["key"],
            file_name=(form.cleaned_data["file"].name or "table.csv")[:255],
            data=form.text,
            choices=Choices.guess(form.sheet).as_json(),
        )
        if made:
            activity.record_upload(request, "application", row.pk)
        if made and form.source:
            form.source.keep(request.user, row)
        if made and form.saved:
            keep_saved(request, form, linkedin.saved_jobs_id(row.pk))
        return redirect(row)
    recent = request.user.application_imports.exclude(imported_at=None).order_by("-created_at")
    context = {
        "form": form,
        "recent": recent.only("file_name", "choices", "imported_at", "undone_at")[:RECENT],
    }
    return render(request, "applications/import.html", context, status=422 if posted else 200)


def keep_saved(request: UserRequest, form: UploadForm, pk: UUID) -> ApplicationImport:
    """The table of saved jobs, which has an import of its own."""
    name = (form.cleaned_data["file"].name or linkedin.SAVED_JOBS)[:255]
    row, made = create_once(
        request.user.application_imports, pk, file_name=name, data=form.saved, choices={"kind": "jobs"}
    )
    if made:
        activity.record_upload(request, "saved_job", row.pk)
    return row


class ReviewForm(forms.Form):
    """What is decided about a table: a field for each of its columns, for what is unclear, and for its twins."""

    use_required_attribute = False

    order = forms.ChoiceField(
        label=gettext_lazy("How does the table write 3/4/2026?"),
        choices=(
            (NOTHING, gettext_lazy("Not known: leave such rows out")),
            (ORDERS[0], gettext_lazy("3 April: the day first")),
            (ORDERS[1], gettext_lazy("4 March: the month first")),
        ),
    )
    day = forms.DateField(
        label=gettext_lazy("Day for rows that name none"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Empty: they are left out."),
        error_messages={"invalid": gettext_lazy("Write the date as 2026-05-31.")},
    )
    twins = forms.ChoiceField(label=gettext_lazy("Applications that you have already"), choices=TWIN_CHOICES)

    def __init__(self, data: QueryDict | None, *, table: Sheet, choices: Choices, rows: list[Row]) -> None:
        super().__init__(
            data, initial={"order": choices.order or NOTHING, "day": choices.day, "twins": choices.twins}
        )
        self.choices = choices
        fields = [(NOTHING, _("Leave out")), *FIELDS.items()]
        for number, heading in enumerate(table.columns):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=heading or _("No heading"),
                choices=fields,
                initial=choices.columns[number] or NOTHING,
            )
        self.words = choices.unknown_words(table)
        for key, word in self.words.items():
            self.fields[f"status_{key}"] = forms.ChoiceField(
                label=f"“{word}”",
                choices=[(LEAVE, _("Leave these rows out")), *JobApplication.Status.choices],
                initial=choices.statuses.get(key, LEAVE),
            )
        self.twin_rows = [row for row in rows if row.twin][:TWINS]
        for row in self.twin_rows:
            self.fields[f"row_{row.line}"] = forms.ChoiceField(
                label=_("Line %(line)d") % {"line": row.line},
                choices=[(NOTHING, _("As all of them")), *TWIN_CHOICES],
                initial=choices.rows.get(str(row.line), NOTHING),
            )

    def chosen(self) -> Choices:
        day = self.cleaned_data["day"]
        told = {name: "" if value == NOTHING else value for name, value in self.cleaned_data.items()}
        statuses = self.choices.statuses | {key: told[f"status_{key}"] for key in self.words}
        return Choices(
            columns=[told[f"column_{number}"] for number in range(len(self.choices.columns))],
            order=told["order"],
            day=day.isoformat() if day else "",
            statuses={key: status for key, status in statuses.items() if status != LEAVE},
            twins=told["twins"],
            rows={str(row.line): value for row in self.twin_rows if (value := told[f"row_{row.line}"])},
        )

    def columns(self) -> list[forms.BoundField]:
        return [self[f"column_{number}"] for number in range(len(self.choices.columns))]

    def statuses(self) -> list[forms.BoundField]:
        return [self[f"status_{key}"] for key in self.words]


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def review(request: UserRequest, pk: UUID) -> HttpResponse:
    """A table before its import, and afterwards its report."""
    mine = request.user.application_imports
    row = get_object_or_404(mine.select_for_update() if request.method == "POST" else mine, pk=pk)
    row.user = request.user
    if row.choices.get("kind") == "jobs":
        return redirect(row)
    if row.imported_at or row.started_at:
        return redirect(row) if request.method == "POST" else report(request, row)
    try:
        table = table_of(request, row)
    except UnreadableFile as problem:
        messages.error(request, str(problem))
        return redirect("applications:import")
    row.choices = row.choices or Choices.guess(table).as_json()
    choices = Choices.from_json(row.choices)
    rows = plan(table, choices, request.user)
    form = ReviewForm(
        request.POST if request.method == "POST" else None, table=table, choices=choices, rows=rows
    )
    if form.is_valid():
        return decide(request, row, table, form)
    context = {
        "row": row,
        "table": table,
        "form": form,
        "columns": columns_of(table, form),
        "twins": [(one, form[f"row_{one.line}"]) for one in form.twin_rows],
        "asks_for_order": choices.asks_for_order(table),
        "preview": [one for one in rows if not one.problem][:PREVIEW],
        "left": [one for one in rows if one.problem],
        "changed": [one for one in rows if one.changes and not one.problem],
        "number": len(taken(rows, ADD)),
        "merged": len(taken(rows, MERGE)),
        "shown": LINES,
        "is_large": isinstance(table, large.Head),
        "saved_jobs": mine.filter(pk=linkedin.saved_jobs_id(row.pk)).only("choices").first(),
    }
    return render(request, "applications/import_review.html", context, status=422 if form.is_bound else 200)


def table_of(request: UserRequest, row: ApplicationImport) -> Sheet:
    """The table of an import; a large one is parted first, if it came with another file."""
    if row.parts.filter(user=request.user).exists():
        return large.Head.of(row)
    try:
        return sheet.read(row.data or "")
    except LargeTableError:
        source = large.Source(BytesIO((row.data or "").encode()))
        head = source.head()
        row.data = head.as_json()
        row.save(update_fields=["data", "updated_at"])
        source.keep(request.user, row)
        return head


def columns_of(table: Sheet, form: ReviewForm) -> list[tuple[forms.BoundField, list[str]]]:
    """Each column's field and its first cells."""
    found = []
    for number, field in enumerate(form.columns()):
        cells = [cell.strip()[:60] for cell in table.cells(number) if cell.strip()]
        found.append((field, cells[:EXAMPLES]))
    return found


def decide(request: UserRequest, row: ApplicationImport, table: Sheet, form: ReviewForm) -> HttpResponse:
    """Keeps the choices. Imports when that was asked for and nothing is read otherwise than it was shown."""
    chosen, before = form.chosen(), Choices.from_json(row.choices)
    row.choices = chosen.as_json()
    row.save(update_fields=["choices", "updated_at"])
    if request.POST.get("action") != "import":
        return redirect(row)
    if not chosen.reads_as(before):
        messages.info(request, _("The table is read otherwise now. Look at it, then import it."))
        return redirect(row)
    if isinstance(table, large.Head):
        return begin(request, row, table)
    making.make(row, plan(table, chosen, request.user))
    number = len(row.outcome["made"])
    details = {"applications": number, "merged": len(row.outcome["merged"])}
    activity.record(request, "import", feature="application", details=details)
    told = ngettext("%(n)d application was imported.", "%(n)d applications were imported.", number) % {
        "n": number
    }
    ui.success_with_undo(request, told, undo=reverse("applications:undo_import", args=[row.pk]))
    return redirect(row)


def begin(request: UserRequest, row: ApplicationImport, table: large.Head) -> HttpResponse:
    """A job makes a large table's applications; the import's page says how far it is."""
    row.started_at = timezone.now()
    row.save(update_fields=["started_at", "updated_at"])
    tasks.import_table.defer(user_id=str(request.user.pk), pk=str(row.pk))
    details = {"rows": table.total}
    activity.record(request, "import", feature="application", details=details)
    return redirect(row)


def report(request: UserRequest, row: ApplicationImport) -> HttpResponse:
    if row.started_at:
        return report_of_large(request, row)
    lines = row.outcome["report"]
    context = {
        "row": row,
        "number": len(row.outcome["made"]),
        "merged": len(row.outcome["merged"]),
        "left": sum(line["kind"] == "left" for line in lines),
        "page": (page := Paginator(lines, LINES).get_page(request.GET.get("page"))),
        "lines": page.object_list,
        "saved_jobs": request.user.application_imports.filter(
            pk=linkedin.saved_jobs_id(row.pk), imported_at=None
        )
        .only("choices")
        .first(),
    }
    return render(request, "applications/import_report.html", context)


def report_of_large(request: UserRequest, row: ApplicationImport) -> HttpResponse:
    """How far the job is, then what came of each part: a page of lines for each."""
    sums = large.sums(row)
    is_undoing = bool(row.undone_at) and sums["undone"] < sums["parts"]
    if not row.imported_at or is_undoing:
        at = sums["undone"] if is_undoing else sums["done"]
        context = {"row": row, "sums": sums, "at": at, "is_undoing": is_undoing}
        part = "applications/_import_progress.html"
        return render(request, part if request.htmx else "applications/import_progress.html", context)
    if request.htmx:
        return HttpResponseClientRedirect(row.get_absolute_url())
    with_lines = row.parts.filter(user=request.user).exclude(outcome__report=[]).order_by("number")
    page = Paginator(with_lines, 1).get_page(request.GET.get("page"))
    context = {
        "row": row,
        "number": sums["made"],
        "merged": sums["merged"],
        "left": sums["left"],
        "page": page,
        "lines": [line for part in page.object_list for line in part.outcome["report"]],
    }
    return render(request, "applications/import_report.html", context)


@require_POST
def undo(request: UserRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(request.user.application_imports.exclude(imported_at=None), pk=pk)
    row.user = request.user
    if row.started_at:
        return undo_large(request, row)
    number = making.undo(row)
    activity.record(request, "undo", feature="application", details={"applications": number})
    told = ngettext(
        "The import was taken back: %(n)d application is in the bin.",
        "The import was taken back: %(n)d applications are in the bin.",
        number,
    )
    messages.success(request, told % {"n": number})
    return redirect(row)


def undo_large(request: UserRequest, row: ApplicationImport) -> HttpResponse:
    """Once; a job does it."""
    mine = request.user.application_imports.filter(pk=row.pk, undone_at=None)
    if mine.update(undone_at=timezone.now()):
        tasks.take_import_back.defer(user_id=str(request.user.pk), pk=str(row.pk))
        activity.record(request, "undo", feature="application", details={"import": str(row.pk)})
    return redirect(row)
