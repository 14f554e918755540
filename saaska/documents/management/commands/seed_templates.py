"""The designs the product comes with, in the order of the gallery."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from saaska.documents import gallery, versions
from saaska.documents.designs import Kind
from saaska.documents.models import Template
from saaska.documents.pictures import Pictures
from saaska.documents.tasks import draw_later

DESIGNS: tuple[dict[str, Any], ...] = (
    {
        "type": Template.Type.RESUME,
        "slug": "modern-professional",
        "name": "Modern Professional",
        "category": "professional",
        "config": {"layout": "modern", "colors": ["#2563eb", "#1e40af"]},
    },
    {
        "type": Template.Type.RESUME,
        "slug": "classic-elegant",
        "name": "Classic Elegant",
        "category": "elegant",
        "config": {"layout": "classic", "colors": ["#374151", "#6b7280"]},
    },
    {
        "type": Template.Type.RESUME,
        "slug": "nordic-sidebar",
        "name": "Nordic Sidebar",
        "category": "modern",
        "config": {"layout": "sidebar", "colors": ["#2f6f73", "#1f3f47"]},
    },
    {
        "type": Template.Type.RESUME,
        "slug": "compact-engineer",
        "name": "Compact Engineer",
        "category": "simple",
        "config": {"layout": "compact", "colors": ["#0f766e", "#134e4a"]},
    },
    {
        "type": Template.Type.RESUME,
        "slug": "academic-cv",
        "name": "Academic CV",
        "category": "academic",
        "config": {"layout": "academic", "colors": ["#7a1f2b", "#7a1f2b"]},
    },
    {
        "type": Template.Type.RESUME,
        "slug": "timeline",
        "name": "Timeline",
        "category": "modern",
        "config": {"layout": "timeline", "colors": ["#4f46e5", "#312e81"]},
    },
    {
        "type": Template.Type.RESUME,
        "slug": "minimal",
        "name": "Minimal",
        "category": "simple",
        "config": {"layout": "minimal", "colors": ["#6b7280", "#111827"]},
    },
    {
        "type": Template.Type.RESUME,
        "slug": "two-column-header",
        "name": "Two-Column Header",
        "category": "professional",
        "config": {"layout": "two-column", "colors": ["#b4552d", "#7c2d12"]},
        "is_premium": True,
    },
    {
        "type": Template.Type.RESUME,
        "slug": "executive",
        "name": "Executive",
        "category": "executive",
        "config": {"layout": "executive", "colors": ["#a16207", "#172033"]},
        "is_premium": True,
    },
    {
        "type": Template.Type.RESUME,
        "slug": "creative-block",
        "name": "Creative Block",
        "category": "creative",
        "config": {"layout": "creative", "colors": ["#e11d48", "#1e1b4b"]},
        "is_premium": True,
    },
    {
        "type": Template.Type.COVER_LETTER,
        "slug": "modern-professional",
        "name": "Modern Professional",
        "category": "professional",
        "config": {"layout": "letter", "colors": ["#2563eb", "#1e40af"]},
    },
    {
        "type": Template.Type.COVER_LETTER,
        "slug": "classic-elegant",
        "name": "Classic Elegant",
        "category": "elegant",
        "config": {"layout": "letter", "colors": ["#374151", "#6b7280"]},
    },
    {
        "type": Template.Type.COVER_LETTER,
        "slug": "minimal",
        "name": "Minimal",
        "category": "simple",
        "config": {"layout": "letter", "colors": ["#6b7280", "#111827"]},
    },
    {
        "type": Template.Type.COVER_LETTER,
        "slug": "executive",
        "name": "Executive",
        "category": "executive",
        "config": {"layout": "letter", "colors": ["#a16207", "#172033"]},
        "is_premium": True,
    },
    {
        "type": Template.Type.COVER_LETTER,
        "slug": "creative-block",
        "name": "Creative Block",
        "category": "creative",
        "config": {"layout": "letter", "colors": ["#e11d48", "#1e1b4b"]},
        "is_premium": True,
    },
    {
        "type": Template.Type.COVER_LETTER,
        "slug": "nordic-sidebar",
        "name": "Nordic Sidebar",
        "category": "modern",
        "config": {"layout": "letter", "colors": ["#2f6f73", "#1f3f47"]},
    },
    {
        "type": Template.Type.COVER_LETTER,
        "slug": "compact-engineer",
        "name": "Compact Engineer",
        "category": "simple",
        "config": {"layout": "letter", "colors": ["#0f766e", "#134e4a"]},
    },
    {
        "type": Template.Type.COVER_LETTER,
        "slug": "academic-cv",
        "name": "Academic CV",
        "category": "academic",
        "config": {"layout": "letter", "colors": ["#7a1f2b", "#7a1f2b"]},
    },
    {
        "type": Template.Type.COVER_LETTER,
        "slug": "timeline",
        "name": "Timeline",
        "category": "modern",
        "config": {"layout": "letter", "colors": ["#4f46e5", "#312e81"]},
    },
    {
        "type": Template.Type.COVER_LETTER,
        "slug": "two-column-header",
        "name": "Two-Column Header",
        "category": "professional",
        "config": {"layout": "letter", "colors": ["#b4552d", "#7c2d12"]},
        "is_premium": True,
    },
)


def config_of(kind: Kind, slug: str) -> dict[str, Any]:
    """What a design of ours is configured with at first."""
    wanted = (versions.TYPES[kind], slug)
    return next(design["config"] for design in DESIGNS if (design["type"], design["slug"]) == wanted)


class Command(BaseCommand):
    help = (
        "Adds the designs that are missing and publishes those whose files have changed; a job draws their images."
        " What staff have changed in the others stays as it is."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        added = [
            design["name"]
            for position, design in enumerate(DESIGNS, start=1)
            if self._add(**design, position=position)
        ]
        self.stdout.write(f"Designs added: {', '.join(added)}." if added else "All designs are there.")
        published = []
        for design in Template.objects.order_by("type", "position", "name"):
            if versions.publish(design):
                published.append(design.name)
                draw_later(design)
            elif not self._is_drawn(design):
                draw_later(design)
        if published:
            self.stdout.write(f"New versions: {', '.join(published)}.")
        transaction.on_commit(gallery.forget)

    @staticmethod
    def _is_drawn(design: Template) -> bool:
        """The files may be gone though the row names them: on another machine, or with an emptied folder."""
        drawn = Pictures.of(design.preview_url)
        return drawn is not None and drawn.are_stored

    @staticmethod
    def _add(*, type: str, slug: str, **values: Any) -> bool:
        design = Template(type=type, slug=slug, **values)
        design.clean_fields()
        _design, created = Template.objects.get_or_create(type=type, slug=slug, defaults=values)
        return created
