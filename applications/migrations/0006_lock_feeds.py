from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.feeds import CalendarByAddress
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Each person their own address, the audit trail, and who knows an address its calendar."""

    dependencies = [("applications", "0005_feeds")]

    operations = [
        foreign_key("calendar_feeds", ["user_id"], "users"),
        ProtectRows("calendar_feeds"),
        Audit("calendar_feeds"),
        CalendarByAddress(),
    ]
