from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Each person their own views and changes, and the audit trail."""

    dependencies = [("applications", "0013_table")]

    operations = [
        foreign_key("saved_views", ["user_id"], "users"),
        foreign_key("bulk_changes", ["user_id"], "users"),
        ProtectRows("saved_views", user="select, insert, update (query, updated_at), delete"),
        ProtectRows("bulk_changes", user="select, insert, update (undone_at, updated_at), delete"),
        Audit("saved_views"),
        Audit("bulk_changes"),
    ]
