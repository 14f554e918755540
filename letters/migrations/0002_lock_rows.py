from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Keys with delete rules, each person their own rows, the audit trail."""

    dependencies = [("letters", "0001_initial"), ("accounts", "0002_lock_rows")]

    operations = [
        foreign_key("cover_letters", ["user_id"], "users"),
        ProtectRows("cover_letters"),
        Audit("cover_letters"),
    ]
