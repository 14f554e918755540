"""The gallery: every design that is offered, with images of its pages, open to everybody. And a person's own photos."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from saaska import files
from saaska.documents import gallery, photos, pictures, wearing
from saaska.documents.designs import Kind
from saaska.documents.photos import PhotoAwayError
from saaska.files import FilesError
from saaska.http import UserRequest

KINDS: Final = {"resume": _("Résumés"), "letter": _("Cover letters")}
FOR_GOOD: Final = "public, max-age=31536000, immutable"  # the name stands for the content


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    kind, category = request.GET.get("kind", ""), request.GET.get("category", "")
    designs = gallery.active()
    context = {
        "layout": layout_for(request),
        "designs": gallery.filtered(designs, kind=kind, category=category),
        "kinds": KINDS.items(),
        "categories": gallery.categories(gallery.filtered(designs, kind=kind)),
        "kind": kind,
        "category": category,
    }
    return render(request, "documents/index.html", context)


@login_not_required
@require_GET
def detail(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    designs = {(design.kind, design.slug): design for design in gallery.active()}
    design = next((found for key, found in designs.items() if key == (kind, slug)), None)
    if design is None:
        raise Http404
    context = {
        "layout": layout_for(request),
        "design": design,
        "partner": designs.get(("letter" if design.kind == "resume" else "resume", slug)),
        "is_open": not design.is_premium or is_premium(request),
        "documents": documents_of(request, design.kind),
    }
    return render(request, "documents/detail.html", context)


@login_not_required
@require_GET
def picture(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """An image of a design, out of the storage, wherever that is."""
    key = f"{pictures.FOLDER}/{digest}/{name}"
    try:
        image = files.read(key) if pictures.IMAGE.fullmatch(key) else None
    except FilesError as problem:
        return not_now(problem)
    if image is None:
        raise Http404
    return HttpResponse(image, content_type="image/webp", headers={"Cache-Control": FOR_GOOD})


@require_GET
def photo(request: UserRequest, digest: str, signature: str) -> HttpResponse:
    """One of the person's own. Its address is good for some minutes; in anybody else's hands for nothing."""
    found = photos.known(request.user.pk, digest)
    if not found:
        raise Http404
    if not found.is_opened_by(signature):
        raise Http404(_("This address of the photo was good for some minutes only. Load the page again."))
    try:
        image = (photos.small if request.GET.get("size") == "small" else photos.content)(found)
    except PhotoAwayError as problem:
        return not_now(problem)
    return HttpResponse(image, content_type="image/jpeg")


def not_now(problem: Exception) -> HttpResponse:
    return HttpResponse(str(problem), content_type="text/plain; charset=utf-8", status=503)


def documents_of(request: HttpRequest, kind: Kind) -> "Iterable[Mapping[str, Any]]":
    """The person's own that a design of that kind can be put on."""
    user = request.user
    if not user.is_authenticated:
        return []
    return wearing.offered((user.resumes if kind == "resume" else user.cover_letters).shelved())


def layout_for(request: HttpRequest) -> str:
    return f"layouts/{'app' if request.user.is_authenticated else 'public'}.html"


def is_premium(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and user.subscription_tier == user.Tier.PREMIUM
