from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.rls import ProtectRows, foreign_key

DECIDED = "base, source_title, checked_version, undo_base, undo_state, undo_version, updated_at"


class Migration(migrations.Migration):
    """A copy is tied to résumés of the same person, goes with its own and outlives its source."""

    dependencies = [("resumes", "0011_copies"), ("accounts", "0002_lock_rows")]

    operations = [
        foreign_key("resume_copies", ["user_id"], "users"),
        foreign_key("resume_copies", ["user_id", "resume_id"], "resumes", ("user_id", "id")),
        foreign_key(
            "resume_copies", ["user_id", "source_id"], "resumes", ("user_id", "id"), "set null (source_id)"
        ),
        ProtectRows("resume_copies", user=f"select, insert, delete, update (source_id, {DECIDED})"),
        Audit("resume_copies"),
    ]
