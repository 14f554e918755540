from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Each person their own, of their own applications; nobody changes what was removed. The audit trail."""

    dependencies = [("applications", "0011_removed_records")]

    operations = [
        foreign_key("removed_records", ["user_id"], "users"),
        foreign_key("removed_records", ["user_id", "application_id"], "job_applications", ("user_id", "id")),
        ProtectRows("removed_records", user="select, insert, delete"),
        Audit("removed_records"),
    ]
