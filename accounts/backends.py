"""Who somebody is: allauth's way of logging in, and a quick one of finding who is logged in already."""

from typing import Any

from allauth.account import auth_backends

from accounts.models import User
from saaska.db.rows import by_key


class AuthenticationBackend(auth_backends.AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    def get_user(self, user_id: Any) -> User | None:
        """Asked by every request of somebody who is signed in."""
        user = by_key(User, user_id)
        return user if user and self.user_can_authenticate(user) else None
