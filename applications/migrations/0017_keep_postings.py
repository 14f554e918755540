from django.db import migrations

from saaska.db.postings import CreateKeepPosting, KeepPostings


class Migration(migrations.Migration):
    """Whatever replaces the text of a posting, both texts stay."""

    dependencies = [("applications", "0016_lock_imports")]

    operations = [
        CreateKeepPosting(),
        KeepPostings(
            "job_applications", texts="posting_texts", key="application_id", columns=["job_description"]
        ),
    ]
