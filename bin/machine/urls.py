"""Addresses of PostgreSQL, and how one login's address becomes another's."""

import hashlib
import hmac
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from machine.steps import Failure

OWNER = "saaska_owner"
WEB = "saaska_web"


def check(name: str, value: str, *schemes: str) -> None:
    """Refuse an address the program cannot use, naming the variable it came from."""
    try:
        parts = urlsplit(value)
        well_formed = parts.scheme in schemes and parts.port != 0
    except ValueError:
        well_formed = False
    if not well_formed:
        raise Failure(
            f"{name} is not an address this program knows: give one that starts with {schemes[0]}://."
        )
    if name.startswith("DATABASE") and not database(value):
        raise Failure(f"{name} names no database: end it with /saaska.")


def database(url: str) -> str:
    return unquote(urlsplit(url).path.lstrip("/"))


def login(url: str) -> str:
    return unquote(urlsplit(url).username or "")


def password(url: str) -> str:
    return unquote(urlsplit(url).password or "")


def with_login(url: str, user: str, secret: str) -> str:
    """The same server and database for another login; no password when `secret` is empty."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    who = quote(user, safe="") + (":" + quote(secret, safe="") if secret else "")
    return urlunsplit(parts._replace(netloc=f"{who}@{place}"))


def with_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path="/" + quote(name, safe="")))


def derived_password(url: str, user: str) -> str:
    """A password for `user` that every checkout using the same administrator's address comes to as well.

    Without a password in the address the server trusts the connection; the derived login needs none either.
    """
    secret = password(url)
    return hmac.new(secret.encode(), user.encode(), hashlib.sha256).hexdigest() if secret else ""


def neighbour(redis: str) -> str:
    """The address of the Redis database after the one in the address."""
    parts = urlsplit(redis)
    number = int(parts.path.strip("/") or 0)
    return urlunsplit(parts._replace(path=f"/{number + 1}"))
