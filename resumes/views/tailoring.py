"""Copies that know their source: making one, and deciding on what the source changed since."""

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts import activity
from resumes import changes as in_words
from resumes import tailoring
from resumes.forms import TailorForm
from resumes.models import ResumeCopy
from saaska import ui
from saaska.http import UserRequest

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WISH: Final = "change-"
PROBLEMS: Final[dict[type[Exception], "StrOrPromise"]] = {
    tailoring.ChangedError: gettext_lazy(
        "A text was changed in the meantime, so nothing was taken yet. Your other choices are kept: look again."
    ),
    tailoring.UnfinishedError: gettext_lazy(
        "This copy has fields that are not right yet. Put them right in the editor, then take changes."
    ),
}


@require_http_methods(["GET", "POST"])
def tailor(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    form = TailorForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        resume=resume,
        job=request.GET.get("job", ""),
    )
    if form.is_valid():
        twin, made = tailoring.tailor(resume, form.cleaned_data["key"], form.title, form.saved_job)
        if made:
            activity.record(
                request, "tailor", feature="resume", details={"resume": str(twin.pk), "of": str(pk)}
            )
            told = _("This copy of “%(title)s” knows its source: what you change there is offered here.")
            messages.success(request, told % {"title": resume.title})
        beside = f"?job={form.saved_job}" if form.saved_job else ""
        return redirect(f"{twin.get_absolute_url()}{beside}")
    context = {"form": form, "resume": resume}
    return render(request, "resumes/tailor.html", context, status=422 if form.is_bound else 200)


def origin_of(request: UserRequest, pk: UUID, *, locked: bool = False) -> ResumeCopy:
    """The copy's tie to its source; 404 when the résumé is none of theirs or no copy."""
    rows: Any = request.user.resume_copies.filter(resume__deleted_at=None)
    if locked:
        rows = rows.select_for_update(of=("self",))
    row: ResumeCopy = get_object_or_404(rows.select_related("resume", "source"), resume=pk)
    return row


@require_http_methods(["GET", "POST"])
def changes(request: UserRequest, pk: UUID) -> HttpResponse:
    if request.method == "GET":
        return page(request, origin_of(request, pk))
    origin = origin_of(request, pk, locked=True)
    if origin.source is None or origin.source.deleted_at:
        return page(request, origin, status=409)
    try:
        took, left = tailoring.decide(origin, wishes(request), rest=request.POST.get("rest", ""))
    except ValidationError as error:
        return page(request, origin, problem=" ".join(error.messages), status=422)
    except (tailoring.ChangedError, tailoring.UnfinishedError) as error:
        return page(request, origin, problem=str(PROBLEMS[type(error)]), status=409)
    if took or left:
        details = {"resume": str(pk), "taken": took, "left": left}
        activity.record(request, "take_changes", feature="resume", details=details)
        ui.success_with_undo(request, said(took, left), undo=reverse("resumes:undo_changes", args=[pk]))
    else:
        messages.info(request, _("Nothing was decided yet."))
    return redirect("resumes:changes", pk=pk)


def wishes(request: UserRequest) -> dict[str, str]:
    """What was chosen for each change that something was chosen for."""
    return {
        name.removeprefix(WISH): value
        for name, value in request.POST.items()
        if name.startswith(WISH) and value in (tailoring.TAKE, tailoring.LEAVE)
    }


def said(took: int, left: int) -> str:
    parts = []
    if took:
        parts.append(ngettext("%(n)s change was taken.", "%(n)s changes were taken.", took) % {"n": took})
    if left:
        parts.append(ngettext("%(n)s was left.", "%(n)s were left.", left) % {"n": left})
    return " ".join(parts)


def page(request: UserRequest, origin: ResumeCopy, *, problem: str = "", status: int = 200) -> HttpResponse:
    there = origin.source is not None and not origin.source.deleted_at
    pending, own = [], []
    if there:
        comparison = tailoring.compare(origin)
        pending = in_words.shown(comparison, comparison.pending.values(), wishes(request))
        own = in_words.shown(comparison, comparison.own, {})
    context = {
        "origin": origin,
        "resume": origin.resume,
        "source": origin.source if there else None,
        "in_bin": origin.source is not None and not there,
        "changes": pending,
        "conflicts": sum(change.conflict for change in pending),
        "own": own,
        "problem": problem,
    }
    return render(request, "resumes/changes.html", context, status=status)


@require_POST
def undo_changes(request: UserRequest, pk: UUID) -> HttpResponse:
    if tailoring.undo(origin_of(request, pk, locked=True)):
        activity.record(request, "undo_changes", feature="resume", details={"resume": str(pk)})
        messages.success(request, _("The copy is as it was, and the changes are offered again."))
    else:
        told = _("The copy was changed since, so nothing was undone. Its history has every state.")
        messages.warning(request, told)
    return redirect("resumes:changes", pk=pk)
