"""Where a person lives and can be found on the web."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from resumes.importers.keys import Key, Path, at, leads
from resumes.importers.source import Room, Source, entries_at
from resumes.importers.texts import is_empty
from saaska.documents.schema import LINKS
from saaska.documents.texts import LINE, printable

# Countries whose addresses put the postal code behind the region.
POSTAL_CODE_LAST = frozenset(["US", "CA", "AU", "GB", "UK", "IE", "IN", "NZ", "USA"])
PLACE: Final[dict[str, tuple[Key, ...]]] = {
    "address": ("address", "AddressLine"),
    "city": ("city", "municipality", "Municipality", "CityName"),
    "region": ("region",),
    "postalCode": ("postalCode", "code", "PostalCode"),
    "country": ("country", ("Country", "Label")),
    "countryCode": ("countryCode", "CountryCode", ("Country", "Code")),
}
NETWORK: Final[tuple[Key, ...]] = (
    "network",
    "label",
    "description",
    "type",
    "name",
    "text",
    "placeholder",
    ("Use", "Label"),
    "OtherTitle",
    "UseCode",
)
USER: Final[tuple[Key, ...]] = ("username", "user", "value", "Contact")
URL: Final[tuple[Key, ...]] = (("url", "href"), ("website", "url"), "url", "URL", "link", "URI")
OWN_FIELDS = {"linkedin": "linkedin.com", "github": "github.com"}
PAGES = {
    "linkedin": "https://www.linkedin.com/in/",
    "github": "https://github.com/",
    "gitlab": "https://gitlab.com/",
    "twitter": "https://x.com/",
    "x": "https://x.com/",
    "instagram": "https://www.instagram.com/",
    "imdb": "https://www.imdb.com/name/",
    "orcid": "https://orcid.org/",
    "stackoverflow": "https://stackoverflow.com/users/",
    "researchgate": "https://www.researchgate.net/profile/",
    "youtube": "https://www.youtube.com/@",
    "telegram": "https://t.me/",
    "leetcode": "https://leetcode.com/u/",
    "bluesky": "https://bsky.app/profile/",
    "googlescholar": "https://scholar.google.com/citations?user=",
    "reddit": "https://www.reddit.com/user/",
}


def read_location(source: Source, path: Path, target: str) -> str:
    """An address as one line: street, postal code and city in the order of its country, region, country."""
    value = source.at(path)
    found = {part: lead for part, keys in PLACE.items() for lead in list(leads(value, keys))[:1]}
    said = {part: lead for part, lead in found.items() if not is_empty(at(value, lead))}
    country = next(
        (str(at(value, said[part])) for part in ("countryCode", "country") if part in said), ""
    ).upper()
    order = ["address", "city", "region", "postalCode", "country", "countryCode"]
    if country not in POSTAL_CODE_LAST:
        order = ["address", "postalCode", "city", "region", "country", "countryCode"]
    if "country" in said and "countryCode" in said:
        source.leave((*path, *said.pop("countryCode")), "alternative")
    place = ""
    for part in [part for part in order if part in said]:
        where, value = (*path, *said[part]), source.at((*path, *said[part]))
        room = LINE - len(place) - 2 if place else LINE
        why = "combined" if len(said) > 1 or "\n" in str(value) else ""
        if is_part_of(place, value):
            source.change(where, target, "same")
            continue
        text = source.text(where, target, limit=room, lines=True, why=why)
        text = ", ".join(line.strip(" ,") for line in text.splitlines())[:room]
        text = text.upper() if part == "countryCode" and len(text) == 2 else text
        beside = (part == "city" and "postalCode" in said and order[1] == "postalCode") or (
            part == "postalCode" and "region" in said and order[3] == "postalCode"
        )
        place = f"{place}{' ' if beside else ', '}{text}" if place and text else place or text
    return place


def is_part_of(place: str, value: Any) -> bool:
    """Whether the place says the value already, in whole words."""
    known = isinstance(value, str) and 0 < len(value) <= len(place)
    return known and bool(re.search(rf"\b{re.escape(value.strip())}\b", place))


def read_profiles(source: Source, path: Path, info: dict[str, Any], room: Room) -> None:
    """LinkedIn and GitHub go to their fields of `info`; others become links, as many as fit."""
    for place, value in entries_at(source, path):
        add_link(source, place, value, info, room)


def add_link(source: Source, path: Path, value: Any, info: dict[str, Any], room: Room) -> None:
    """One profile: its own field of `info`, or one more of its links."""
    links: list[dict[str, Any]] = info.setdefault("links", [])
    mark = source.mark()
    target = f"personal_info.links[{len(links)}]"
    if len(links) >= LINKS:
        source.leave(path, "too_many", str(LINKS))
        return
    if isinstance(value, dict):
        profile = Profile(source, path, value)
        link = {} if profile.fills(info) else profile.link(target)
    elif isinstance(value, str):
        link = {"label": "", "url": source.address(path, f"{target}.url")}
    else:
        source.leave(path, "no_object")
        return
    if not any(link.values()):
        return
    known = {info.get("linkedin"), info.get("github"), info.get("website"), *(each["url"] for each in links)}
    if link["url"] and link["url"] in known:
        source.undo(mark)
        source.change(path, "personal_info.links", "same")
        return
    link = {"id": f"link_{len(links) + 1}", **link}
    if room.take(link):
        links.append(link)
    else:
        source.undo(mark)
        source.leave(path, "size", room.limit)


class Profile:
    """Where somebody is found on the web: a network, a name there, an address."""

    def __init__(self, source: Source, path: Path, value: dict[str, Any]) -> None:
        self.source = source
        self.network, self.user, self.url = (
            next(((*path, *lead) for lead in leads(value, keys)), None) for keys in (NETWORK, USER, URL)
        )
        if not self.said(self.url) and re.match(
            r"(?:https?://|www\.|mailto:|tel:)", self.said(self.user), re.IGNORECASE
        ):
            self.url, self.user = self.user, None

    def said(self, path: Path | None) -> str:
        value = self.source.at(path) if path else None
        return printable(value, lines=False) if isinstance(value, str) else ""

    def made(self, prefix: str) -> str:
        """The address of the user's page below the prefix, "" for a name that is none."""
        user = self.said(self.user).removeprefix("@")
        return prefix + user if re.fullmatch(r"[\w.-]{1,100}(?:/[\w.-]{1,100})?", user) else ""

    def fills(self, info: dict[str, Any]) -> bool:
        """Whether the profile is the one for LinkedIn or GitHub, and filled that field."""
        network, url = self.said(self.network).casefold(), self.said(self.url).casefold()
        for name, host in OWN_FIELDS.items():
            if info.get(name) or not (name in network or is_at(url, host)):
                continue
            target, mark = f"personal_info.{name}", self.source.mark()
            address = self.source.address(self.url, target) if self.url else ""
            if not address and self.user and (address := self.made(PAGES[name])):
                self.source.change(self.user, target, "user_name")
            if not address:
                self.source.undo(mark)
                return False
            info[name] = address
            self.close(address, target)
            return True
        return False

    def close(self, address: str, target: str) -> None:
        """What the address says of network and user is accounted for by it."""
        for path in (self.network, self.user):
            if path and self.said(path) and path not in self.source.journal:
                known = path == self.network or self.said(path).casefold() in address.casefold()
                if known:
                    self.source.change(path, target, "link")
                else:
                    self.source.leave(path, "alternative")

    def link(self, target: str) -> dict[str, Any]:
        """A link with the network's name, and with the user's name where the address does not say it."""
        address = self.source.address(self.url, f"{target}.url") if self.url else ""
        label = self.source.text(self.network, f"{target}.label") if self.network else ""
        if not self.user:
            return {"label": label, "url": address}
        user = self.said(self.user)
        page = PAGES.get("".join(label.casefold().split()), "")
        if not address and page and (address := self.made(page)):
            self.source.change(self.user, f"{target}.url", "user_name")
        elif user and user.casefold() in address.casefold():
            self.source.change(self.user, f"{target}.url", "link")
        else:
            room = LINE - len(label) - 3
            name = self.source.text(self.user, f"{target}.label", limit=room, why="combined" if label else "")
            label = f"{label}: {name}" if label and name else label or name
        return {"label": label, "url": address}


def is_at(url: str, host: str) -> bool:
    """Whether the address leads to that host or one below it."""
    try:
        found = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return False
    return found == host or found.endswith(f".{host}")
