import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import saaska.db.models
from saaska.db.audit import Audit
from saaska.db.document_states import KeepFirstStates, KeepStates
from saaska.db.rls import ProtectRows, foreign_key

STATES = {
    "states": "cover_letter_states",
    "document": "cover_letter_id",
    "columns": (
        "title",
        "template",
        "template_version",
        "company_name",
        "job_title",
        "content",
        "personal_info",
    ),
}


class Migration(migrations.Migration):
    """Every state of a cover letter is kept. People name their states; only the trigger writes them."""

    dependencies = [
        ("saaska_db", "0005_keep_states"),
        ("letters", "0004_template_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CoverLetterState",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number")),
                ("sitting", models.PositiveIntegerField(editable=False)),
                ("version", models.IntegerField(editable=False, verbose_name="version")),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        editable=False,
                        verbose_name="time",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=255, verbose_name="name"
                    ),
                ),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), editable=False, size=None
                    ),
                ),
                ("steps", models.JSONField(editable=False)),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cover_letter",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="states",
                        to="letters.coverletter",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="cover_letter_states",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "state of a cover letter",
                "verbose_name_plural": "states of cover letters",
                "db_table": "cover_letter_states",
                "indexes": [
                    saaska.db.models.Index(
                        fields=["cover_letter", "sitting"], name="cover_letter_states_sitting"
                    ),
                    saaska.db.models.Index(
                        condition=models.Q(("name", ""), _negated=True),
                        fields=["cover_letter"],
                        name="cover_letter_states_named",
                    ),
                    saaska.db.models.Index(fields=["user"], name="cover_letter_states_user"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cover_letter", "number"),
                        name="cover_letter_states_cover_letter_id_number_key",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func(
                                models.F("steps"), function="jsonb_typeof", output_field=models.TextField()
                            ),
                            models.Value("array"),
                        ),
                        name="cover_letter_states_steps_is_array",
                    ),
                ],
            },
        ),
        foreign_key(
            "cover_letter_states", ["user_id", "cover_letter_id"], "cover_letters", ("user_id", "id")
        ),
        ProtectRows("cover_letter_states", user="select, update (name)", staff="select"),
        Audit("cover_letter_states", events="update"),
        KeepStates("cover_letters", **STATES),
        KeepFirstStates("cover_letters", **STATES),
    ]
