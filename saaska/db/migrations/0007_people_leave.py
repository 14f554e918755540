from django.db import migrations

from saaska.db.people import PeopleLeave


class Migration(migrations.Migration):
    """Somebody may delete their own account; the trail keeps no value of whoever is deleted."""

    dependencies = [("saaska_db", "0006_files_go_too"), ("accounts", "0002_lock_rows")]

    operations = [PeopleLeave()]
