"""The environment of SaaSka's programs: what is given stays, the rest is made for development."""

import base64
import json
import os
import secrets
import shlex

from machine import browser, debian, stamps
from machine.place import Place

KINDS = ("secret_key", "field_key", "postgres", "owner", "web", "redis")


def development_secrets(place: Place) -> dict[str, str]:
    """Made once, for nobody else to read, never committed. Encrypted notes are read with field_key."""
    file = place.var / "secrets.json"
    known: dict[str, str] = json.loads(stamps.read(file) or "{}")
    missing = [kind for kind in KINDS if kind not in known]
    for kind in missing:
        # A Fernet key is 32 bytes in URL-safe base64, padding kept.
        fernet = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
        known[kind] = fernet if kind == "field_key" else secrets.token_urlsafe(40)
    if missing:
        stamps.write(file, json.dumps(known, indent=1) + "\n", mode=0o600)
    return known


def environment(place: Place, urls: dict[str, str], defaults: dict[str, str] | None = None) -> dict[str, str]:
    """urls: DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL as they hold now."""
    known = development_secrets(place)
    made = {
        "DEBUG": "1",
        "SECRET_KEY": known["secret_key"],
        "FIELD_ENCRYPTION_KEYS": known["field_key"],
        "DJANGO_SETTINGS_MODULE": "saaska.settings",
        **(defaults or {}),
    }
    given = {name: value for name, value in os.environ.items() if value or name not in made}
    groups = [debian.library_path(debian.folder(place, group)) for group in ("libraries", "driver")]
    libraries = [*groups, os.environ.get("LD_LIBRARY_PATH", "")]
    programs = [str(place.python.parent), str(browser.path(place) or ""), os.environ.get("PATH", "")]
    found = {"LD_LIBRARY_PATH": joined(libraries), "PATH": joined(programs)}
    return {**made, **given, **urls, **{name: value for name, value in found.items() if value}}


def joined(parts: list[str]) -> str:
    """A search path without doubles, so that sourcing it again changes nothing."""
    return ":".join(dict.fromkeys(piece for part in parts for piece in part.split(":") if piece))


def export_lines(environment: dict[str, str]) -> str:
    names = (
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "REDIS_URL",
        "DEBUG",
        "SECRET_KEY",
        "FIELD_ENCRYPTION_KEYS",
        "DJANGO_SETTINGS_MODULE",
        "LD_LIBRARY_PATH",
        "PATH",
    )
    return "".join(
        f"export {name}={shlex.quote(environment[name])}\n" for name in names if name in environment
    )
