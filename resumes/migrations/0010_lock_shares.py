from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.rls import ProtectRows, foreign_key
from saaska.db.shares import ShareByAddress


class Migration(migrations.Migration):
    """Keys that accept only one's own résumé, each person their own rows, and who knows an address its résumé."""

    dependencies = [("resumes", "0009_shares"), ("accounts", "0002_lock_rows")]

    operations = [
        foreign_key("resume_shares", ["user_id"], "users"),
        foreign_key("resume_shares", ["user_id", "resume_id"], "resumes", ("user_id", "id")),
        foreign_key("resume_share_days", ["user_id"], "users"),
        foreign_key("resume_share_days", ["user_id", "share_id"], "resume_shares", ("user_id", "id")),
        ProtectRows("resume_shares"),
        ProtectRows("resume_share_days", user="select"),
        Audit("resume_shares"),
        Audit("resume_share_days"),
        ShareByAddress(),
    ]
