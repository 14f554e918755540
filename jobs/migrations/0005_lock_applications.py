from django.db import migrations

from saaska.db.rls import foreign_key


class Migration(migrations.Migration):
    """A saved job leads to one's own application alone; when that goes for good the job stays."""

    dependencies = [("jobs", "0004_tracker"), ("applications", "0004_lock_tracker")]

    operations = [
        foreign_key(
            "saved_jobs",
            ["user_id", "application_id"],
            "job_applications",
            ("user_id", "id"),
            rule="set null (application_id)",
        )
    ]
