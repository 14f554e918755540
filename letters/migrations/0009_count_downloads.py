from django.db import migrations

from saaska.db.downloads import CountDownloads


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0008_enclosures"),
    ]

    operations = [CountDownloads("cover_letters")]
