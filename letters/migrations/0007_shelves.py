from django.db import migrations, models

import saaska.db.models
from saaska.db.document_bins import EmptyBin


class Migration(migrations.Migration):
    """An archive, and a bin that is emptied."""

    dependencies = [
        ("letters", "0006_unfinished_fields"),
    ]

    operations = [
        migrations.AddField(
            model_name="coverletter",
            name="archived_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="archived at"),
        ),
        migrations.AddIndex(
            model_name="coverletter",
            index=saaska.db.models.Index(
                condition=models.Q(("deleted_at", None), _negated=True),
                fields=["deleted_at"],
                name="cover_letters_bin",
            ),
        ),
        EmptyBin("cover_letters"),
    ]
