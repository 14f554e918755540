"""A résumé in another language: beginning one, and writing its texts beside the source's."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts import activity
from resumes import tailoring, translating
from resumes.forms import TranslateForm
from resumes.models import ResumeCopy
from resumes.tailoring import Comparison
from resumes.translating import Asked
from resumes.views.tailoring import origin_of
from saaska import ui
from saaska.http import UserRequest

ONLY = "waiting"  # the query that leaves out what is translated


@dataclass
class Field:
    """A text on the page: what is typed for it, whether it is said to be done, what is wrong with it."""

    name: str
    text: Asked
    typed: str
    done: bool = False
    error: str = ""

    @property
    def waits(self) -> bool:
        """Something is to be done about it: it is stale or missing, or what was typed is not saved yet."""
        return self.text.waits or bool(self.error) or self.typed != self.text.typed


@require_http_methods(["GET", "POST"])
def translate(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    form = TranslateForm(request.POST if request.method == "POST" else None, resume=resume)
    if form.is_valid():
        values = form.cleaned_data
        twin, made = tailoring.translate(resume, values["key"], values["language"])
        if made:
            details = {"resume": str(twin.pk), "of": str(pk), "language": values["language"]}
            activity.record(request, "translate", feature="resume", details=details)
        return redirect("resumes:translation", pk=twin.pk)
    context = {"form": form, "resume": resume}
    return render(request, "resumes/translate.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def translation(request: UserRequest, pk: UUID) -> HttpResponse:
    origin = origin_of(request, pk, locked=request.method == "POST")
    if origin.source is None or origin.source.deleted_at or not origin.is_translation:
        return redirect("resumes:changes", pk=pk)
    comparison = tailoring.compare(origin)
    fields = fields_of(request, comparison)
    if request.method == "GET":
        return page(request, origin, comparison, fields)
    if request.POST.get("versions") != versions_of(origin):
        told = _("A text was changed in the meantime. What you typed is kept: look again, then save.")
        return page(request, origin, comparison, fields, problem=told, status=409)
    return save(request, origin, comparison, fields)


def save(
    request: UserRequest, origin: ResumeCopy, comparison: Comparison, fields: list[Field]
) -> HttpResponse:
    written = {}
    for field in fields:
        try:
            if field.typed != field.text.typed:
                written[field.text.path] = field.text.field.clean(field.typed)
        except ValidationError as error:
            field.error = " ".join(error.messages)
    problem, fresh = "", 0
    if any(field.error for field in fields):
        problem = _("Nothing was saved yet: put right what is marked.")
    else:
        done = [field.text.path for field in fields if field.done]
        try:
            fresh = tailoring.write_texts(origin, comparison, written, done)
        except ValidationError as error:
            problem = " ".join(error.messages)
    if problem:
        return page(request, origin, comparison, fields, problem=problem, status=422)
    if fresh:
        details = {"resume": str(origin.resume_id), "texts": fresh}
        activity.record(request, "translate_texts", feature="resume", details=details)
        told = ngettext("%(n)s text is translated.", "%(n)s texts are translated.", fresh) % {"n": fresh}
        ui.success_with_undo(request, told, undo=reverse("resumes:undo_changes", args=[origin.resume_id]))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(address_of(origin, only_waiting=ONLY in request.GET))


def fields_of(request: UserRequest, comparison: Comparison) -> list[Field]:
    """Every text with what was posted for it; one of the page's own line ends is a line end."""
    fields = []
    for text in translating.texts(comparison):
        name = hashlib.sha256("/".join(text.path).encode()).hexdigest()[:16]
        typed = request.POST.get(f"text-{name}", text.typed).replace("\r\n", "\n")
        fields.append(Field(name, text, typed, done=f"done-{name}" in request.POST))
    return fields


def address_of(origin: ResumeCopy, *, only_waiting: bool) -> str:
    address = reverse("resumes:translation", args=[origin.resume_id])
    return f"{address}?{ONLY}" if only_waiting else address


def versions_of(origin: ResumeCopy) -> str:
    """Which states of both a page shows."""
    assert origin.source is not None  # the caller looked
    return f"{origin.resume.version} {origin.source.version}"


def page(
    request: UserRequest,
    origin: ResumeCopy,
    comparison: Comparison,
    fields: list[Field],
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    only_waiting = ONLY in request.GET
    waiting = [field for field in fields if field.waits]
    context = {
        "resume": origin.resume,
        "source": origin.source,
        "versions": versions_of(origin),
        "fields": waiting if only_waiting else fields,
        "all": len(fields),
        "waiting": len(waiting),
        "only_waiting": only_waiting,
        "addresses": [address_of(origin, only_waiting=only) for only in (False, True)],
        "behind": sum(field.text.is_behind for field in fields),
        "structure": len(comparison.pending),
        "problem": problem,
    }
    return render(request, "resumes/translation.html", context, status=status)
