"""How often somebody may try: to log in, to sign up, to have a mail sent."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from accounts.visitors import client_ip
from saaska.db import limits

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Limit:
    """At most `amount` tries in any `seconds`, for each thing that is counted by its key."""

    name: str
    amount: int
    seconds: int

    def spend(self, key: str) -> int | None:
        return limits.spend(self._bucket(key), amount=self.amount, seconds=self.seconds)

    def allows_look(self, key: str) -> bool:
        """For what only reads: counted in Redis, so that looking writes no row. Without Redis there is no limit."""
        counter = f"looks:{self._bucket(key)}"
        cache.add(counter, 0, self.seconds)
        try:
            return (cache.incr(counter) or 0) <= self.amount
        except ValueError:  # it ended between the two, or Redis is away
            return True

    def forgive(self, key: str) -> None:
        limits.forgive(self._bucket(key))

    def _bucket(self, key: str) -> str:
        return salted_hmac("accounts.limits", f"{self.name}:{key}", algorithm="sha256").hexdigest()


PASSWORDS_OF_ACCOUNT: Final = Limit("passwords of an account", 20, DAY)
PASSWORDS_FROM_PLACE: Final = Limit("passwords from a place", 100, HOUR)
SIGN_UPS_FROM_PLACE: Final = Limit("sign-ups from a place", 30, HOUR)
RESETS_FROM_PLACE: Final = Limit("resets from a place", 30, HOUR)
CONFIRMATIONS_TO_ADDRESS: Final = Limit("confirmations to an address", 6, HOUR)
RESETS_TO_ADDRESS: Final = Limit("resets to an address", 6, HOUR)  # apart: sign-ups must not use these up


def mailbox(email: str) -> str:
    """The mailbox that an address and its spellings share: Ada.Person+jobs@… is adaperson@…"""
    local, _at, domain = email.strip().lower().rpartition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{domain}"


def place(request: HttpRequest) -> str:
    """Where a request comes from: an IPv4 address, or the /64 network that one IPv6 household has."""
    ip = client_ip(request)
    if ip and ipaddress.ip_address(ip).version == 6:
        return str(ipaddress.ip_network(f"{ip}/64", strict=False))
    return ip or "unknown"


def too_many(request: HttpRequest, limit: Limit) -> HttpResponse:
    # A new password forgives the account's own tries alone.
    context = {"hours": limit.seconds // HOUR, "a_link_opens": limit == PASSWORDS_OF_ACCOUNT}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(limit.seconds)
    return response


def limit_posts(limit: Limit) -> Callable[[View], View]:
    """For a view: each POST spends one try of its place; without one left it is answered with 429."""

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method == "POST" and limit.spend(place(request)) is None:
                return too_many(request, limit)
            return view(request, *args, **kwargs)

        return limited

    return decorate
