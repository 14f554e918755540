"""The designs a person can choose from for a résumé."""

from typing import TYPE_CHECKING

from saaska.documents import choices
from saaska.documents.choices import Designs

if TYPE_CHECKING:
    from accounts.models import User


def designs_for(user: "User", *, current: str = "") -> Designs:
    """See choices.designs_for()."""
    return choices.designs_for(user, "resume", current=current)


def design_names() -> dict[str, str]:
    return choices.design_names("resume")
