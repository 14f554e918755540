from django.db import migrations, models


class Migration(migrations.Migration):
    """Each résumé remembers which newer version of its design its owner did not want."""

    dependencies = [
        ("resumes", "0007_shelves"),
    ]

    operations = [
        migrations.AddField(
            model_name="resume",
            name="declined_version",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=120),
        ),
    ]
