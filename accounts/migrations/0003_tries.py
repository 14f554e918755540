from django.db import migrations

from saaska.db.limits import CreateTries


class Migration(migrations.Migration):
    """Limits on login, sign-up and mails, counted where they hold without Redis."""

    dependencies = [("accounts", "0002_lock_rows")]

    operations = [CreateTries()]
