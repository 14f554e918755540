from django.db import migrations, models

import saaska.db.models


class Migration(migrations.Migration):
    """What the lists of the admin sort, filter and search by."""

    dependencies = [
        ("accounts", "0003_tries"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="user",
            index=saaska.db.models.Index(
                condition=models.Q(("is_staff", True)), fields=["created_at"], name="users_staff"
            ),
        ),
        migrations.AddIndex(
            model_name="user",
            index=saaska.db.models.Index(
                condition=models.Q(("is_active", False)), fields=["created_at"], name="users_inactive"
            ),
        ),
        migrations.AddIndex(
            model_name="user",
            index=saaska.db.models.Index(
                condition=models.Q(("email_verified", False)), fields=["created_at"], name="users_unverified"
            ),
        ),
    ]
