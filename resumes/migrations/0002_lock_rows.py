from django.db import migrations

from saaska.db.audit import Audit
from saaska.db.rls import Grant, Policy, ProtectRows, foreign_key


class Migration(migrations.Migration):
    """Keys with delete rules, each person their own rows, public résumés for all, the audit trail."""

    dependencies = [("resumes", "0001_initial"), ("accounts", "0002_lock_rows")]

    operations = [
        foreign_key("resumes", ["user_id"], "users"),
        foreign_key("resume_imports", ["user_id"], "users"),
        foreign_key(
            "resume_imports", ["user_id", "resume_id"], "resumes", ("user_id", "id"), "set null (resume_id)"
        ),
        ProtectRows("resumes"),
        Policy(
            "public_read",
            "resumes",
            to="saaska_user, saaska_anon",
            command="select",
            using="is_public and deleted_at is null",
        ),
        Grant("select", "resumes", to="saaska_anon"),
        ProtectRows("resume_imports"),
        Audit("resumes"),
        Audit("resume_imports"),
    ]
