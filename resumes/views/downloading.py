"""A résumé as a file. Asking for the page prints it, to say what cannot be printed, and changes nothing; only the
buttons, POSTs, download and count.
"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts import activity
from resumes import printing
from resumes.designs import design_names
from resumes.exporters import fields as of_forms
from resumes.exporters import plain_text
from resumes.exporters.formats import FORMATS, LISTED, name_of
from resumes.models import Resume
from saaska.documents import prints
from saaska.documents.designs import UnknownDesignError
from saaska.documents.downloads import content_disposition
from saaska.documents.frames import Picture
from saaska.documents.renderer import PrinterBusyError, PrintingError
from saaska.http import UserRequest


@require_http_methods(["GET", "POST"])
def download(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    if request.method == "POST":
        return sent(request, resume, request.POST.get("as", "pdf"))
    try:
        order = printing.order(resume)
        made = prints.printed(order, pictures=[Picture(1)])
    except (PrintingError, UnknownDesignError) as problem:
        return offer(request, resume, {"problem": problem})
    return offer(request, resume, {"key": order.key, "made": made})


def sent(request: UserRequest, resume: Resume, name: str) -> HttpResponse:
    """The file in the format of that name; else the page, with what is in the way."""
    if name not in FORMATS:
        return offer(request, resume, {"problem": _("There is no such format. Choose one of these.")}, 422)
    try:
        made = FORMATS[name].make(resume)
    except (PrintingError, UnknownDesignError) as problem:
        status = 503 if isinstance(problem, PrinterBusyError) else 422
        return offer(request, resume, {"problem": problem}, status)
    resume.count_download()
    details = {"resume": str(resume.pk), "format": name}
    activity.record(request, "download", feature="resume", details=details)
    headers = {"Content-Disposition": content_disposition(name_of(resume, made.extension))}
    return HttpResponse(made.content, content_type=made.content_type, headers=headers)


def offer(
    request: UserRequest, resume: Resume, outcome: dict[str, object], status: int = 200
) -> HttpResponse:
    """The page with the buttons, and what was `made` with the `key` it is kept by, or the `problem` that it was not."""
    context = {
        "resume": resume,
        "design": design_names().get(resume.template, resume.template),
        "file_name": name_of(resume),
        "formats": [format for format in LISTED if format.name != "pdf"],
        **outcome,
    }
    return render(request, "resumes/download.html", context, status=status)


@require_GET
def fields(request: UserRequest, pk: UUID) -> HttpResponse:
    """Every field by itself, for the forms of employers."""
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    said, options = printing.said(resume)
    context = {
        "resume": resume,
        "groups": of_forms.groups(resume, date_format=options.date_format),
        "text": plain_text.written(said),
    }
    return render(request, "resumes/fields.html", context)
