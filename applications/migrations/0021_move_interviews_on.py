from django.db import migrations

from saaska.db.interviews import MoveInterviewsOn


class Migration(migrations.Migration):
    """The next interview follows the last without anybody's doing."""

    dependencies = [("applications", "0020_empty_bin")]

    operations = [MoveInterviewsOn()]
