"""Addresses of PostgreSQL, and how one login's address becomes another's."""

import hashlib
import hmac
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from machine.steps import Failure

OWNER = "saaska_owner"
WEB = "saaska_web"


def check(name: str, value: str, *schemes: str) -> None:
    """Refuse an address the program cannot use, naming the variable it came from."""
    try:
        parts = urlsplit(value)
        well_formed = parts.scheme in schemes and parts.port != 0 and value.startswith(f"{parts.scheme}://")
    except ValueError:
        well_formed = False
    if not well_formed:
        raise Failure(
            f"{name} is not an address this program knows: give one that starts with {schemes[0]}://."
        )
    if name.startswith("DATABASE") and not database(value):
        raise Failure(f"{name} names no database: end it with /saaska.")
    if name.startswith("REDIS") and redis_database(value) is None:
        raise Failure(f"{name} names a database that Redis has not: give a number, as /0 or ?db=0.")


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
    return whole(parts._replace(netloc=f"{who}@{place}"))


def with_database(url: str, name: str) -> str:
    return whole(urlsplit(url)._replace(path="/" + quote(name, safe="")))


def whole(parts: SplitResult) -> str:
    """urlunsplit would drop the // of an address without a host, which is a socket's."""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}{parts.path}{query}"


def derived_password(url: str, user: str) -> str:
    """A password for `user` that every checkout using the same administrator's address comes to as well.

    Without a password in the address the server trusts the connection; the derived login needs none either.
    """
    secret = password(url)
    return hmac.new(secret.encode(), user.encode(), hashlib.sha256).hexdigest() if secret else ""


def redis_database(url: str) -> int | None:
    """The number the address names, as redis-py reads it: of db=, else of the path; None when it is no number."""
    parts = urlsplit(url)
    path = "" if parts.scheme == "unix" else parts.path.strip("/")
    number = dict(parse_qsl(parts.query)).get("db") or path or "0"
    return int(number) if number.isdecimal() else None


def neighbour(redis: str) -> str:
    """The address of the Redis database after the one in the address."""
    parts = urlsplit(redis)
    number = (redis_database(redis) or 0) + 1
    options = dict(parse_qsl(parts.query))
    if parts.scheme == "unix" or "db" in options:
        return whole(parts._replace(query=urlencode({**options, "db": number})))
    return whole(parts._replace(path=f"/{number}"))
