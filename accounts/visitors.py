"""Who is at the other end of a request, as far as the network tells."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

BROWSER_LENGTH = 500


def client_ip(request: HttpRequest) -> str | None:
    """The visitor's address; behind TRUSTED_PROXY_COUNT proxies the one that the outermost of them saw.

    What stands further left in X-Forwarded-For was written by the visitor and is not believed.
    """
    proxies: int = settings.TRUSTED_PROXY_COUNT
    told = request.headers.get("X-Forwarded-For", "").split(",")
    if proxies and len(told) >= proxies and told[-proxies].strip():
        return _clean(told[-proxies])
    return _clean(request.META.get("REMOTE_ADDR", ""))


def browser(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "")[:BROWSER_LENGTH].replace("\x00", "")


def _clean(text: str) -> str | None:
    """An IP address without its port, or None for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text.partition("%")[0]))
    except ValueError:
        return None
