"""A letter bound with a résumé and the person's own PDFs, and those PDFs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import activity
from letters import enclosures, packets, placeholders
from letters.enclosures import EnclosureError
from letters.forms import EnclosureForm, PacketForm
from letters.models import CoverLetter
from saaska.documents import previews
from saaska.documents.designs import UnknownDesignError
from saaska.documents.downloads import content_disposition, file_name
from saaska.documents.personal import full_name
from saaska.documents.printing_errors import PrintingError
from saaska.http import UserRequest
from saaska.uploads import upload_refused


@require_http_methods(["GET", "POST"])
def packet(request: UserRequest, pk: UUID) -> HttpResponse:
    letter = get_object_or_404(request.user.cover_letters.live(), pk=pk)
    if request.method == "GET":
        begun = request.GET.getlist("taken")[: packets.MOST]
        return page(request, letter, PacketForm(None, letter=letter, user=request.user, begun=begun))
    if request.FILES or upload_refused(request):
        return enclose(request, pk)  # whichever button was pressed: a file that was chosen is not dropped
    form = PacketForm(request.POST, letter=letter, user=request.user)
    action = request.POST.get("action", "download")
    if form.arrange(action):
        return page(request, letter, form)
    if not form.is_valid():
        return page(request, letter, form, status=422)
    try:
        bound = packets.bind(letter, form.chosen)
    except (PrintingError, UnknownDesignError, EnclosureError) as problem:
        status = 503 if isinstance(problem, EnclosureError) else previews.status_of(problem)
        return page(request, letter, form, problem=str(problem), status=status)
    letter.count_download()
    details = {"letter": str(pk), "format": "packet", "parts": len(form.chosen), "pages": bound.pages}
    activity.record(request, "download", feature="cover_letter", details=details)
    headers = {"Content-Disposition": content_disposition(name_of(letter))}
    return HttpResponse(bound.pdf, content_type="application/pdf", headers=headers)


def name_of(letter: CoverLetter) -> str:
    """ "Zoë Müller – Application Harbour Data.pdf" """
    return file_name(full_name(letter.personal_info), f"{_('Application')} {letter.company_name}".strip())


def page(
    request: UserRequest,
    letter: CoverLetter,
    form: PacketForm,
    *,
    upload: EnclosureForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "letter": letter,
        "form": form,
        "upload": upload or EnclosureForm(None),
        "enclosures": request.user.enclosures.order_by("created_at", "id"),
        "file_name": name_of(letter),
        "unfilled": placeholders.unfilled(letter),
        "problem": problem,
    }
    return render(request, "letters/packet.html", context, status=status)


@require_POST
def enclose(request: UserRequest, pk: UUID) -> HttpResponse:
    letter = get_object_or_404(request.user.cover_letters.live(), pk=pk)
    upload = EnclosureForm(request.POST, request.FILES, user=request.user, refused=upload_refused(request))
    form = PacketForm(request.POST if "part" in request.POST else None, letter=letter, user=request.user)
    if not upload.is_valid():
        return page(request, letter, form, upload=upload, status=422)
    assert upload.taken is not None  # the form is valid
    details = {"enclosure": str(upload.taken.pk), "pages": upload.taken.pages}
    activity.record(request, "upload", feature="enclosure", details=details)
    messages.success(request, _("“%(title)s” is in the packet.") % {"title": upload.taken.title})
    return to_packet(letter, [*form.taken, f"enclosure-{upload.taken.pk}"])


def to_packet(letter: CoverLetter, taken: list[str] | None = None) -> HttpResponseRedirect:
    """`taken` are the tokens of what is bound, in their order."""
    return redirect(reverse("letters:packet", args=[letter.pk], query={"taken": taken} if taken else None))


@require_POST
def enclosure(request: UserRequest, pk: UUID) -> HttpResponse:
    """The file as it is kept, for its owner. A post, as every download is."""
    row = get_object_or_404(request.user.enclosures, pk=pk)
    try:
        content = enclosures.content(row)
    except EnclosureError as problem:
        return HttpResponse(str(problem), content_type="text/plain; charset=utf-8", status=503)
    activity.record(request, "download", feature="enclosure", details={"enclosure": str(pk)})
    headers = {"Content-Disposition": content_disposition(file_name("", row.title))}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_POST
def delete_enclosure(request: UserRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(request.user.enclosures, pk=pk)
    enclosures.drop(row)
    activity.record(request, "delete", feature="enclosure", details={"enclosure": str(pk)})
    messages.success(request, _("“%(title)s” was deleted.") % {"title": row.title})
    letter = request.user.cover_letters.live().filter(pk=letter_of(request)).first()
    return to_packet(letter) if letter else redirect(reverse("letters:index"))


def letter_of(request: UserRequest) -> UUID | None:
    """Whose page the button was on."""
    try:
        return UUID(request.POST.get("letter", ""))
    except ValueError:
        return None
