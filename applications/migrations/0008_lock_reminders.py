from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.reminders import TakeReminders
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Each person their own choices and reminders, the audit trail; the database alone takes what is due."""

    dependencies = [("applications", "0007_reminders")]

    operations = [
        foreign_key("reminder_choices", ["user_id"], "users"),
        foreign_key("reminders", ["user_id"], "users"),
        ProtectRows("reminder_choices"),
        ProtectRows("reminders", user="select, update (sent_at)"),
        Audit("reminder_choices"),
        Audit("reminders"),
        TakeReminders(),
    ]
