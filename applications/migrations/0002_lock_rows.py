from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.partitions import PartitionTable, UserRanges
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Sixteen ranges of users, keys that accept only one's own documents, each person their own rows, the audit trail."""

    dependencies = [
        ("applications", "0001_initial"),
        ("resumes", "0002_lock_rows"),
        ("letters", "0002_lock_rows"),
    ]

    operations = [
        PartitionTable("job_applications", key="user_id", primary_key="id, user_id"),
        UserRanges("job_applications"),
        foreign_key("job_applications", ["user_id"], "users"),
        foreign_key(
            "job_applications", ["user_id", "resume_id"], "resumes", ("user_id", "id"), "set null (resume_id)"
        ),
        foreign_key(
            "job_applications",
            ["user_id", "cover_letter_id"],
            "cover_letters",
            ("user_id", "id"),
            "set null (cover_letter_id)",
        ),
        ProtectRows("job_applications"),
        Audit("job_applications"),
    ]
