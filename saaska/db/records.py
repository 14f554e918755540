"""What the page of an application shows beside it: rows of five tables in one query, and documents in another.

As querysets they were six, whose SQL Django makes anew for each request: that took a third of the page's time.
"""

from typing import Any, Final
from uuid import UUID

from django.db import connection

Row = dict[str, Any]

# The rows of each section, by its name, in the order in which the page has them.
ORDERS: Final = {
    "events": ("application_events", "happened_at desc, created_at desc"),
    "rounds": ("interview_rounds", "starts_at, created_at"),
    "contacts": ("application_contacts", "name, created_at"),
    "tasks": ("application_tasks", "done_at desc nulls first, due_on nulls last, created_at"),
    "documents": ("sent_documents", "sent_at, created_at"),
}
ABOUT: Final = "select " + ", ".join(
    f"(select json_agg(one order by {order}) from {table} one"
    " where user_id = %(user)s and application_id = %(application)s)"
    for table, order in ORDERS.values()
)
# Kind, id and title; as many of each kind as `most`.
DOCUMENTS: Final = """
(select 'resume', id, title from resumes where user_id = %(user)s and deleted_at is null
 order by updated_at desc, id limit %(most)s)
union all
(select 'letter', id, title from cover_letters where user_id = %(user)s and deleted_at is null
 order by updated_at desc, id limit %(most)s)
union all
(select 'attachment', id, title from letter_enclosures where user_id = %(user)s
 order by created_at desc, id limit %(most)s)
"""


def about(user_id: UUID, application_id: UUID) -> dict[str, list[Row]]:
    """By section, each row as JSON tells it: times and ids are texts, what is encrypted still is."""
    with connection.cursor() as cursor:
        cursor.execute(ABOUT, {"user": user_id, "application": application_id})
        return {section: rows or [] for section, rows in zip(ORDERS, cursor.fetchone(), strict=True)}


def documents(user_id: UUID, most: int) -> list[tuple[str, UUID, str]]:
    """Kind, id and title of a person's documents, the newest of each kind first."""
    with connection.cursor() as cursor:
        cursor.execute(DOCUMENTS, {"user": user_id, "most": most})
        return list(cursor.fetchall())
