from django.db import migrations

from saaska.db.document_states import CreateKeepState


class Migration(migrations.Migration):
    """The functions that keep every state of a document."""

    dependencies = [("saaska_db", "0004_cascade_keys")]

    operations = [CreateKeepState()]
