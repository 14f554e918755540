"""A new application, and the form of one."""

from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import activity
from applications import postings
from applications.forms import ApplicationForm, CreateForm, PostingForm
from applications.models import JobApplication
from applications.views.sent import freeze_chosen
from saaska import ui
from saaska.documents.panes import version_of
from saaska.http import UserRequest

QUICK: Final = ("key", "position", "company", "status", "date_applied")
DEFAULT_COUNTRY: Final = "United States"  # the specification's


@require_http_methods(["GET", "POST"])
def create(request: UserRequest) -> HttpResponse:
    begun = beginning(request)
    data = typed(request, begun) if request.method == "POST" else None
    form = CreateForm(data, user=request.user, initial=begun)
    if form.is_valid():
        application, made = request.user.job_applications.get_or_create(
            pk=form.cleaned_data["key"], defaults=filled(form, DEFAULT_COUNTRY)
        )
        if made:
            details = {"application": str(application.pk)}
            activity.record(request, "create", feature="application", details=details)
            freeze_chosen(request, application, None)
            told = {"position": application.position, "company": application.company}
            messages.success(request, _("“%(position)s” at %(company)s is on your board.") % told)
        return redirect("applications:index")
    context = {"form": form, **suggestions(request)}
    return render(request, "applications/create.html", context, status=422 if form.is_bound else 200)


def typed(request: UserRequest, begun: dict[str, Any]) -> QueryDict:
    """What was posted; of the board's one line what it asks for, the rest as the whole form begins."""
    if "quick" not in request.POST:
        return request.POST
    asked = QueryDict(mutable=True)
    asked.update({name: request.POST.get(name, "") for name in QUICK})
    asked.update({name: begun[name] for name in ("country", "offer_currency")})
    return asked


def beginning(request: UserRequest) -> dict[str, Any]:
    """What a new application starts from: today, the lane it was asked in, the country and currency of the last."""
    newest = (
        request.user.job_applications.order_by("-date_applied", "id")
        .only("country", "offer_currency")
        .first()
    )
    status = request.GET.get("status", "")
    return {
        "key": uuid4(),
        "date_applied": timezone.localdate(),
        "status": status if status in ui.STATUSES else JobApplication.Status.APPLIED,
        "country": newest.country if newest else DEFAULT_COUNTRY,
        "offer_currency": newest.offer_currency if newest else "USD",
    }


def filled(form: ApplicationForm, country: str) -> dict[str, Any]:
    """What was typed. A country that was cleared stays so; `country` is for what was posted without that field."""
    columns = form.columns()
    return columns if "country" in form.data else {**columns, "country": country}


@require_http_methods(["GET", "POST"])
def edit(request: UserRequest, pk: UUID) -> HttpResponse:
    application = get_object_or_404(request.user.job_applications.live(), pk=pk)
    stored = JobApplication(
        **{field.attname: getattr(application, field.attname) for field in application._meta.concrete_fields}
    )
    form = ApplicationForm(
        request.POST if request.method == "POST" else None, user=request.user, instance=application
    )
    version, differences = stored.version, []
    if form.is_valid():
        if stored.save_over(version_of(request), filled(form, stored.country)):
            freeze_chosen(request, application, stored)
            told = postings.kept(stored.job_description, form.cleaned_data["job_description"])
            messages.success(request, f"{_('Saved.')} {told}".strip())
            return redirect(stored)
        differences = differing(stored, form)
    elif form.is_bound:
        version = version_of(request)
    context = {
        "form": form,
        "application": stored,
        "version": version,
        "differences": differences,
        **suggestions(request),
    }
    status = 409 if form.is_valid() else 422 if form.is_bound else 200
    return render(request, "applications/edit.html", context, status=status)


def differing(stored: Model, form: PostingForm) -> list[tuple[str, str]]:
    """The fields whose saved value is another than the typed one, with the saved one."""
    return [
        (str(form.fields[name].label), str(getattr(stored, name) or _("nothing")))
        for name, typed in form.columns().items()
        if getattr(stored, name) != typed and (getattr(stored, name) or typed)
    ]


def suggestions(request: UserRequest) -> dict[str, list[str]]:
    """Stages and sources the person has used."""
    rows = request.user.job_applications.live().values_list("stage", "source").distinct()[:100]
    stages, sources = zip(*rows, strict=True) if rows else ((), ())
    return {
        "stages": sorted({stage for stage in stages if stage}),
        "sources": sorted({source for source in sources if source}),
    }
