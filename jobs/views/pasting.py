"""Saving a job by its posting: pasted, or brought by a bookmarklet from the page that a person reads."""

from uuid import uuid4

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from jobs import postings
from jobs.forms import CreateForm
from jobs.views.editing import sources
from saaska.documents.schema import printable
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
    address = reading.columns.get("url")
    known = (
        request.user.saved_jobs.live().filter(url=address).only("user_id", "position") if address else None
    )
    context = {
        "form": CreateForm(None, initial={"key": uuid4(), **reading.columns}),
        "sources": sources(request),
        "reading": reading,
        "known": known.first() if known is not None else None,
    }
    return render(request, "jobs/review.html", context)


@require_GET
@login_not_required
def clip(request: HttpRequest) -> HttpResponse:
    """Where the bookmarklet leads: a script shows what came behind the "#" of the address."""
    return render(request, "jobs/clip.html", {"form": PasteForm(None)})
