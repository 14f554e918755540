from django.contrib.admin.apps import AdminConfig


class StaffConfig(AdminConfig):
    """Django's admin with our site (staff.py) as the one that apps register their tables with."""

    default_site = "saaska.staff.StaffSite"
