"""Environment variables, each read once, here. A bad value raises with the variable's name and what it wants."""

import base64
import os
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off", ""):
        return False
    raise ImproperlyConfigured(f"{name} is “{value}”: use 1 or 0.")


def number(name: str, default: int, least: int = 0) -> int:
    value = os.environ.get(name, str(default))
    if not value.strip().isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} is “{value}”: use a whole number of {least} or more.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A list parted by commas; empty parts are dropped."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = os.environ.get(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is “{value}”: use one of {', '.join(allowed)}.")
    return value


def fernet_keys(name: str) -> list[str]:
    """Keys parted by commas, at least one. A bad one is not shown: it may be a good one with a letter missing."""
    keys = words(name)
    if not keys:
        raise ImproperlyConfigured(f"Set the environment variable {name} (Fernet keys, parted by commas).")
    for place, key in enumerate(keys, start=1):
        try:
            length = len(base64.urlsafe_b64decode(key))
        except ValueError:
            length = 0
        if length != 32:
            raise ImproperlyConfigured(
                f"Key {place} of {name} is no Fernet key: use 32 bytes in URL-safe base64."
            )
    return keys


def address(name: str, *schemes: str, default: str | None = None) -> str:
    value = text(name, default)
    parts(name, value, schemes)
    return value


def parts(name: str, value: str, schemes: tuple[str, ...]) -> SplitResult:
    """The parts of an address that has one of the schemes and, if any, a possible port. It may hold a password."""
    try:
        url = urlsplit(value)
        known = url.scheme in schemes and value.startswith(f"{url.scheme}://") and url.port != 0
    except ValueError:
        known = False
    if not known:
        raise ImproperlyConfigured(f"{name} is no address that can be used: it starts with {schemes[0]}://.")
    return url


def database(name: str) -> dict[str, object]:
    """Django's settings of the database at a URL: postgresql://user:password@host:port/name?host=/socket&sslmode=…"""
    url = parts(name, text(name), ("postgresql", "postgres"))
    options = dict(parse_qsl(url.query))
    return {
        "ENGINE": "saaska.db.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", unquote(url.hostname or "")),
        "PORT": options.pop("port", str(url.port or "")),
        "OPTIONS": options,
    }


def mail(name: str, default: str) -> dict[str, object]:
    """Django's mail settings out of console:, or smtp[s]://user:password@host:port (smtp on 587 uses STARTTLS)."""
    value = os.environ.get(name, default)
    if value.startswith("console:"):
        return {"EMAIL_BACKEND": "saaska.console_mail.EmailBackend"}
    url = parts(name, value, ("smtp", "smtps"))
    if not url.hostname:
        raise ImproperlyConfigured(f"{name} must be console: or smtp://user:password@host:port.")
    port = url.port or (465 if url.scheme == "smtps" else 587)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_USE_TLS": url.scheme == "smtp" and port == 587,
        "EMAIL_TIMEOUT": 10,
    }


def files(name: str) -> dict[str, object]:
    """Django's storage of files that are no part of the product: local, or s3 with what S3_… and boto3's AWS_… say."""
    if choice(name, "local", ("local", "s3")) == "local":
        return {"BACKEND": "saaska.files.LocalFiles"}
    endpoint = address("S3_ENDPOINT_URL", "https", "http") if os.environ.get("S3_ENDPOINT_URL") else None
    where = {"bucket_name": text("S3_BUCKET"), "endpoint_url": endpoint}
    return {"BACKEND": "saaska.s3.S3Files", "OPTIONS": where}
