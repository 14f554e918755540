"""The gallery: every design that is offered, with images of its pages. Open to everybody."""

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from saaska.documents import gallery, pictures

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
    }
    return render(request, "documents/detail.html", context)


@login_not_required
@require_GET
def picture(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """An image of a design, out of the storage, wherever that is."""
    key = f"{pictures.FOLDER}/{digest}/{name}"
    if not pictures.IMAGE.fullmatch(key) or not default_storage.exists(key):
        raise Http404
    with default_storage.open(key) as file:
        image = file.read()
    return HttpResponse(image, content_type="image/webp", headers={"Cache-Control": FOR_GOOD})


def layout_for(request: HttpRequest) -> str:
    return f"layouts/{'app' if request.user.is_authenticated else 'public'}.html"


def is_premium(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and user.subscription_tier == user.Tier.PREMIUM
