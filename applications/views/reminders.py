"""What a person is reminded of, and the page of a mail's link that ends it."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from applications.models import ReminderChoices
from applications.reminders import end, person_of
from saaska.http import UserRequest

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[ReminderChoices]
else:
    ModelForm = forms.ModelForm


class ReminderForm(ModelForm):
    by_email = forms.BooleanField(
        label=gettext_lazy("Remind me by e-mail"),
        required=False,
        help_text=gettext_lazy("Without this nothing below is mailed."),
    )

    field_order = ("by_email",)

    class Meta:
        model = ReminderChoices
        fields = ("interview", "follow_up", "offer", "task", "weekly")


@require_http_methods(["GET", "POST"])
def edit(request: UserRequest) -> HttpResponse:
    preferences = request.user.preferences
    choices = request.user.reminder_choices.first() or ReminderChoices(user=request.user)
    form = ReminderForm(
        request.POST if request.method == "POST" else None,
        instance=choices,
        initial={"by_email": preferences.notification_email},
    )
    if form.is_valid():
        request.user.reminder_choices.update_or_create(
            defaults={name: form.cleaned_data[name] for name in form.Meta.fields}
        )
        preferences.notification_email = form.cleaned_data["by_email"]
        preferences.save(update_fields=["notification_email", "updated_at"])
        messages.success(request, _("Saved."))
        return redirect("applications:reminders")
    context = {"form": form, "zone": preferences.timezone}
    return render(request, "applications/reminders.html", context, status=422 if form.is_bound else 200)


@csrf_exempt  # nosemgrep: semgrep.no-view-without-csrf  # mail programs have no token: the link is signed
@login_not_required
def unsubscribe(request: HttpRequest, signed: str) -> HttpResponse:
    """A mail program posts here by itself (RFC 8058), a person after a look: the link's signature is the proof."""
    user_id = person_of(signed)
    return ended(request, user_id) if user_id and request.method in ("GET", "POST") else refused(request)


@csrf_protect
@require_http_methods(["GET", "POST"])
def refused(request: HttpRequest) -> HttpResponse:
    """Without a signature that holds, a request needs a token as everywhere, and finds nothing."""
    raise Http404


def ended(request: HttpRequest, user_id: str) -> HttpResponse:
    if request.method == "POST":
        end(user_id)
    response = render(request, "applications/unsubscribe.html", {"is_ended": request.method == "POST"})
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
