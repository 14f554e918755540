from django.conf import settings
from django.db import migrations

import saaska.db.models


class Migration(migrations.Migration):
    """What the lists of the admin sort, filter and search by."""

    dependencies = [
        ("jobs", "0002_lock_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="savedjob",
            index=saaska.db.models.Index(fields=["created_at"], name="saved_jobs_created"),
        ),
    ]
