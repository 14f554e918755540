"""The proof of applications: looked at, and taken along as PDF or CSV."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_http_methods

from accounts import activity
from applications import report
from applications.report import Wish
from applications.report_wording import WORDINGS
from saaska.documents import previews
from saaska.documents.downloads import content_disposition, file_name
from saaska.documents.printing_errors import PrintingError
from saaska.documents.texts import printable
from saaska.http import UserRequest
from saaska.sheets import sheet

YEARS: Final = range(1970, 2200)
WRITE_DATES: Final = _("Write the date as 2026-05-31.")


class ReportForm(forms.Form):
    use_required_attribute = False

    since = forms.DateField(
        label=_("From"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": WRITE_DATES, "invalid": WRITE_DATES},
    )
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": WRITE_DATES, "invalid": WRITE_DATES},
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[(code, words.name) for code, words in WORDINGS.items()]
    )

    reference = forms.CharField(
        label=_("Your number at the office"),
        required=False,
        max_length=40,
        help_text=_("It stands beside your name, and is kept nowhere."),
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )

    def clean_reference(self) -> str:
        return printable(self.cleaned_data["reference"], lines=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        days = [cleaned[name] for name in ("since", "until") if name in cleaned]
        if any(day.year not in YEARS for day in days):
            self.add_error(None, WRITE_DATES)
        elif len(days) == 2 and days[0] > days[1]:
            self.add_error("until", _("This is before the first day."))
        return cleaned


def usual(today: date, accepted: str) -> dict[str, object]:
    """The last whole month and this one, in the first language that the browser asks for and there is."""
    first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    asked = [language.partition("-")[0] for language, _weight in parse_accept_lang_header(accepted.lower())]
    language = next((one for one in asked if one in WORDINGS), next(iter(WORDINGS)))
    return {"since": first.isoformat(), "until": today.isoformat(), "language": language}


@require_http_methods(["GET", "POST"])
def index(request: UserRequest) -> HttpResponse:
    """Looked at by its address; a download is a post, since it is noted as activity."""
    given = request.POST if request.method == "POST" else request.GET
    asked = {name: given[name] for name in ReportForm.base_fields if name in given}
    form = ReportForm({**usual(timezone.localdate(), request.headers.get("Accept-Language", "")), **asked})
    if not form.is_valid():
        return render(request, "applications/report.html", {"form": form}, status=422)
    wish = Wish(**form.cleaned_data)
    problem, status = "", 200
    if request.method == "POST":
        try:
            return download(request, wish, "csv" if request.POST.get("format") == "csv" else "pdf")
        except PrintingError as error:
            problem, status = str(error), previews.status_of(error)
    context = {
        "form": form,
        "wish": wish,
        "lines": report.lines(request.user, wish),
        "problem": problem,
        "most": report.MOST,
        "mark": report.MARK,
        "direction": "rtl" if wish.language in report.RIGHT_TO_LEFT else "ltr",
    }
    return render(request, "applications/report.html", context, status=status)


def download(request: UserRequest, wish: Wish, kind: str) -> HttpResponse:
    name = f"{wish.words.title} {wish.since.isoformat()} {wish.until.isoformat()}"
    if kind == "csv":
        answer = sheet(file_name(request.user.get_full_name(), name, "csv"), report.table(request.user, wish))
    else:
        headers = {"Content-Disposition": content_disposition(file_name(request.user.get_full_name(), name))}
        made = report.pdf(request.user, wish)
        answer = HttpResponse(made, content_type="application/pdf", headers=headers)
    details = {"format": kind, "since": wish.since.isoformat(), "until": wish.until.isoformat()}
    activity.record(request, "download", feature="application", details=details)
    return answer
