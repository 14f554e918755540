from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Each person their own goals, and the audit trail."""

    dependencies = [("applications", "0009_weekly_goals")]

    operations = [
        foreign_key("weekly_goals", ["user_id"], "users"),
        ProtectRows("weekly_goals", user="select, insert, update (applications, updated_at), delete"),
        Audit("weekly_goals"),
    ]
