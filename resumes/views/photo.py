"""The photo of a résumé. The editor sends a picture by itself and then names the photo in its text; without script a
page of its own does both.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts import activity
from resumes.designs import names_with_photo
from resumes.forms import PhotoForm
from resumes.models import Resume
from saaska import ui
from saaska.documents import photos
from saaska.documents.photos import PhotoError
from saaska.http import UserRequest
from saaska.uploads import upload_refused


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def photo(request: UserRequest, pk: UUID) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    if request.method == "GET":
        return page(request, resume, PhotoForm(None))
    form = PhotoForm(request.POST, request.FILES, refused=upload_refused(request))
    if form.is_valid():
        try:
            taken = photos.take(request.user, form.cleaned_data["file"])
        except PhotoError as problem:
            form.add_error("file", str(problem))
        else:
            details = {"photo": taken.digest, "resume": str(pk)}
            activity.record(request, "upload", feature="photo", details=details)
            if request.htmx:
                return render(request, "resumes/_photo_image.html", {"photo": taken})
            return put(request, resume, taken.digest)
    return page(request, resume, form)


def page(request: UserRequest, resume: Resume, form: PhotoForm) -> HttpResponse:
    context = {
        "resume": resume,
        "form": form,
        "photo": photos.known(request.user.pk, resume.personal_info.get("photo")),
        "designs": names_with_photo(request.user, current=resume.template),
    }
    template = "resumes/_photo_problem.html" if request.htmx else "resumes/photo.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


def put(request: UserRequest, resume: Resume, digest: str) -> HttpResponse:
    """Back in the editor, with a way back to the photo before, if there was one."""
    before = photos.known(request.user.pk, resume.personal_info.get("photo"))
    resume.put_photo(digest)
    told = _("The photo is in your résumé.") if digest else _("The photo is removed.")
    if before and before.digest != digest:
        undo = reverse("resumes:put_photo", args=[resume.pk, before.digest])
        ui.success_with_undo(request, told, undo=undo)
    else:
        messages.success(request, told)
    return redirect(resume)


@require_POST
def put_photo(request: UserRequest, pk: UUID, digest: str) -> HttpResponse:
    resume = get_object_or_404(request.user.resumes.live(), pk=pk)
    if not photos.known(request.user.pk, digest):
        raise Http404
    return put(request, resume, digest)


@require_POST
def remove_photo(request: UserRequest, pk: UUID) -> HttpResponse:
    return put(request, get_object_or_404(request.user.resumes.live(), pk=pk), "")
