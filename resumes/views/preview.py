"""Page images of a résumé: what the editor shows is what is downloaded."""

import re
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from resumes import printing
from saaska.documents import prints
from saaska.documents.designs import UnknownDesignError
from saaska.documents.frames import PAGE, SIZES
from saaska.documents.prints import NoSuchPageError
from saaska.documents.renderer import PrinterBusyError, PrintingError
from saaska.http import UserRequest

NAME: Final = re.compile(rf"([1-9][0-9]?)(?:-({'|'.join(SIZES)}))?", re.ASCII)  # "1", "2-dense"


@require_GET
def page(request: UserRequest, pk: UUID, key: str, name: str) -> HttpResponse:
    """One page of the print with that key: one made a moment ago, perhaps of a draft, or of what is saved."""
    resume = get_object_or_404(request.user.resumes, pk=pk)
    named = NAME.fullmatch(name)
    if not named:
        raise Http404
    number, size = int(named[1]), named[2] or PAGE
    try:
        image = prints.kept_page_image(str(request.user.pk), key, number, size)
        if image is None:
            order = printing.order(resume)
            if order.key != key:
                raise Http404(_("This preview is out of date."))
            image = prints.page_image(order, number, size)
    except (NoSuchPageError, UnknownDesignError) as problem:
        raise Http404 from problem
    except PrintingError as problem:
        status = 503 if isinstance(problem, PrinterBusyError) else 422
        return HttpResponse(str(problem), content_type="text/plain; charset=utf-8", status=status)
    return HttpResponse(image, content_type="image/jpeg")
