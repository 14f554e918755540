import django.db.models.lookups
from django.db import migrations, models

import saaska.documents.schema


class Migration(migrations.Migration):
    """Each letter keeps what was typed into fields that are not right yet, and which page saved it at which step."""

    dependencies = [
        ("letters", "0005_states"),
    ]

    operations = [
        migrations.AddField(
            model_name="coverletter",
            name="saved_by",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="coverletter",
            name="saved_step",
            field=models.IntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="coverletter",
            name="unfinished",
            field=models.JSONField(
                blank=True,
                db_default={},
                default=dict,
                editable=False,
                validators=[saaska.documents.schema.validate_unfinished],
                verbose_name="unfinished fields",
            ),
        ),
        migrations.AddConstraint(
            model_name="coverletter",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    models.Func(
                        models.F("unfinished"), function="jsonb_typeof", output_field=models.TextField()
                    ),
                    models.Value("object"),
                ),
                name="cover_letters_unfinished_is_object",
            ),
        ),
    ]
