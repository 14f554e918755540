import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import saaska.db.models
from saaska.db.audit import Audit
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """People's photos, each person's their own. Nobody changes one."""

    dependencies = [
        ("documents", "0004_staff_versions"),
        ("accounts", "0002_lock_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=32, verbose_name="digest")),
                ("width", models.PositiveSmallIntegerField(editable=False, verbose_name="width")),
                ("height", models.PositiveSmallIntegerField(editable=False, verbose_name="height")),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="bytes")),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        verbose_name="uploaded at",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "db_table": "photos",
                "indexes": [saaska.db.models.Index(fields=["created_at"], name="photos_created")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "digest"), name="photos_user_id_digest_key")
                ],
            },
        ),
        foreign_key("photos", ["user_id"], "users"),
        ProtectRows("photos", user="select, insert, delete", staff="select, delete"),
        Audit("photos"),
    ]
