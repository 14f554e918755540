import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations

import saaska.db.models


class Migration(migrations.Migration):
    """What the lists of the admin sort, filter and search by."""

    dependencies = [
        ("letters", "0002_lock_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="coverletter",
            index=saaska.db.models.Index(fields=["created_at"], name="cover_letters_created"),
        ),
        migrations.AddIndex(
            model_name="coverletter",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["company_name"], name="cover_letters_company_trgm", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
