from django.db import migrations

from saaska.db.rls import CASCADE_KEYS


class Migration(migrations.Migration):
    """A raw DELETE of a person takes their addresses, sessions, groups and permissions along."""

    dependencies = [("saaska_db", "0003_maintain_partitions")]

    operations = [migrations.RunSQL(CASCADE_KEYS, migrations.RunSQL.noop)]
