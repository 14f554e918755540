"""The weekly goal."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts import activity
from applications import goals
from applications.models.goals import MOST
from saaska.http import UserRequest

OUT_OF_RANGE = gettext_lazy("Write a number from 0 to %(most)s.") % {"most": MOST}


class GoalForm(forms.Form):
    use_required_attribute = False

    applications = forms.IntegerField(
        label=gettext_lazy("Applications a week"),
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        help_text=gettext_lazy("It holds from this week on; 0 means no goal."),
        error_messages={
            "required": OUT_OF_RANGE,
            "invalid": OUT_OF_RANGE,
            "min_value": OUT_OF_RANGE,
            "max_value": OUT_OF_RANGE,
        },
    )


@require_http_methods(["GET", "POST"])
def edit(request: UserRequest) -> HttpResponse:
    monday = goals.monday_of(timezone.localdate())
    known = list(request.user.weekly_goals.all())
    current = goals.of_week(known, monday)
    form = GoalForm(
        request.POST if request.method == "POST" else None, initial={"applications": current or 5}
    )
    if form.is_valid():
        number = form.cleaned_data["applications"]
        goals.set_from_now_on(request.user, number)
        verb = "change" if any(goal.monday == monday for goal in known) else "create"
        activity.record(request, verb, feature="weekly_goal", details={"applications": number})
        messages.success(request, _("Your weekly goal is set."))
        return redirect("dashboard")
    context = {"form": form, "most": MOST}
    return render(request, "applications/goal.html", context, status=422 if form.is_bound else 200)
