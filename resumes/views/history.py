"""What a résumé was: its states by sitting, each as its pages and as what changed, to return to, to name or to copy."""

import copy
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts import activity
from resumes import printing
from resumes.comparison import differences
from resumes.editor.form import content_of
from resumes.models import Resume
from resumes.views.editing import version_of
from saaska import ui
from saaska.documents import previews, versions
from saaska.documents.designs import Options, UnknownDesignError
from saaska.documents.history import sittings
from saaska.documents.previews import Preview
from saaska.documents.schema import LINE, printable
from saaska.documents.states import Content, contents
from saaska.http import UserRequest
from saaska.keys import KeyForm

PARTS: Final = {
    "title": gettext_lazy("Title"),
    "template": gettext_lazy("Design"),
    "template_version": gettext_lazy("Version of the design"),
    "work_experience": gettext_lazy("Experience"),
    "education": gettext_lazy("Education"),
    "skills": gettext_lazy("Skills"),
    "summary": gettext_lazy("Summary"),
    "personal_info.links": gettext_lazy("Links"),
    "personal_info.sections": gettext_lazy("Sections"),
    "personal_info.layout": gettext_lazy("Look"),
}


def named(parts: list[str] | set[str]) -> str:
    """The parts in words, each once."""
    return ", ".join(sorted({str(PARTS.get(part, _("You"))) for part in parts}))


@require_GET
def history(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    sitting = request.GET.get("sitting", "")
    opened = int(sitting) if sitting.isascii() and sitting.isdecimal() and len(sitting) < 10 else 0
    page = sittings(resume.states.all(), page=request.GET.get("page"), opened=opened)
    for found in page:
        found.changed = named(found.parts)
        for state in found.states:
            state["changed"] = named(state["parts"])
    context = {
        "resume": resume,
        "page": page,
        "named": resume.states.exclude(name="").order_by("-number").values("number", "name", "at"),
    }
    return render(request, "resumes/history.html", context)


@require_GET
def state(request: UserRequest, pk: UUID, number: int) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    found = get_object_or_404(resume.states.defer("steps"), number=number)
    newest: int = resume.states.latest("number").number
    against = newest if request.GET.get("against") == "now" and number != newest else number - 1
    held = contents(resume.states.all(), {number, against})
    shown = as_it_was(resume, held[number])
    other = as_it_was(resume, held[against]) if against in held else None
    context = {
        "resume": resume,
        "state": found,
        "preview": preview_of(shown),
        "newest": newest,
        "before": number - 1,
        "after": number + 1 if number < newest else 0,
        "compares_with_now": against == newest,
        "is_first": other is None,
        "differences": differences(*in_order(other, shown, number, against)) if other else [],
        "key": KeyForm(None)["key"].value(),
    }
    return render(request, "resumes/state.html", context)


def in_order(other: Resume, shown: Resume, number: int, against: int) -> tuple[Content, Content]:
    """The earlier one first."""
    earlier, later = (other, shown) if against < number else (shown, other)
    return content_of(earlier), content_of(later)


def as_it_was(resume: Resume, content: Content) -> Resume:
    """The résumé with that content, not saved."""
    former = copy.copy(resume)
    for column, value in content.items():
        setattr(former, column, value)
    return former


def preview_of(shown: Resume) -> Preview:
    try:
        version = versions.find("resume", shown.template, shown.template_version)
    except UnknownDesignError as problem:
        return Preview(problem=str(problem))
    paper = Options.of(version.config, shown.personal_info.get("layout")).page
    return previews.preview(lambda: printing.order(shown, version=version), paper=paper)


def content_at(resume: Resume, number: int) -> Content:
    found = contents(resume.states.filter(number__lte=number), [number])
    if number not in found:
        raise Http404
    return found[number]


@require_GET
def state_page(request: UserRequest, pk: UUID, number: int, name: str) -> HttpResponse:
    """An image of one of the pages that the résumé had then."""
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    get_object_or_404(resume.states, number=number)
    try:
        order = printing.order(as_it_was(resume, content_at(resume, number)))
    except UnknownDesignError as problem:
        raise Http404 from problem
    return previews.page_image(str(request.user.pk), order.key, name, saved=lambda: order)


@require_POST
def restore_state(request: UserRequest, pk: UUID, number: int) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    get_object_or_404(resume.states, number=number)
    newest: int = resume.states.latest("number").number
    if not return_to(resume, content_at(resume, number), version=version_of(request) or resume.version):
        messages.warning(
            request,
            _("“%(title)s” was changed in the meantime. Nothing was restored: look again.") % names(resume),
        )
        return redirect("resumes:state", pk=pk, number=number)
    details: dict[str, Any] = {"resume": str(pk), "state": number}
    activity.record(request, "restore_version", feature="resume", details=details)
    undo = reverse("resumes:restore_state", args=[pk, newest])
    ui.success_with_undo(request, _("“%(title)s” is as it was then.") % names(resume), undo=undo)
    return redirect("resumes:history", pk=pk)


def return_to(resume: Resume, content: Content, *, version: int) -> bool:
    """Stores the content as the next state; False when another one was stored meanwhile."""
    if not resume.save_over(version, content):
        return False
    # A trigger pins the newest version of another design; what was printed then is what comes back.
    wanted = content["template_version"]
    Resume.objects.filter(pk=resume.pk).exclude(template_version=wanted).update(template_version=wanted)
    return True


def names(resume: Resume) -> dict[str, str]:
    return {"title": resume.title}


@require_POST
def name_state(request: UserRequest, pk: UUID, number: int) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    found = get_object_or_404(resume.states.defer("steps"), number=number)
    found.name = printable(request.POST.get("name", ""), lines=False)[:LINE]
    found.save(update_fields=["name"])
    messages.success(request, _("The name is saved.") if found.name else _("The name is removed."))
    return redirect("resumes:state", pk=pk, number=number)


@require_POST
def copy_state(request: UserRequest, pk: UUID, number: int) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    get_object_or_404(resume.states, number=number)
    former = as_it_was(resume, content_at(resume, number))
    twin, made = former.copy_once(KeyForm.key_of(request.POST, resume.pk))
    if made:
        details = {"resume": str(twin.pk), "of": str(pk), "state": number}
        activity.record(request, "duplicate", feature="resume", details=details)
        messages.success(request, _("This is a copy of “%(title)s” as it was then.") % names(resume))
    return redirect(twin)
