"""What a person makes and takes away is noted as an activity: whether a request did so that should have."""

from collections.abc import Iterator
from typing import Any

Rows = dict[str, list[dict[str, Any]]]  # by table, as JSON tells them

# What the product calls making something.
MAKING = frozenset(
    ("create", "duplicate", "import", "upload", "apply", "tailor", "translate", "freeze", "share", "signup")
)
# Tables of people whose new rows are nothing that somebody made: each with the reason.
BOOKKEEPING = {
    "account_emailaddress": "the account's own; that it changed is noted once the new address is confirmed",
    "user_preferences": "settings",
    "reminder_choices": "settings",
    "usersessions_usersession": "a device that is signed in: noted as the login",
    "django_admin_log": "the staff's own notes",
    "user_activities": "the activities themselves",
    "audit_log": "the trail of every row",
    "resume_states": "each state of a résumé, kept with every save",
    "cover_letter_states": "each state of a letter, kept with every save",
    "resume_copies": "which résumé another was made from, beside the copy itself",
    "resume_share_days": "how many visitors came on a day",
    "posting_texts": "the text that a posting had before",
    "saved_postings": "the text that a posting had before",
    "application_import_parts": "pieces of a large table, beside its import",
    "removed_records": "what was removed, kept for the way back",
    "bulk_changes": "what many rows were before, kept for the way back",
    "reminders": "that a mail was sent",
    "subscriptions": "what the payment service tells",
}
# Attachments that a signed-in person gets by looking: each with the reason why nothing is noted.
BY_LOOKING = {
    "applications:event": "one entry for a calendar's program, which reads all of them at the feed's address",
    "shared:pdf": "what any visitor gets at the address; its owner sees them counted",
}


def unnoted(rows: Rows, answer: Any, user_id: object) -> Iterator[str]:
    """What the request made for that person, or gave them to take away, without an activity that says so."""
    noted = {row["type"] for row in rows.get("user_activities", []) if row["user_id"] == str(user_id)}
    if noted.isdisjoint(MAKING):
        for table in rows.keys() - BOOKKEEPING.keys():
            if any(row.get("user_id") == str(user_id) and is_content(table, row) for row in rows[table]):
                yield f"makes a row of {table} that no activity tells of"
    if is_attachment(answer) and "download" not in noted:
        yield "gives out a file that no activity tells of"


def is_content(table: str, row: dict[str, Any]) -> bool:
    """The history of an application is its owner's where they told it; the rest the product writes along."""
    return table != "application_events" or bool(row["details"].get("added"))


def is_attachment(answer: Any) -> bool:
    return str(answer.get("Content-Disposition", "")).startswith("attachment")
