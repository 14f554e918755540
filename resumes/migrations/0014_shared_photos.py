from django.db import migrations

from saaska.db.shares import PhotoOfShare


class Migration(migrations.Migration):
    """Who knows the address of a résumé that shows everything sees its photo, and no other."""

    dependencies = [("resumes", "0013_translations"), ("documents", "0005_photos")]

    operations = [PhotoOfShare()]
