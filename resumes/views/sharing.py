"""The public address of a résumé: its owner's page about it."""

import io
from datetime import timedelta
from typing import Final
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import activity
from resumes import sharing
from resumes.forms import ShareForm
from resumes.models import ResumeShare
from saaska.documents.downloads import content_disposition, file_name
from saaska.http import UserRequest

SHOWN: Final = 30  # days of visits


@require_http_methods(["GET", "POST"])
def share(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    stored = resume.shares.first()
    data = request.POST if request.method == "POST" else None
    form = ShareForm(
        data, instance=stored or ResumeShare(user=request.user, resume=resume), person=request.user
    )
    if form.is_valid() and form.store():
        kind = "share" if not stored else "change share"
        activity.record(request, kind, feature="resume", details={"resume": str(pk)})
        messages.success(request, _("Whoever knows the address sees your résumé."))
        return redirect("resumes:share", pk=pk)
    context = {
        "resume": resume,
        "share": stored,
        "address": request.build_absolute_uri(stored.get_absolute_url()) if stored else "",
        "form": form,
        **visits(stored),
    }
    return render(request, "resumes/share.html", context, status=422 if form.is_bound else 200)


@require_POST
def unshare(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes, pk=pk)
    if resume.shares.all().delete()[0]:
        request.user.resumes.filter(pk=pk).update(is_public=False)
        activity.record(request, "unshare", feature="resume", details={"resume": str(pk)})
    messages.success(request, _("The address leads nowhere now."))
    return redirect("resumes:share", pk=pk)


@require_POST
def code(request: UserRequest, pk: UUID) -> HttpResponse:
    """The address as a QR code to print or to show, as SVG. A post, as every download is."""
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    share = get_object_or_404(resume.shares)
    drawn = io.BytesIO()
    segno.make(request.build_absolute_uri(share.get_absolute_url()), error="m").save(
        drawn, kind="svg", scale=8, border=4, xmldecl=False, svgns=True
    )
    details = {"resume": str(pk), "format": "qr-code"}
    activity.record(request, "download", feature="resume", details=details)
    headers = {"Content-Disposition": content_disposition(file_name(resume.title, _("QR code"), "svg"))}
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml", headers=headers)


def visits(share: ResumeShare | None) -> dict[str, object]:
    """The last days, those without a visit too."""
    if not share:
        return {}
    today = timezone.localdate()
    days = [today - timedelta(days=back) for back in range(SHOWN - 1, -1, -1)]
    counted = {day.day: day for day in share.days.filter(day__gte=days[0])}
    table = [
        (day, counted[day].views, counted[day].downloads) if day in counted else (day, 0, 0) for day in days
    ]
    return {
        "days": table,
        "views": sum(views for _day, views, _downloads in table),
        "downloads": sum(downloads for _day, _views, downloads in table),
        "bars": sharing.chart({day: views for day, views, _downloads in table}),
    }
