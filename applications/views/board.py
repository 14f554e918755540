"""The board, and moving a card of it."""

from datetime import datetime, time
from itertools import islice
from typing import Final
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts import activity
from applications import board
from applications.cards import card
from applications.models import ApplicationEvent, JobApplication
from saaska import ui
from saaska.http import UserRequest

NOON: Final = time(12)


@require_GET
@vary_on_headers("HX-Request")
def index(request: UserRequest) -> HttpResponse:
    status, after = request.GET.get("lane", ""), request.GET.get("after", "")
    if request.htmx and status in ui.STATUSES:
        lane = board.continued(request.user, status, after)
        return render(request, "applications/_cards.html", {"lane": lane})
    lanes = board.lanes(request.user, status=status, after=after)
    context = {
        "lanes": lanes,
        "total": sum(lane.count for lane in lanes),
        "has_hidden": request.user.job_applications.exclude(archived_at=None, deleted_at=None).exists(),
        "key": uuid4(),
        "today": timezone.localdate(),
    }
    return render(request, "applications/index.html", context)


class MoveForm(forms.Form):
    """Where a card goes, and when that was if not now."""

    use_required_attribute = False

    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        choices=JobApplication.Status.choices,
        error_messages={"required": gettext_lazy("Choose a status.")},
    )
    stage = forms.CharField(
        label=gettext_lazy("Stage"),
        max_length=50,
        required=False,
        widget=forms.TextInput({"list": "stages"}),
        help_text=gettext_lazy("Your own step within the status, such as “Phone screen”."),
    )
    day = forms.DateField(
        label=gettext_lazy("When was that?"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Leave it empty for today."),
        error_messages={"invalid": gettext_lazy("Write the date as 2026-05-31.")},
    )

    def clean_day(self) -> object:
        day = self.cleaned_data["day"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(gettext_lazy("That day is still to come."), code="future")
        return day


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def move(request: UserRequest, pk: UUID) -> HttpResponse:
    application = get_object_or_404(request.user.job_applications.live(), pk=pk)
    start = {"status": application.status, "stage": application.stage}
    form = MoveForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        carry_out(request, application, form)
        if request.htmx:
            return moved(request, application, before=str(start["status"]))
        return redirect((request.POST.get("next") == "detail" and application) or "applications:index")
    context = {
        "form": form,
        "application": application,
        "stages": stages(request),
    }
    return render(request, "applications/move.html", context, status=422 if form.is_bound else 200)


def carry_out(request: UserRequest, application: JobApplication, form: MoveForm) -> None:
    status, day = form.cleaned_data["status"], form.cleaned_data["day"]
    at = timezone.make_aware(datetime.combine(day, NOON)) if day else None
    if not application.move(status, form.cleaned_data["stage"], at=at):
        return
    event = application.events.filter(kind=ApplicationEvent.Kind.STATUS).latest("created_at")
    details = {"application": str(application.pk), "status": status}
    activity.record(request, "move", feature="application", details=details)
    told = {"position": application.position, "status": ui.STATUSES[status][0]}
    undo = reverse("applications:undo_move", args=[application.pk, event.pk])
    ui.success_with_undo(request, _("“%(position)s” is in %(status)s now.") % told, undo=undo)


def moved(request: UserRequest, application: JobApplication, *, before: str) -> HttpResponse:
    """What a script puts into the board: the card as it is now, the numbers of the lanes, the message."""
    lanes = {application.status, before}
    rows = board.current(request.user).filter(status__in=lanes).values_list("status", flat=True)
    told = list(rows)
    context = {
        "card": card(application, swap=True),
        "counts": [(status, told.count(status)) for status in sorted(lanes)],
    }
    return render(request, "applications/_moved.html", context)


@require_POST
def undo_move(request: UserRequest, pk: UUID, event_pk: UUID) -> HttpResponse:
    """Back to where it was before the newest move; later news are not undone."""
    application = get_object_or_404(request.user.job_applications.live(), pk=pk)
    newest = newest_moves(application)
    if [event.pk for event in newest][:1] != [event_pk]:
        messages.info(request, _("“%(position)s” has moved on since.") % {"position": application.position})
        return redirect("applications:index")
    if len(newest) < 2:
        raise Http404
    application.move(newest[1].status, newest[1].stage)
    undone = [event.pk for event in newest_moves(application)]
    application.events.filter(pk__in=undone).delete()
    messages.success(request, _("“%(position)s” is back where it was.") % {"position": application.position})
    return redirect("applications:index")


def newest_moves(application: JobApplication) -> list[ApplicationEvent]:
    """The last two events that a move wrote, the newest first."""
    told = application.events.filter(kind=ApplicationEvent.Kind.STATUS)
    moves = (event for event in told.order_by("-created_at", "-happened_at") if not event.is_by_hand)
    return list(islice(moves, 2))


def stages(request: UserRequest) -> list[str]:
    """The stages the person has used, to choose from."""
    used = request.user.job_applications.live().exclude(stage="").values_list("stage", flat=True)
    return list(used.distinct().order_by("stage")[:30])
