"""Printed text with an address behind it, and addresses as people write them."""

import re
from dataclasses import dataclass

from saaska.documents.words import NOTHING, Words, joined, words


@dataclass(frozen=True)
class Link:
    """Text with an address behind it; `url` is "" when there is none that may be followed."""

    text: Words
    url: str = ""


NO_LINK = Link(NOTHING)


def followable(url: str) -> str:
    """The address when it is one a reader may be sent to, otherwise ""."""
    return url if re.match(r"(?:https?://[^/\s]|mailto:\S|tel:\S)", url, re.IGNORECASE) else ""


def short_address(url: str) -> str:
    """An address as people write it: without scheme, "www." and the last slash."""
    return re.sub(r"^(?:https?://(?:www\.)?|mailto:|tel:)", "", url, flags=re.IGNORECASE).rstrip("/")


def link(url: object, label: object = "") -> Link:
    """An address, printed short and after its label."""
    address = words(url)
    short, label = short_address(address), words(label)
    text = joined(label, short, by=": ") if label.casefold() not in short.casefold() else Words(short)
    return Link(text, followable(address))


def behind(text: object, url: object) -> Link:
    """Text that leads to an address, which itself is not printed; printed after all when there is no text."""
    return Link(words(text), followable(words(url))) if words(text) else link(url)
