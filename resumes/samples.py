"""The résumé that designs are shown with: the demo person's, as it was on one day, so that it is always the same."""

from datetime import date
from types import SimpleNamespace
from typing import Any, Final

from resumes import printing
from saaska import demo
from saaska.documents.prints import Order
from saaska.documents.versions import Version

WRITTEN: Final = date(2026, 3, 2)
SECTIONS: Final = 3  # of hers: with all of them it would be longer than most people's


def columns() -> dict[str, Any]:
    complete = demo.resumes(WRITTEN)[0]
    person = complete["personal_info"]
    shown = {**person, "sections": person["sections"][:SECTIONS]}
    return {**{name: complete[name] for name in printing.PRINTED}, "personal_info": shown}


SAMPLE: Final = columns()


def order(version: Version) -> Order:
    return printing.order(SimpleNamespace(template=version.design.slug, **SAMPLE), version=version)
