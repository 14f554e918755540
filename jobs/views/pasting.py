"""Saving a job by its posting: pasted, or brought by a bookmarklet from the page that a person reads."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Case, Q, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from applications.forms import POSTING
from applications.postings import change, differences, kept
from jobs import postings
from jobs.forms import CreateForm, SavedJobForm
from jobs.models import TEXTS, SavedJob
from jobs.views.editing import sources
from saaska.documents.texts import printable
from saaska.http import UserRequest


class PasteForm(forms.Form):
    """A posting, and where it stood."""

    use_required_attribute = False

    posting = forms.CharField(
        label=_("The posting"),
        max_length=postings.MOST,
        strip=False,
        widget=forms.Textarea({"rows": 12, "dir": "auto", "spellcheck": "false"}),
        help_text=_(
            "Its text, the source of its page, or the mail that brought it. Nothing is fetched from anywhere."
        ),
        error_messages={
            "required": _("Paste the posting first."),
            "max_length": _("This is more than a million characters: paste the posting alone."),
        },
    )
    url = forms.CharField(
        label=_("Its address"),
        required=False,
        max_length=2000,
        widget=forms.TextInput({"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Kept with it, so that you find it again."),
    )

    def clean_posting(self) -> str:
        text: str = self.cleaned_data["posting"]
        if not printable(text):
            raise forms.ValidationError(self.fields["posting"].error_messages["required"], code="required")
        return text


@require_http_methods(["GET", "POST"])
def paste(request: UserRequest) -> HttpResponse:
    """Reads a posting into the form of a new job. Nothing is saved here."""
    form = PasteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reading = postings.read(form.cleaned_data["posting"], url=form.cleaned_data["url"])
        if not reading.is_empty:
            return review(request, reading)
        form.add_error("posting", _("Neither a position nor a company nor a text was found in this."))
    context = {"form": form}
    return render(request, "jobs/paste.html", context, status=422 if form.is_bound else 200)


def review(request: UserRequest, reading: postings.Reading) -> HttpResponse:
    """The form of a new job; of a known one when it was saved before, beside the words that differ."""
    known: SavedJob | None = saved_before(request.user.saved_jobs.live(), reading)
    applied = None if known else saved_before(request.user.job_applications.live(), reading)
    typed = renewed(reading) if known else reading.columns
    text = SavedJob(**{name: reading.columns.get(name) for name in TEXTS}).posting
    former = known.posting if known else (applied.job_description or "") if applied else ""
    context = {
        "form": CreateForm(None, instance=known, initial={"key": uuid4(), **typed}),
        "sources": sources(request),
        "reading": reading,
        "known": known,
        "applied": applied,
        "runs": (runs := list(differences(former, text)) if former and text else []),
        "told": change(runs) if runs else "",
        "facts": changed_facts(known, typed) if known else [],
    }
    return render(request, "jobs/review.html", context)


def saved_before(rows: Any, reading: postings.Reading) -> Any:
    """The row that the posting was saved as before: by its address, else by company and position."""
    told = reading.columns
    address, named = told.get("url"), bool(told.get("company") and told.get("position"))
    same = Q(company__iexact=told.get("company"), position__iexact=told.get("position")) if named else Q()
    if address:
        same |= Q(url=address)
    by_address = Case(When(url=address, then=0), default=1)
    return rows.filter(same).order_by(by_address, "-created_at").first() if same else None


def renewed(reading: postings.Reading) -> dict[str, Any]:
    """What the posting says now; its texts as a whole, so that none is half of the former and half of this."""
    has_text = any(reading.columns.get(name) for name in TEXTS)
    return {**(dict.fromkeys(TEXTS) if has_text else {}), **reading.columns}


def changed_facts(known: SavedJob, typed: dict[str, Any]) -> list[tuple[str, str]]:
    """The fields beside the text that the posting now tells otherwise, with what is saved."""
    fields = SavedJobForm().fields
    was = {name: getattr(known, name) for name in typed if name not in TEXTS and name in fields}
    return [
        (str(fields[name].label), str(value)) for name, value in was.items() if value and value != typed[name]
    ]


@require_POST
def keep_for(request: UserRequest, pk: UUID) -> HttpResponse:
    """The posting in the form becomes that of an application; the text it had is kept as a version."""
    application = get_object_or_404(request.user.job_applications.live(), pk=pk)
    form = CreateForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "sources": sources(request)}
        return render(request, "jobs/create.html", context, status=422)
    text = SavedJob(**{name: form.cleaned_data[name] for name in TEXTS}).posting[:POSTING]
    former = application.job_description
    if text and text != former:
        application.save_over(application.version, {"job_description": text})
    told = kept(former, text) if text else _("There is no text in it.")
    messages.success(request, told or _("Saved."))
    return redirect("applications:postings", application.pk)


@require_GET
@login_not_required
def clip(request: HttpRequest) -> HttpResponse:
    """Where the bookmarklet leads: a script shows what came behind the "#" of the address."""
    return render(request, "jobs/clip.html", {"form": PasteForm(None)})
