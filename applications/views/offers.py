"""What an application itself says in parts: its offer, its private notes; and all offers side by side."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from applications import offers, records
from applications.models import JobApplication
from applications.offers import OfferForm
from applications.record_forms import NotesForm, RecordForm
from applications.views.sent import of
from saaska import ui
from saaska.documents.panes import version_of
from saaska.http import UserRequest

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Part:
    """Columns of the application with a section, a form and an address of their own."""

    section: str
    form: type[RecordForm]
    title: "StrPromise"

    @property
    def template(self) -> str:
        return f"applications/_{self.section}.html"


PARTS: Final = {
    "offer": Part("offer", OfferForm, gettext_lazy("Offer")),
    "notes": Part("notes", NotesForm, gettext_lazy("Private notes")),
}


@require_GET
def compare(request: UserRequest) -> HttpResponse:
    context = {"offers": offers.compared(request.user), "most": offers.MOST}
    return render(request, "applications/offers.html", context)


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def edit(request: UserRequest, pk: UUID, part: str) -> HttpResponse:
    application, wanted = of(request, pk), PARTS[part]
    version, differences = application.version, []
    form = wanted.form(
        request.POST if request.method == "POST" else None,
        instance=application,
        auto_id=f"id_{part}_%s",
    )
    if form.is_valid():
        if application.save_over(version_of(request), form.columns()):
            if form.cleaned_data.get("reached"):
                application.move(JobApplication.Status.OFFER)
            messages.success(request, _("Saved."))
            return drawn(request, application, wanted)
        differences = form.differing()
    elif form.is_bound:
        version = version_of(request)
    context = {
        "application": application,
        "kind": wanted,
        "form": form,
        "hidden": {"version": version}.items(),
        "row": application,
        "title": wanted.title,
        "action": reverse(f"applications:{part}", args=[pk]),
        "differences": differences,
        "is_elsewhere": form.is_bound and form.is_valid(),
    }
    status = 409 if context["is_elsewhere"] else 422 if form.is_bound else 200
    name = "applications/_section.html" if request.htmx else "applications/record.html"
    return render(request, name, context, status=status)


@require_POST
@vary_on_headers("HX-Request")
def delete(request: UserRequest, pk: UUID) -> HttpResponse:
    application = records.locked(of(request, pk))
    if application.has_offer:
        removed = records.remove_offer(application)
        undo = reverse("applications:bring_back", args=[pk, removed.pk])
        ui.success_with_undo(request, _("The offer was removed."), undo=undo)
    return drawn(request, application, PARTS["offer"])


def drawn(request: UserRequest, application: JobApplication, part: Part) -> HttpResponse:
    """The section as it is now, or the way to it."""
    if not request.htmx:
        return redirect(f"{application.get_absolute_url()}#{part.section}")
    context: dict[str, Any] = {"application": of(request, application.pk), "kind": part}
    return render(request, "applications/_section.html", context)
