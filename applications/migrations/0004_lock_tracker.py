from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.rls import ProtectRows, foreign_key
from saaska.db.stage_history import RecordStages

OWN = "select, insert, update, delete"
RIGHTS = {
    "application_events": OWN,
    "interview_rounds": OWN,
    "application_contacts": OWN,
    "application_tasks": OWN,
    "sent_documents": "select, insert, delete",  # frozen: nobody changes what was sent
    "posting_texts": "select, insert, delete",
}


class Migration(migrations.Migration):
    """Keys that accept only one's own application, each person their own rows, the audit trail, the dated history."""

    dependencies = [("applications", "0003_tracker")]

    operations = [
        operation
        for table, rights in RIGHTS.items()
        for operation in (
            foreign_key(table, ["user_id"], "users"),
            foreign_key(table, ["user_id", "application_id"], "job_applications", ("user_id", "id")),
            ProtectRows(table, user=rights),
            Audit(table),
        )
    ] + [RecordStages()]
