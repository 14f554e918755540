"""Where a person lives and can be found on the web."""

import re
from typing import Any
from urllib.parse import urlsplit

from resumes.importers.source import Path, Room, Source, entries_at, is_empty
from saaska.documents.schema import LINE, LINKS, printable

# Countries whose addresses put the postal code behind the region.
POSTAL_CODE_LAST = frozenset(["US", "CA", "AU", "GB", "UK", "IE", "IN", "NZ", "USA"])
OWN_FIELDS = {
    "linkedin": ("linkedin.com", "https://www.linkedin.com/in/"),
    "github": ("github.com", "https://github.com/"),
}


def read_location(source: Source, path: Path, target: str) -> str:
    """An address as one line: street, postal code and city in the order of its country, region, country."""
    value = source.at(path)
    country = str(value.get("countryCode") or value.get("country") or "").upper()
    order = ["address", "city", "region", "postalCode", "country", "countryCode"]
    if country not in POSTAL_CODE_LAST:
        order = ["address", "postalCode", "city", "region", "country", "countryCode"]
    said = [key for key in order if key in value and not is_empty(value[key])]
    if "country" in said and "countryCode" in said:
        said.remove("countryCode")
        source.leave((*path, "countryCode"), "alternative")
    place = ""
    for key in said:
        room = LINE - len(place) - 2 if place else LINE
        why = "combined" if len(said) > 1 or "\n" in str(value[key]) else ""
        if is_part_of(place, value[key]):
            source.change((*path, key), target, "same")
            continue
        text = source.text((*path, key), target, limit=room, lines=True, why=why)
        text = ", ".join(line.strip(" ,") for line in text.splitlines())[:room]
        beside = (key == "city" and "postalCode" in said and order[1] == "postalCode") or (
            key == "postalCode" and "region" in said and order[3] == "postalCode"
        )
        place = f"{place}{' ' if beside else ', '}{text}" if place and text else place or text
    return place


def is_part_of(place: str, value: Any) -> bool:
    """Whether the place says the value already, in whole words."""
    known = isinstance(value, str) and 0 < len(value) <= len(place)
    return known and bool(re.search(rf"\b{re.escape(value.strip())}\b", place))


def read_profiles(source: Source, path: Path, info: dict[str, Any], room: Room) -> list[dict[str, Any]]:
    """LinkedIn and GitHub go to their fields of `info`; others become links, as many as fit."""
    links: list[dict[str, Any]] = []
    for place, value in entries_at(source, path):
        mark = source.mark()
        if len(links) >= LINKS:
            source.leave(place, "too_many", str(LINKS))
            continue
        target = f"personal_info.links[{len(links)}]"
        if isinstance(value, str):
            link = {"label": "", "url": source.address(place, f"{target}.url")}
        elif not isinstance(value, dict):
            source.leave(place, "no_object")
            continue
        elif _read_own_field(source, place, value, info):
            continue
        else:
            link = _read_link(source, place, value, target)
        if not any(link.values()):
            continue
        if room.take(link):
            links.append(link)
        else:
            source.undo(mark)
            source.leave(place, "size", room.limit)
    return links


def _read_own_field(source: Source, path: Path, value: dict[str, Any], info: dict[str, Any]) -> bool:
    """Whether the profile is the one for LinkedIn or GitHub, and filled that field."""
    network, url = (str(value.get(key) or "").casefold() for key in ("network", "url"))
    for name, (host, prefix) in OWN_FIELDS.items():
        if info.get(name) or not (name in network or is_at(url, host)):
            continue
        target, user = f"personal_info.{name}", value.get("username")
        mark = source.mark()
        address = source.address((*path, "url"), target) if "url" in value else ""
        if not address and isinstance(user, str) and re.fullmatch(r"[\w.-]{1,100}", printable(user)):
            address = prefix + printable(user)
            source.change((*path, "username"), target, "user_name")
        if not address:
            source.undo(mark)
            return False
        info[name] = address
        for key in ("network", "username"):
            if key in value and isinstance(value[key], str) and not is_empty(value[key]):
                known = key == "network" or printable(value[key]).casefold() in address.casefold()
                source.change((*path, key), target, "link") if known else source.leave(
                    (*path, key), "alternative"
                )
        return True
    return False


def _read_link(source: Source, path: Path, value: dict[str, Any], target: str) -> dict[str, Any]:
    """A link with the network's name, and with the user's name where the address does not say it."""
    network, user, url = ((*path, key) for key in ("network", "username", "url"))
    address = source.address(url, f"{target}.url") if "url" in value else ""
    label = source.text(network, f"{target}.label") if "network" in value else ""
    if "username" in value:
        shown = value["username"]
        if isinstance(shown, str) and printable(shown) and printable(shown).casefold() in address.casefold():
            source.change(user, f"{target}.url", "link")
        else:
            name = source.text(user, f"{target}.label", limit=LINE - len(label) - 3, why="combined")
            label = f"{label}: {name}" if label and name else label or name
    return {"label": label, "url": address}


def is_at(url: str, host: str) -> bool:
    """Whether the address leads to that host or one below it."""
    try:
        found = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return False
    return found == host or found.endswith(f".{host}")
