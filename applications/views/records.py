"""Interviews, contacts and tasks of an application: added, edited, removed and brought back.

Each works on a page of its own; where there is script, the section of the application's page is drawn anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts import activity
from applications import records
from applications.models import (
    ApplicationContact,
    ApplicationEvent,
    ApplicationTask,
    InterviewRound,
    JobApplication,
    RemovedRecord,
)
from applications.record_forms import ContactForm, EventForm, RecordForm, RoundForm, TaskForm
from applications.views.sent import of
from saaska import ui
from saaska.http import UserRequest
from saaska.keys import Key, create_once

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Kind:
    """A kind of rows about an application. `section` names its part of the page, its template and its relation."""

    name: str
    section: str
    model: Any
    form: type[RecordForm]
    order: tuple[Any, ...]
    new: "StrPromise"
    change: "StrPromise"
    removed: "StrPromise"

    def rows(self, application: JobApplication) -> Any:
        related = getattr(application, self.section)
        return related.filter(user=application.user_id).order_by(*self.order)

    @property
    def template(self) -> str:
        return f"applications/_{self.section}.html"

    def url(self, act: str, *args: UUID) -> str:
        return reverse(f"applications:{act}_{self.name}", args=args)

    @property
    def feature(self) -> str:
        """What activities call it. An “interview” is one that was practised."""
        return "interview_round" if self.name == "round" else self.name


KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind(
            "round",
            "rounds",
            InterviewRound,
            RoundForm,
            ("starts_at", "created_at"),
            gettext_lazy("Add an interview"),
            gettext_lazy("Edit the interview"),
            gettext_lazy("The interview was removed."),
        ),
        Kind(
            "contact",
            "contacts",
            ApplicationContact,
            ContactForm,
            ("name", "created_at"),
            gettext_lazy("Add a contact"),
            gettext_lazy("Edit the contact"),
            gettext_lazy("The contact was removed."),
        ),
        Kind(
            "task",
            "tasks",
            ApplicationTask,
            TaskForm,
            records.IN_ORDER,
            gettext_lazy("Add a task"),
            gettext_lazy("Edit the task"),
            gettext_lazy("The task was removed."),
        ),
        Kind(
            "event",
            "events",
            ApplicationEvent,
            EventForm,
            ("-happened_at", "-created_at"),
            gettext_lazy("Add what happened"),
            gettext_lazy("Correct the date"),
            gettext_lazy("It was removed from the timeline."),
        ),
    )
}


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def add(request: UserRequest, pk: UUID, kind: str) -> HttpResponse:
    application, of_kind = of(request, pk), KINDS[kind]
    key = Key().clean(request.POST.get("key"))
    is_planned = "planned" in (request.POST or request.GET)
    form = of_kind.form(
        request.POST if request.method == "POST" else None,
        instance=of_kind.model(user=request.user, application=application),
        initial={"starts_at": application.interview_date} if is_planned else {},
        auto_id=f"id_{kind}_%s",
    )
    if form.is_valid() and added(request, application, of_kind, key, form, is_planned=is_planned):
        return done(request, application, of_kind, _("Added."))
    hidden = {"key": key, **({"planned": 1} if is_planned else {})}
    return opened(request, application, of_kind, form, hidden)


def record(request: UserRequest, verb: str, kind: Kind, row: Any) -> None:
    details = {kind.name: str(row.pk), "application": str(row.application_id)}
    activity.record(request, verb, feature=kind.feature, details=details)


def added(
    request: UserRequest,
    application: JobApplication,
    kind: Kind,
    key: UUID,
    form: RecordForm,
    *,
    is_planned: bool,
) -> bool:
    """Whether it is there now; the same form sent twice adds one. An error says when there are too many."""
    now = records.locked(application)
    if kind.rows(now).exclude(pk=key).count() >= records.MOST:
        form.add_error(None, _("An application keeps %(most)s of these at most.") % {"most": records.MOST})
        return False
    if kind.name == "round":
        records.plan(now, instead_of=now.interview_date if is_planned else None)
    row, made = create_once(getattr(now, kind.section), key, user_id=now.user_id, **form.columns())
    if made:
        record(request, "create", kind, row)
    follow(now, kind, row)
    return True


def follow(application: JobApplication, kind: Kind, row: Any, was: Any = None) -> None:
    """What the application itself says follows its rounds and its history."""
    if kind.name == "round":
        records.follow(records.locked(application))
    if kind.name == "event" and row:
        records.follow_history(records.locked(application), row, was)


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def edit(request: UserRequest, pk: UUID, record_pk: UUID, kind: str) -> HttpResponse:
    application, of_kind = of(request, pk), KINDS[kind]
    row = get_object_or_404(of_kind.rows(application).select_for_update(), pk=record_pk)
    version, differences = records.stamp(row), []
    form = of_kind.form(
        request.POST if request.method == "POST" else None, instance=row, auto_id=f"id_{kind}_%s"
    )
    if form.is_valid():
        differences = form.differing()
        if request.POST.get("version") == version or not differences:
            records.write(row, form.columns())
            follow(application, of_kind, row, form.stored.get("happened_at"))
            return done(request, application, of_kind, _("Saved."))
    elif form.is_bound:
        version = request.POST.get("version", "")
    return opened(request, application, of_kind, form, {"version": version}, differences)


@require_POST
@vary_on_headers("HX-Request")
def delete(request: UserRequest, pk: UUID, record_pk: UUID, kind: str) -> HttpResponse:
    application, of_kind = of(request, pk), KINDS[kind]
    row = get_object_or_404(of_kind.rows(application).select_for_update(), pk=record_pk)
    if kind == "event" and not row.is_by_hand:  # what the product wrote is corrected, never removed
        raise Http404
    removed = records.remove(row, kind)
    record(request, "delete", of_kind, row)
    follow(application, of_kind, None)
    ui.success_with_undo(
        request, str(of_kind.removed), undo=reverse("applications:bring_back", args=[pk, removed.pk])
    )
    return drawn(request, application, of_kind)


@require_POST
def bring_back(request: UserRequest, pk: UUID, removed_pk: UUID) -> HttpResponse:
    application = of(request, pk)
    removed: RemovedRecord | None = application.removed.filter(user=request.user, pk=removed_pk).first()
    if removed is None:  # it was brought back a moment ago
        return redirect(application)
    if removed.kind == RemovedRecord.Kind.OFFER:
        is_back = records.bring_offer_back(records.locked(application), removed)
    else:
        is_back = bool(row := records.bring_back(removed))
        if row:
            record(request, "restore", KINDS[removed.kind], row)
        follow(application, KINDS[removed.kind], None)
    if is_back:
        messages.success(request, _("It is back."))
    else:
        messages.info(request, _("There is another one by now; it stays."))
    return redirect(application)


@require_POST
@vary_on_headers("HX-Request")
def tick(request: UserRequest, pk: UUID, record_pk: UUID) -> HttpResponse:
    """Done, or to be done again: as the pressed button says."""
    application, of_kind = of(request, pk), KINDS["task"]
    task = get_object_or_404(of_kind.rows(application), pk=record_pk)
    is_done = request.POST.get("done") == "1"
    if is_done != bool(task.done_at):
        records.write(task, {"done_at": timezone.now() if is_done else None})
    return drawn(request, application, of_kind)


def done(request: UserRequest, application: JobApplication, kind: Kind, text: str) -> HttpResponse:
    messages.success(request, text)
    return drawn(request, application, kind)


def drawn(request: UserRequest, application: JobApplication, kind: Kind) -> HttpResponse:
    """The section as it is now, or the way to it."""
    if not request.htmx:
        return redirect(f"{application.get_absolute_url()}#{kind.section}")
    now = get_object_or_404(request.user.job_applications.live(), pk=application.pk)
    return render(request, "applications/_section.html", section(now, kind))


def section(application: JobApplication, kind: Kind) -> dict[str, Any]:
    return {
        "application": application,
        "kind": kind,
        kind.section: kind.rows(application),
        "add_url": kind.url("add", application.pk),
    }


def opened(
    request: UserRequest,
    application: JobApplication,
    kind: Kind,
    form: RecordForm,
    hidden: Mapping[str, object],
    differences: Sequence[tuple[Any, Any]] = (),
) -> HttpResponse:
    """The form: within its section for a script, else on a page of its own."""
    row = None if form.instance._state.adding else form.instance
    context = {
        **section(application, kind),
        "form": form,
        "hidden": hidden.items(),
        "row": row,
        "title": kind.change if row else kind.new,
        "action": kind.url("edit", application.pk, row.pk) if row else kind.url("add", application.pk),
        "differences": differences,
    }
    status = 409 if differences else 422 if form.errors else 200
    name = "applications/_section.html" if request.htmx else "applications/record.html"
    return render(request, name, context, status=status)
