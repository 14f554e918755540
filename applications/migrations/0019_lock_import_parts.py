from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.rls import Grant, ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Each person their own parts, of their own imports; the trail, in which no row of a table is told."""

    dependencies = [("applications", "0018_import_parts")]

    operations = [
        Grant("update (started_at)", "application_imports", to="saaska_user"),
        foreign_key("application_import_parts", ["user_id"], "users"),
        foreign_key(
            "application_import_parts", ["user_id", "table_id"], "application_imports", ("user_id", "id")
        ),
        ProtectRows(
            "application_import_parts",
            user="select, insert, delete,"
            " update (data, outcome, made, merged, left_out, done_at, undone_at, updated_at)",
        ),
        Audit("application_import_parts"),
    ]
