"""Environment variables, each read once, here. A bad value raises with the variable's name and what it wants."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

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


def number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is “{value}”: use a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """A list parted by commas; empty parts are dropped."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = os.environ.get(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is “{value}”: use one of {', '.join(allowed)}.")
    return value


def database(name: str) -> dict[str, object]:
    """Django's settings of the database at a URL: postgresql://user:password@host:port/name?host=/socket&sslmode=…"""
    url = urlsplit(text(name))
    if url.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} must start with postgresql://.")
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
    url = urlsplit(os.environ.get(name, default))
    if url.scheme == "console":
        return {"EMAIL_BACKEND": "saaska.console_mail.EmailBackend"}
    if url.scheme not in ("smtp", "smtps") or not url.hostname:
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
    where = {"bucket_name": text("S3_BUCKET"), "endpoint_url": text("S3_ENDPOINT_URL", "") or None}
    return {"BACKEND": "saaska.s3.S3Files", "OPTIONS": where}
