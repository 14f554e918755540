from django.db import migrations

from saaska.db.files_of_people import FilesGoToo


class Migration(migrations.Migration):
    """Who deletes a person has their files deleted."""

    dependencies = [("saaska_db", "0005_keep_states"), ("accounts", "0002_lock_rows")]

    operations = [FilesGoToo()]
