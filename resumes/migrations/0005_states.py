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
    "states": "resume_states",
    "document": "resume_id",
    "columns": (
        "title",
        "template",
        "template_version",
        "personal_info",
        "work_experience",
        "education",
        "skills",
        "summary",
    ),
}


class Migration(migrations.Migration):
    """Every state of a résumé is kept. People name their states; only the trigger writes them."""

    dependencies = [
        ("saaska_db", "0005_keep_states"),
        ("resumes", "0004_template_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ResumeState",
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
                    "resume",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="states",
                        to="resumes.resume",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="resume_states",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "state of a résumé",
                "verbose_name_plural": "states of résumés",
                "db_table": "resume_states",
                "indexes": [
                    saaska.db.models.Index(fields=["resume", "sitting"], name="resume_states_sitting"),
                    saaska.db.models.Index(
                        condition=models.Q(("name", ""), _negated=True),
                        fields=["resume"],
                        name="resume_states_named",
                    ),
                    saaska.db.models.Index(fields=["user"], name="resume_states_user"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resume", "number"), name="resume_states_resume_id_number_key"
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func(
                                models.F("steps"), function="jsonb_typeof", output_field=models.TextField()
                            ),
                            models.Value("array"),
                        ),
                        name="resume_states_steps_is_array",
                    ),
                ],
            },
        ),
        foreign_key("resume_states", ["user_id", "resume_id"], "resumes", ("user_id", "id")),
        ProtectRows("resume_states", user="select, update (name)", staff="select"),
        Audit("resume_states", events="update"),
        KeepStates("resumes", **STATES),
        KeepFirstStates("resumes", **STATES),
    ]
