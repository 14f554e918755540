"""A full name, parted into first and last name, and what a résumé is called after it."""

import re
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from resumes.importers.texts import fitted
from saaska.documents.texts import LINE
from saaska.documents.words import is_east_asian

PARTICLES_WORDS = (
    "van von der den de da do dos das di del della du la le el al bin bint ibn ter ten zu zum zur af av y e"
)
PARTICLES = set(PARTICLES_WORDS.split())
SUFFIX = re.compile(
    r"(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|mba|m\.?sc|b\.?sc|cpa|esq|p\.?e|rn|dds|llm|jd|pmp|cfa|cfp|cissp|csm|acca|cma|frm|phr|sphr|shrm-s?cp|lcsw|bsn|msn|fnp|np|facp|mph|m\.?a|b\.?a"
    r"|m\.?s|b\.?s|dba|edd|psyd|pharmd|cisa|cism|itil|ccna|ll\.?m)\.?",
    re.IGNORECASE,
)


def split_name(name: str) -> tuple[str, str]:
    """First and last name, so that both together read as the name was written; one word is a first name.

    "Ada King, PhD" keeps its suffix, "van" belongs to the last name, and "King, Ada" is
    turned round. In Chinese, Japanese and Korean the family's name comes first: "山田 太郎".
    """
    words = name.split()
    if len(words) == 2 and is_east_asian(name):
        return words[1], words[0]
    head, comma, tail = name.partition(",")
    if comma and tail.strip() and not all(SUFFIX.fullmatch(word.strip(",")) for word in tail.split()):
        if "," in tail or not head.strip():
            return name, ""
        return " ".join(tail.split()), " ".join(head.split())
    last = len(words) - 1
    while last > 1 and SUFFIX.fullmatch(words[last].strip(",")):
        last -= 1
    while last > 1 and words[last - 1] in PARTICLES:
        last -= 1
    if last < 1:
        return " ".join(words), ""
    return " ".join(words[:last]), " ".join(words[last:])


def title_of(info: dict[str, Any], file_name: str) -> str:
    """What the résumé is called in the list: who it is about and as what, else the file's name."""
    name = " ".join(part for part in (info["firstName"], info["lastName"]) if part)
    title = " – ".join(part for part in (name, info["headline"]) if part)
    stem = fitted(PurePath(file_name).stem, limit=LINE, lines=False)[0]
    return fitted(title, limit=LINE, lines=False)[0] or stem or _("Imported résumé")
