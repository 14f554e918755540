from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Each person their own imports, and the audit trail."""

    dependencies = [("applications", "0015_imports")]

    operations = [
        foreign_key("application_imports", ["user_id"], "users"),
        ProtectRows(
            "application_imports",
            user="select, insert, update (data, choices, outcome, imported_at, undone_at, updated_at), delete",
        ),
        Audit("application_imports"),
    ]
