"""Writing down what somebody did: with every login, creation and download, so by one statement that stays the same.

As an object of its model it took half as long again to make as to store.
"""

import json
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection

WRITE: Final = (
    "insert into user_activities (id, user_id, type, feature, details, ip_address, user_agent, timestamp)"
    " values (%s, %s, %s, %s, %s, %s, %s, clock_timestamp())"  # several of a request have an order
)


def write(
    person: UUID, type: str, feature: str | None, details: dict[str, Any], ip: str | None, browser: str | None
) -> None:
    """`details` are JSON's values; a feature, an address or a browser that nobody knows is None."""
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [uuid4(), person, type, feature, json.dumps(details), ip, browser])
