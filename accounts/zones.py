"""The time zones to choose from."""

import zoneinfo
from functools import cache
from typing import Final

# Chromium's data keep the first name that a zone ever had: each of these is what it says of a place renamed since.
RENAMED: Final = {
    "Africa/Asmera": "Africa/Asmara",
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "America/Catamarca": "America/Argentina/Catamarca",
    "America/Coral_Harbour": "America/Atikokan",
    "America/Cordoba": "America/Argentina/Cordoba",
    "America/Godthab": "America/Nuuk",
    "America/Indianapolis": "America/Indiana/Indianapolis",
    "America/Jujuy": "America/Argentina/Jujuy",
    "America/Louisville": "America/Kentucky/Louisville",
    "America/Mendoza": "America/Argentina/Mendoza",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Atlantic/Faeroe": "Atlantic/Faroe",
    "Europe/Kiev": "Europe/Kyiv",
    "Pacific/Enderbury": "Pacific/Kanton",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
}


@cache
def zones() -> list[tuple[str, str]]:
    """Names and words of the time zones this machine knows; without those that are no place."""
    names = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and zone[:4] != "Etc/")
    return [(name, name.replace("_", " ")) for name in ("UTC", *names)]


def listed(name: str) -> str:
    """The zone as the list names it; "" for what the list does not have."""
    known = dict(zones())
    return next((zone for zone in (RENAMED.get(name), name) if zone in known), "")
