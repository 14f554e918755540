"""The designs a person can choose from for a résumé."""

from typing import TYPE_CHECKING

from saaska.documents import choices, designs
from saaska.documents.choices import Designs

if TYPE_CHECKING:
    from accounts.models import User


def designs_for(user: "User", *, current: str = "") -> Designs:
    """See choices.designs_for()."""
    return choices.designs_for(user, "resume", current=current)


def names_with_photo(user: "User", *, current: str = "") -> list[str]:
    """The names of those that have a place for a photo."""
    offered = designs_for(user, current=current)
    return [name for slug, name in offered if slug in designs.with_photo("resume")]


def design_names() -> dict[str, str]:
    return choices.design_names("resume")
