from django.conf import settings
from django.db import migrations

import saaska.db.models


class Migration(migrations.Migration):
    """What the lists of the admin sort, filter and search by."""

    dependencies = [
        ("interviews", "0002_lock_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="interviewsession",
            index=saaska.db.models.Index(fields=["created_at"], name="interview_sessions_created"),
        ),
    ]
