from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.postings import KeepPostings
from saaska.db.rls import ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Each person their own, of their own saved jobs; nobody changes what was kept. The audit trail."""

    dependencies = [("jobs", "0006_kept_postings"), ("applications", "0017_keep_postings")]

    operations = [
        foreign_key("saved_postings", ["user_id"], "users"),
        foreign_key("saved_postings", ["user_id", "saved_job_id"], "saved_jobs", ("user_id", "id")),
        ProtectRows("saved_postings", user="select, insert, delete"),
        Audit("saved_postings"),
        KeepPostings(
            "saved_jobs",
            texts="saved_postings",
            key="saved_job_id",
            columns=["job_description", "requirements", "benefits"],
        ),
    ]
