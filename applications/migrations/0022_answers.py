from django.db import migrations

import saaska.db.fields


class Migration(migrations.Migration):
    dependencies = [("applications", "0021_move_interviews_on")]

    operations = [
        migrations.AddField(
            model_name="jobapplication",
            name="answers",
            field=saaska.db.fields.EncryptedTextField(blank=True, null=True, verbose_name="answers"),
        ),
    ]
