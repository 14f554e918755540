import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.lookups
from django.db import migrations, models

from saaska.db.design_versions import CreatePinDesign, PublishDesigns
from saaska.db.rls import Grant

EVERYBODY = "saaska_user, saaska_anon, saaska_auth, saaska_staff"


class Migration(migrations.Migration):
    """Versions of designs, which everybody reads and only commands and a trigger write; the designs' order."""

    dependencies = [
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="template",
            name="position",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="position"),
        ),
        migrations.CreateModel(
            name="DesignSource",
            fields=[
                (
                    "digest",
                    models.UUIDField(db_column="id", editable=False, primary_key=True, serialize=False),
                ),
                ("files", models.JSONField(editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True, db_default=django.contrib.postgres.functions.TransactionNow()
                    ),
                ),
            ],
            options={
                "db_table": "design_sources",
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func(
                                models.F("files"), function="jsonb_typeof", output_field=models.TextField()
                            ),
                            models.Value("object"),
                        ),
                        name="design_sources_files_is_object",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DesignVersion",
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
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number")),
                ("config", models.JSONField(editable=False, verbose_name="configuration")),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True, db_default=django.contrib.postgres.functions.TransactionNow()
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.designsource",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="documents.template",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a design",
                "verbose_name_plural": "versions of designs",
                "db_table": "design_versions",
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func(
                                models.F("config"), function="jsonb_typeof", output_field=models.TextField()
                            ),
                            models.Value("object"),
                        ),
                        name="design_versions_config_is_object",
                    ),
                    models.UniqueConstraint(
                        fields=("template", "number"), name="design_versions_template_number_key"
                    ),
                ],
            },
        ),
        Grant("select", "design_sources, design_versions", to=EVERYBODY),
        PublishDesigns(),
        CreatePinDesign(),
    ]
