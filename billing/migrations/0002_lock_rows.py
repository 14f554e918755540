from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Keys with delete rules, each person their own rows (to read: only Stripe and staff write), the audit trail."""

    dependencies = [("billing", "0001_initial"), ("accounts", "0002_lock_rows")]

    operations = [
        foreign_key("subscriptions", ["user_id"], "users"),
        ProtectRows("subscriptions", user="select"),
        Audit("subscriptions"),
    ]
