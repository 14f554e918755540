"""The letter that designs are shown with: the demo person's, as it was on one day, so that it is always the same."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Final

from letters import printing
from saaska import demo
from saaska.documents.prints import Order
from saaska.documents.versions import Version

WRITTEN: Final = datetime(2026, 3, 2, 12, tzinfo=UTC)
SAMPLE: Final = demo.letters()[0]


def order(version: Version) -> Order:
    columns = {name: SAMPLE[name] for name in printing.PRINTED}
    letter = SimpleNamespace(template=version.design.slug, updated_at=WRITTEN, **columns)
    return printing.order(letter, version=version)
