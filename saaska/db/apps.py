from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "saaska.db"
    label = "saaska_db"
    verbose_name = "Database"
