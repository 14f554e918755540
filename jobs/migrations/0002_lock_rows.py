from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.partitions import PartitionTable, UserRanges
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Sixteen ranges of users, keys with delete rules, each person their own rows, the audit trail."""

    dependencies = [("jobs", "0001_initial"), ("accounts", "0002_lock_rows")]

    operations = [
        PartitionTable("saved_jobs", key="user_id", primary_key="id, user_id"),
        UserRanges("saved_jobs"),
        foreign_key("saved_jobs", ["user_id"], "users"),
        ProtectRows("saved_jobs"),
        Audit("saved_jobs"),
    ]
