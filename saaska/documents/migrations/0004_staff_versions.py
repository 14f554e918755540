import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models

import saaska.db.models


class Migration(migrations.Migration):
    """Names and orders for the staff's lists of what was published of designs."""

    dependencies = [
        ("documents", "0003_staff_designs"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="designsource",
            options={"verbose_name": "files of a design", "verbose_name_plural": "files of designs"},
        ),
        migrations.AlterField(
            model_name="designsource",
            name="created_at",
            field=models.DateTimeField(
                auto_now_add=True,
                db_default=django.contrib.postgres.functions.TransactionNow(),
                verbose_name="published at",
            ),
        ),
        migrations.AlterField(
            model_name="designsource",
            name="digest",
            field=models.UUIDField(
                db_column="id", editable=False, primary_key=True, serialize=False, verbose_name="digest"
            ),
        ),
        migrations.AlterField(
            model_name="designsource",
            name="files",
            field=models.JSONField(editable=False, verbose_name="files"),
        ),
        migrations.AlterField(
            model_name="designversion",
            name="created_at",
            field=models.DateTimeField(
                auto_now_add=True,
                db_default=django.contrib.postgres.functions.TransactionNow(),
                verbose_name="published at",
            ),
        ),
        migrations.AlterField(
            model_name="designversion",
            name="source",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="documents.designsource",
                verbose_name="files",
            ),
        ),
        migrations.AlterField(
            model_name="designversion",
            name="template",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="documents.template",
                verbose_name="design",
            ),
        ),
        migrations.AddIndex(
            model_name="designsource",
            index=saaska.db.models.Index(fields=["created_at"], name="design_sources_created"),
        ),
        migrations.AddIndex(
            model_name="designversion",
            index=saaska.db.models.Index(fields=["created_at"], name="design_versions_created"),
        ),
    ]
