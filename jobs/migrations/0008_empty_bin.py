from django.db import migrations

from saaska.db.document_bins import EmptyBin


class Migration(migrations.Migration):
    """What lies in the bin for a month goes for good."""

    dependencies = [("jobs", "0007_lock_postings")]

    operations = [EmptyBin("saved_jobs")]
