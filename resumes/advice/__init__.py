"""Advice beside the text: rules that look at what is written, each explained, none of them in the way.

A rule is a function of the content in its normal form that yields findings. Hidden parts are not looked at.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from resumes.advice.contact import contact, parts
from resumes.advice.dates import dates
from resumes.advice.finding import Finding, Json, Place
from resumes.advice.words import words

Rule = Callable[[Json], Iterator[Finding]]

OF_ALL: Final[tuple[Rule, ...]] = (contact, parts)
OF_WHAT_IS_PRINTED: Final[tuple[Rule, ...]] = (dates, words)
COLUMNS: Final = {"work": "work_experience", "education": "education", "skills": "skills"}

__all__ = ["Finding", "Place", "advise"]


def advise(content: Json) -> list[Finding]:
    """What a careful reader would say about a résumé; mistakes first, otherwise in the order of the rules."""
    shown = _printed(content)
    found = [finding for rule in OF_ALL for finding in rule(content)]
    found += [finding for rule in OF_WHAT_IS_PRINTED for finding in rule(shown)]
    return sorted(found, key=lambda finding: finding.level != "wrong")


def _printed(content: Json) -> dict[str, Any]:
    """The content without the parts that are not printed. Rules leave out entries that are not: see numbered()."""
    person = content["personal_info"]
    hidden = set(person["layout"]["hidden"])
    sections = [
        section for section in person["sections"] if section["visible"] and section["id"] not in hidden
    ]
    shown = {**content, "personal_info": {**person, "sections": sections}}
    for part in hidden & COLUMNS.keys():
        shown[COLUMNS[part]] = []
    return shown
