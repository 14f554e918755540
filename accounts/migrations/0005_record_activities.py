from django.db import migrations

from saaska.db.activities import RecordActivities


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_staff_lists"),
    ]

    operations = [RecordActivities()]
