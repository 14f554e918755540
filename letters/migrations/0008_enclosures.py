import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import saaska.db.models
from saaska.db.audit import Audit
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """People's own PDFs, each person's their own. Nobody changes one."""

    dependencies = [
        ("letters", "0007_shelves"),
        ("accounts", "0002_lock_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Enclosure",
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
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="bytes")),
                ("pages", models.PositiveSmallIntegerField(editable=False, verbose_name="pages")),
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
                        related_name="enclosures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "enclosure",
                "verbose_name_plural": "enclosures",
                "db_table": "letter_enclosures",
                "indexes": [saaska.db.models.Index(fields=["created_at"], name="letter_enclosures_created")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "sha256"), name="letter_enclosures_user_id_sha256_key"
                    )
                ],
            },
        ),
        foreign_key("letter_enclosures", ["user_id"], "users"),
        ProtectRows("letter_enclosures", user="select, insert, delete", staff="select, delete"),
        Audit("letter_enclosures"),
    ]
