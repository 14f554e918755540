"""What was sent with an application: frozen, given out with proof, and bound into a packet."""

import base64
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts import activity
from applications import freezing
from applications.freezing import FreezingError
from applications.models import JobApplication, SentDocument
from letters import enclosures
from letters.enclosures import EnclosureError
from saaska.documents.downloads import content_disposition
from saaska.http import UserRequest
from saaska.uploads import upload_refused

EARLIEST: Final = date(1970, 1, 1)
GROUPS: Final = {
    SentDocument.Kind.RESUME: gettext_lazy("Résumés"),
    SentDocument.Kind.LETTER: gettext_lazy("Cover letters"),
    SentDocument.Kind.ATTACHMENT: gettext_lazy("Your own PDFs"),
}


class FreezeForm(forms.Form):
    """One of the person's documents, or a PDF from their disk, and the day it went out."""

    use_required_attribute = False

    document = forms.ChoiceField(label=gettext_lazy("Document"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Or a PDF from your disk"),
        required=False,
        help_text=gettext_lazy("A certificate, a task they set you. Up to 5 MB and 30 pages."),
        widget=forms.FileInput({"accept": "application/pdf"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )
    sent_on = forms.DateField(
        label=gettext_lazy("Sent on"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(
        self, data: Any, files: Any = None, *, sources: dict[str, freezing.Source], refused: bool = False
    ) -> None:
        super().__init__(data, files, initial={"sent_on": timezone.localdate()}, prefix="sent")
        self.refused = refused
        grouped = {
            kind: [(source.token, source.title) for source in sources.values() if source.kind == kind]
            for kind in GROUPS
        }
        choices = [(str(GROUPS[kind]), found) for kind, found in grouped.items() if found]
        self.fields["document"].choices = [("", _("Choose a document")), *choices]  # type: ignore[attr-defined]

    def clean_sent_on(self) -> date | None:
        day: date | None = self.cleaned_data["sent_on"]
        if day and not EARLIEST <= day <= timezone.localdate():
            raise ValidationError(_("Nothing can have been sent on that day."), code="day")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.refused:
            raise ValidationError(enclosures.too_large(), code="large")
        if not self.errors and not cleaned["document"] and not cleaned["file"]:
            raise ValidationError(_("Choose a document or a file."), code="required")
        return cleaned

    @property
    def sent_at(self) -> datetime:
        """Now, or noon of another day."""
        day = self.cleaned_data["sent_on"]
        if not day or day == timezone.localdate():
            return timezone.now()
        return timezone.make_aware(datetime.combine(day, time(12)))


def of(request: UserRequest, pk: UUID) -> JobApplication:
    found: JobApplication = get_object_or_404(request.user.job_applications.live(), pk=pk)
    return found


@require_POST
def freeze(request: UserRequest, pk: UUID) -> HttpResponse:
    application, sources = of(request, pk), freezing.sources(request.user)
    form = FreezeForm(request.POST, request.FILES, sources=sources, refused=upload_refused(request))
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, str(errors[0]))
        return redirect(application)
    chosen = [sources[form.cleaned_data["document"]]] if form.cleaned_data["document"] else []
    try:
        documents = [(source.kind, _whole(request, source)) for source in chosen]
        if file := form.cleaned_data["file"]:
            documents.append((SentDocument.Kind.ATTACHMENT, enclosures.take(request.user, file)))
        for kind, document in documents:
            _keep(request, application, kind, document, sent_at=form.sent_at)
    except (FreezingError, EnclosureError) as problem:
        messages.error(request, str(problem))
    return redirect(application)


def _keep(
    request: UserRequest, application: JobApplication, kind: str, document: Any, *, sent_at: datetime
) -> None:
    made = freeze_one(request, application, kind, document, sent_at=sent_at)
    told = (
        _("“%(title)s” is kept as it was sent.") if made else _("“%(title)s” is kept already, as it is now.")
    )
    messages.success(request, told % {"title": document.title})


def freeze_one(
    request: UserRequest,
    application: JobApplication,
    kind: str,
    document: Any,
    *,
    sent_at: datetime | None = None,
) -> bool:
    """Whether it was not frozen before, as it is now. FreezingError says why it is not."""
    row, made = freezing.freeze(application, kind, document, sent_at=sent_at)
    if made:
        details = {"application": str(application.pk), "sha256": row.sha256}
        activity.record(request, "freeze", feature="application", details=details)
    return made


def _whole(request: UserRequest, source: freezing.Source) -> Any:
    """The row with all that printing reads."""
    rows = {
        SentDocument.Kind.RESUME: request.user.resumes,
        SentDocument.Kind.LETTER: request.user.cover_letters,
        SentDocument.Kind.ATTACHMENT: request.user.enclosures,
    }
    return rows[SentDocument.Kind(source.kind)].get(pk=source.pk)


@require_POST
def download(request: UserRequest, pk: UUID, document_pk: UUID) -> HttpResponse:
    application = of(request, pk)
    rows = application.documents.filter(user=request.user)
    document = get_object_or_404(rows, pk=document_pk)
    try:
        content = freezing.content(document)
    except FreezingError as problem:
        messages.error(request, str(problem))
        return redirect(application)
    details = {"application": str(pk), "sha256": document.sha256}
    activity.record(request, "download", feature="application", details=details)
    headers = {
        "Content-Disposition": content_disposition(document.file_name),
        "Repr-Digest": f"sha-256=:{_base64(document.sha256)}:",
    }
    return HttpResponse(content, content_type=document.content_type, headers=headers)


def _base64(digest: str) -> str:
    """As RFC 9530 writes a hash."""
    return base64.b64encode(bytes.fromhex(digest)).decode()


@require_POST
def packet(request: UserRequest, pk: UUID) -> HttpResponse:
    application = of(request, pk)
    try:
        content = freezing.packet(application)
    except FreezingError as problem:
        messages.error(request, str(problem))
        return redirect(application)
    details = {"application": str(pk), "format": "packet"}
    activity.record(request, "download", feature="application", details=details)
    name = f"{application.company} - {application.position}.zip"
    headers = {"Content-Disposition": content_disposition(name)}
    return HttpResponse(content, content_type="application/zip", headers=headers)


def freeze_chosen(request: UserRequest, application: JobApplication, before: JobApplication | None) -> None:
    """The résumé and letter that an application names from now on, frozen; says so when one cannot be."""
    kinds = {"resume": SentDocument.Kind.RESUME, "cover_letter": SentDocument.Kind.LETTER}
    for name, kind in kinds.items():
        chosen = getattr(application, f"{name}_id")
        if not chosen or (before and getattr(before, f"{name}_id") == chosen):
            continue
        document = getattr(application, name)
        try:
            freeze_one(request, application, kind, document)
        except FreezingError as problem:
            told = {"title": document.title, "why": problem}
            messages.warning(request, _("“%(title)s” could not be kept as it was sent. %(why)s") % told)
