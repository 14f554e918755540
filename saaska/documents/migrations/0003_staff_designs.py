from django.db import migrations

from saaska.db.rls import Grant, Revoke

COLUMNS = "name, category, thumbnail_url, preview_url, config, is_active, is_premium, position, updated_at"


class Migration(migrations.Migration):
    """Staff change how a design looks and is offered, never which folder it is: documents pin it by that.

    Nobody deletes a design either.
    """

    dependencies = [
        ("documents", "0002_versions"),
        ("saaska_db", "0002_framework_tables"),  # which gave the rights that go here
    ]

    operations = [
        Revoke("update, delete", "templates", to="saaska_staff"),
        Grant(f"update ({COLUMNS})", "templates", to="saaska_staff"),
    ]
