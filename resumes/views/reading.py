"""What software learns from a résumé's PDF, for its owner to see."""

from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from resumes import machine_reading, printing
from saaska.documents.designs import UnknownDesignError
from saaska.documents.printing_errors import PrinterBusyError, PrintingError
from saaska.http import UserRequest


@require_GET
def reading(request: UserRequest, pk: UUID) -> HttpResponse:
    """The PDF as it would be downloaded, read back from its text."""
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    try:
        made = printing.printed(resume)
        said, _options = printing.said(resume)
    except (PrintingError, UnknownDesignError) as problem:
        status = 503 if isinstance(problem, PrinterBusyError) else 422
        return render(request, "resumes/reading.html", {"resume": resume, "problem": problem}, status=status)
    fields = machine_reading.fields(made.pdf, said, resume.personal_info)
    context = {
        "resume": resume,
        "fields": fields,
        "recovered": sum(field.is_recovered for field in fields),
        "lost": [field for field in fields if not field.is_recovered],
        "parts": [(part, list(found)) for part, found in groupby(fields, key=lambda field: field.part)],
        "text": machine_reading.plain_text(made.pdf),
    }
    return render(request, "resumes/reading.html", context)
