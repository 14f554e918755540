"""What people did, as rows of user_activities. A record that fails never breaks the request it belongs to."""

import logging
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from accounts.models import User
from accounts.visitors import browser, client_ip
from saaska.db import activities
from saaska.db.scope import scope

logger = logging.getLogger(__name__)


def record(
    request: HttpRequest,
    type: str,  # the specification's column
    *,
    feature: str = "",
    details: dict[str, Any] | None = None,
    user: User | None = None,
) -> None:
    """Writes one activity of the signed-in person, or of `user` while somebody signs up or in.

    `type` says what ("create", "download"), `feature` where ("resume"), `details` a few short facts.
    """
    person: User = user or request.user  # type: ignore[assignment]  # signed in, or given
    try:
        # In the person's own name: during login nobody is signed in yet. Its savepoint keeps a failure apart.
        with scope("user", person.pk):
            activities.write(
                person.pk, type, feature or None, details or {}, client_ip(request), browser(request) or None
            )
    except Exception:  # whatever it was is in the log; what the person came to do goes on
        logger.exception("The activity “%s %s” was not recorded.", type, feature)


def record_upload(request: HttpRequest, feature: str, pk: UUID) -> None:
    """A file that was taken to be imported; `pk` is the import's."""
    record(request, "upload", feature=feature, details={"import": str(pk)})
