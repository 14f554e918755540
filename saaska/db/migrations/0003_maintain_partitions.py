from django.db import migrations

from saaska.db.partitions import MAINTAIN


class Migration(migrations.Migration):
    """The function that makes the coming months' partitions and drops those past retention."""

    dependencies = [("saaska_db", "0002_framework_tables")]

    operations = [
        migrations.RunSQL(MAINTAIN, "drop function maintain_partitions(date, integer, integer)"),
    ]
