"""The designs a person can choose from for a résumé."""

from typing import TYPE_CHECKING

from saaska.documents.models import Template

if TYPE_CHECKING:
    from accounts.models import User


def designs_for(user: "User", *, current: str = "") -> list[tuple[str, str]]:
    """Slug and name of each, in the order staff gave them. `current` is among them, whatever became of that design."""
    rows = Template.objects.filter(type=Template.Type.RESUME).order_by("position", "created_at", "name")
    premium = user.subscription_tier == user.Tier.PREMIUM
    offered = [
        (row.slug, row.name)
        for row in rows
        if row.slug == current or (row.is_active and (premium or not row.is_premium))
    ]
    if current and current not in dict(offered):
        offered.append((current, current.replace("-", " ").capitalize()))
    return offered


def design_names() -> dict[str, str]:
    """Names by slug, of those no longer offered too."""
    return dict(Template.objects.filter(type=Template.Type.RESUME).values_list("slug", "name"))
