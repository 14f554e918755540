from django.db import migrations

from saaska.db.downloads import CountDownloads


class Migration(migrations.Migration):
    dependencies = [
        ("resumes", "0015_job_of_copy"),
    ]

    operations = [CountDownloads("resumes")]
