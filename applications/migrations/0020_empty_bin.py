from django.db import migrations

from saaska.db.application_bins import EmptyApplications


class Migration(migrations.Migration):
    """What lies in the bin for a month goes for good."""

    dependencies = [("applications", "0019_lock_import_parts")]

    operations = [EmptyApplications()]
