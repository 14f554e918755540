"""Rewrites every encrypted field under the first of FIELD_ENCRYPTION_KEYS, so that the older keys can go."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models, transaction

from saaska.db.fields import EncryptedTextField

BATCH = 500


class Command(BaseCommand):
    help = "Rewrite every encrypted field under the first of FIELD_ENCRYPTION_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        for model in apps.get_models():
            for field in model._meta.get_fields():
                if isinstance(field, EncryptedTextField):
                    self.stdout.write(
                        f"{model._meta.db_table}.{field.column}: {rewrite(model, field.name)} rewritten"
                    )


def rewrite(model: type[models.Model], field: str) -> int:
    """Writes a field's texts again, batch by batch; an interrupted run is simply started again."""
    rows = model._base_manager.exclude(**{f"{field}__isnull": True}).order_by("pk")
    count, last = 0, None
    while True:
        batch = rows.filter(pk__gt=last) if last else rows
        with transaction.atomic():
            texts = list(batch.select_for_update().values_list("pk", field)[:BATCH])
            for key, text in texts:
                model._base_manager.filter(pk=key).update(**{field: text})
        if not texts:
            return count
        count, last = count + len(texts), texts[-1][0]
