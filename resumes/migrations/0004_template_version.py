from django.db import migrations, models

from saaska.db.design_versions import PinDesigns


class Migration(migrations.Migration):
    """Each résumé pins a version of its design: those there are the first, new ones the newest."""

    dependencies = [("resumes", "0003_staff_lists"), ("documents", "0002_versions")]

    operations = [
        migrations.AddField(
            model_name="resume",
            name="template_version",
            field=models.IntegerField(
                db_default=1, default=1, editable=False, verbose_name="version of the design"
            ),
        ),
        migrations.AlterField(
            model_name="resume",
            name="template_version",
            field=models.IntegerField(
                db_default=0, default=0, editable=False, verbose_name="version of the design"
            ),
        ),
        PinDesigns("resumes", type="resume"),
    ]
