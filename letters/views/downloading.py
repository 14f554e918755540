"""A letter as a PDF. Asking for the page prints it, to say what is missing, and changes nothing; only the button, a
POST, downloads and counts.
"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import activity
from letters import placeholders, printing
from letters.models import CoverLetter
from saaska.documents import previews, prints
from saaska.documents.blocks import full_name
from saaska.documents.choices import design_names
from saaska.documents.designs import UnknownDesignError
from saaska.documents.downloads import content_disposition, file_name
from saaska.documents.frames import Picture
from saaska.documents.renderer import PrintingError
from saaska.http import UserRequest


@require_http_methods(["GET", "POST"])
def download(request: UserRequest, pk: UUID) -> HttpResponse:
    letter = get_object_or_404(request.user.cover_letters.live(), pk=pk)
    asks = request.method == "GET"
    if request.POST.get("as") == "text":
        return deliver(
            request, letter, printing.plain_text(letter).encode(), "txt", "text/plain; charset=utf-8"
        )
    try:
        order = printing.order(letter)
        made = prints.printed(order, pictures=[Picture(1)] if asks else [])
    except (PrintingError, UnknownDesignError) as problem:
        return offer(request, letter, {"problem": problem}, 200 if asks else previews.status_of(problem))
    if asks:
        return offer(request, letter, {"key": order.key, "made": made})
    return deliver(request, letter, made.pdf, "pdf", "application/pdf")


def deliver(
    request: UserRequest, letter: CoverLetter, content: bytes, extension: str, content_type: str
) -> HttpResponse:
    letter.count_download()
    activity.record(request, "download", feature="cover_letter", details={"letter": str(letter.pk)})
    headers = {"Content-Disposition": content_disposition(name_of(letter, extension))}
    return HttpResponse(content, content_type=content_type, headers=headers)


def offer(
    request: UserRequest, letter: CoverLetter, outcome: dict[str, object], status: int = 200
) -> HttpResponse:
    """The page with the button, and what was `made` with the `key` it is kept by, or the `problem` that it was not."""
    context = {
        "letter": letter,
        "design": design_names("letter").get(letter.template, letter.template),
        "file_name": name_of(letter),
        "unfilled": placeholders.unfilled(letter),
        **outcome,
    }
    return render(request, "letters/download.html", context, status=status)


def name_of(letter: CoverLetter, extension: str = "pdf") -> str:
    """ "Zoë Müller – Cover letter Harbour Data.pdf" """
    document = f"{_('Cover letter')} {letter.company_name}".strip()
    return file_name(full_name(letter.personal_info), document, extension)
