from django.contrib.admin.apps import AdminConfig

from saaska import phrases

phrases.install()  # applications are named before their models and forms are loaded


class StaffConfig(AdminConfig):
    """Django's admin with our site (staff.py) as the one that apps register their tables with."""

    default_site = "saaska.staff.StaffSite"
