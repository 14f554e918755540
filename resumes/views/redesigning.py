"""The newer version of a résumé's design: shown beside the one it has, taken only when its owner says so."""

import re
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts import activity
from resumes import printing
from resumes.designs import design_names
from resumes.models import Resume
from saaska.documents import previews, prints, versions
from saaska.documents.frames import Picture
from saaska.documents.printing_errors import PrintingError
from saaska.http import UserRequest

NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)  # of a version


@require_http_methods(["GET", "POST"])
def update_design(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    newer = versions.newer("resume", resume.template, resume.template_version)
    if not newer:
        messages.info(
            request, _("“%(title)s” has the newest version of its design.") % {"title": resume.title}
        )
        return redirect(resume)
    if request.method == "POST":
        if request.POST.get("action") == "keep":
            return keep(request, resume)
        if request.POST.get("version") == str(newer) and resume.take_design(newer):
            activity.record(request, "update_design", feature="resume", details={"resume": str(pk)})
            messages.success(request, _("“%(title)s” has the newer design now.") % {"title": resume.title})
            return redirect(resume)
        messages.warning(request, _("The design was changed once more. This is how it looks now."))
    return compare(request, resume, newer, status=409 if request.method == "POST" else 200)


def keep(request: UserRequest, resume: Resume) -> HttpResponse:
    """The version that was shown is not offered again."""
    shown = request.POST.get("version", "")
    if NUMBER.fullmatch(shown):
        resume.decline_design(int(shown))
    told = _("“%(title)s” keeps its design. You are asked again when there is a still newer one.")
    messages.success(request, told % {"title": resume.title})
    return redirect(resume)


def compare(request: UserRequest, resume: Resume, newer: int, *, status: int) -> HttpResponse:
    """Both versions beside each other: what was printed here is what the images are drawn from."""
    problem = ""
    pages: list[int] = []
    try:
        for number in (resume.template_version, newer):
            order = printing.order(resume, version=versions.find("resume", resume.template, number))
            pages.append(prints.printed(order, pictures=[Picture(1)]).pages)
    except PrintingError as error:
        problem = str(error)
    context = {
        "resume": resume,
        "design": design_names().get(resume.template, resume.template),
        "newer": newer,
        "pages": pages,
        "problem": problem,
    }
    return render(request, "resumes/update_design.html", context, status=status)


@require_GET
def design_page(request: UserRequest, pk: UUID, number: str) -> HttpResponse:
    """The first page in that version of the résumé's design."""
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    if not NUMBER.fullmatch(number):
        raise Http404
    return previews.image(lambda: _page_in(resume, int(number)))


def _page_in(resume: Resume, number: int) -> bytes:
    version = versions.find("resume", resume.template, number)
    if version.number != number:
        raise Http404
    return prints.page_image(printing.order(resume, version=version), 1)
