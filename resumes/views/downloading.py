"""A résumé as a PDF. Asking for the page prints it, to say what cannot be printed, and changes nothing; only the
button, a POST, downloads and counts.
"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import activity
from resumes import printing
from resumes.designs import design_names
from resumes.models import Resume
from saaska.documents import prints
from saaska.documents.designs import UnknownDesignError
from saaska.documents.downloads import content_disposition, file_name
from saaska.documents.frames import Picture
from saaska.documents.renderer import PrinterBusyError, PrintingError
from saaska.http import UserRequest


@require_http_methods(["GET", "POST"])
def download(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    try:
        order = printing.order(resume)
        made = prints.printed(order, pictures=[Picture(1)] if request.method == "GET" else [])
    except (PrintingError, UnknownDesignError) as problem:
        status = 503 if isinstance(problem, PrinterBusyError) else 422
        return offer(request, resume, {"problem": problem}, 200 if request.method == "GET" else status)
    if request.method == "GET":
        return offer(request, resume, {"key": order.key, "made": made})
    resume.count_download()
    activity.record(request, "download", feature="resume", details={"resume": str(resume.pk)})
    headers = {"Content-Disposition": content_disposition(name_of(resume))}
    return HttpResponse(made.pdf, content_type="application/pdf", headers=headers)


def offer(
    request: UserRequest, resume: Resume, outcome: dict[str, object], status: int = 200
) -> HttpResponse:
    """The page with the button, and what was `made` with the `key` it is kept by, or the `problem` that it was not."""
    context = {
        "resume": resume,
        "design": design_names().get(resume.template, resume.template),
        "file_name": name_of(resume),
        **outcome,
    }
    return render(request, "resumes/download.html", context, status=status)


def name_of(resume: Resume) -> str:
    """ "Zoë Müller – Résumé.pdf" """
    person = resume.personal_info
    name = " ".join(filter(None, (person.get("firstName"), person.get("lastName"))))
    return file_name(name, _("Résumé"))
