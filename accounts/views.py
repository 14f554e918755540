"""Settings, signed-in devices, history; the mailed link's page; forms kept over a login."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.account.views import ConfirmEmailView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import export as exports
from accounts import history as trail
from accounts import kept_forms, mail
from accounts import sessions as signed_in
from accounts.activity import record
from accounts.forms import DeleteForm, PreferencesForm, ProfileForm
from accounts.preferences import remember
from accounts.tokens import fingerprint
from saaska.db import people
from saaska.documents.downloads import content_disposition
from saaska.files import FilesError
from saaska.http import UserRequest
from saaska.ui import THEMES

THEME_COOKIE_AGE = 60 * 60 * 24 * 365
LONGEST_KEY = 19  # digits of PostgreSQL's largest integer
NO_KEY = 0  # what is sent as a session's number and is none ends no session


class ConfirmEmail(ConfirmEmailView):  # type: ignore[misc]  # allauth is untyped
    """allauth's page, and only the newest link of an account opens it."""

    def get_object(self, queryset: Any = None) -> Any:
        confirmation = super().get_object(queryset)
        newest = confirmation.email_address.user.email_verification_token or ""
        if not constant_time_compare(newest, fingerprint(self.kwargs["key"])):
            raise Http404
        return confirmation

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        address: EmailAddress | None = self.object and self.object.email_address
        if address and not address.user.may_take(address.email):
            context["can_confirm"] = False
        return context


confirm_email = ConfirmEmail.as_view()


@require_http_methods(["GET", "POST"])
def settings(request: UserRequest) -> HttpResponse:
    sent = request.POST.get("form") if request.method == "POST" else None
    profile = ProfileForm(request.POST if sent == "profile" else None, instance=request.user)
    preferences = PreferencesForm(
        request.POST if sent == "preferences" else None, instance=request.user.preferences
    )
    for form in (profile, preferences):
        if form.is_valid():
            form.save()
            remember(request, preferences.instance)
            messages.success(request, _("Saved."))
            return redirect("accounts:settings")
    context = {"profile": profile, "preferences": preferences}
    return render(request, "accounts/settings.html", context, status=422 if sent else 200)


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "")
    back = request.POST.get("next", "")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    script = request.headers.get("Sec-Fetch-Mode") in ("cors", "same-origin")
    response = HttpResponse(status=204) if script else redirect(back if safe else "home")
    if chosen not in THEMES:
        return HttpResponse(status=422)
    if request.user.is_authenticated:
        preferences = request.user.preferences
        preferences.theme = chosen
        preferences.save(update_fields=["theme", "updated_at"])
        remember(request, preferences)
    response.set_cookie(
        "theme", chosen, max_age=THEME_COOKIE_AGE, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return response


@require_http_methods(["GET", "POST"])
def sessions(request: UserRequest) -> HttpResponse:
    if request.method == "POST":
        only = request.POST.get("session", "")
        is_key = only.isascii() and only.isdecimal() and len(only) < LONGEST_KEY
        ended = signed_in.end(
            request.user,
            only=(int(only) if is_key else NO_KEY) if only else None,
            but=request.session.session_key,
        )
        messages.success(request, ngettext("%d device signed out.", "%d devices signed out.", ended) % ended)
        return redirect("accounts:sessions")
    context = {"places": signed_in.places(request.user, request.session.session_key)}
    return render(request, "accounts/sessions.html", context)


@require_GET
def history(request: UserRequest) -> HttpResponse:
    page = trail.page(request.user, before=request.GET.get("before", ""))
    return render(request, "accounts/history.html", {"page": page})


@require_http_methods(["GET", "POST"])
def kept(request: UserRequest) -> HttpResponse:
    form = kept_forms.kept_form(request)
    if form is None:
        return redirect("dashboard")
    if request.method == "POST":
        kept_forms.drop(request)
        messages.info(request, _("What you had typed is thrown away."))
        return redirect("dashboard")
    return render(request, "accounts/kept.html", {"form": form, "field": kept_forms.FIELD})


@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth's
def export(request: UserRequest) -> HttpResponse:
    """Asks for a ZIP of everything, and hands out those that are there."""
    try:
        if "file" in request.POST:
            return exported(request, request.POST["file"])
        if request.method == "POST":
            return begin_export(request)
        found = exports.kept(request.user)
    except FilesError as problem:
        messages.error(request, str(problem))
        found = []
    return render(request, "accounts/export.html", {"found": found, "counts": people.counts()})


def begin_export(request: UserRequest) -> HttpResponse:
    if exports.EXPORTS.spend(str(request.user.pk)) is None:
        messages.error(
            request, _("You have asked for several exports within an hour. Please wait for these.")
        )
    else:
        exports.export.defer(user_id=str(request.user.pk))
        messages.success(
            request,
            _("Your export is being made. A mail tells you when it is here, in a few minutes at most."),
        )
    return redirect("accounts:export")


def exported(request: UserRequest, name: str) -> HttpResponse:
    held = exports.content(request.user, name)
    if held is None:
        messages.error(request, _("That export is no longer here. Ask for a new one."))
        return redirect("accounts:export")
    record(request, "download", feature="account", details={"format": "zip"})
    headers = {"Content-Disposition": content_disposition("SaaSka-export.zip")}
    return HttpResponse(held, content_type="application/zip", headers=headers)


@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth's
def delete(request: UserRequest) -> HttpResponse:
    """Deletes the account for good, once its address was typed."""
    form = DeleteForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        mail.post("account/email/account_deleted", request.user.email, {})
        signed_in.end(request.user, but=request.session.session_key)
        people.delete_me()
        request.session.flush()
        messages.success(request, _("Your account and everything in it is deleted. Good luck."))
        return redirect("home")
    context = {"form": form, "counts": people.counts()}
    return render(request, "accounts/delete.html", context, status=422 if form.is_bound else 200)
